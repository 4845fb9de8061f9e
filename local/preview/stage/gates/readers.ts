import type { LaneRow, Shown } from '../../../gate-simulator/lane-row'
import type { LanePicks } from '../../protocol'
import { element } from '../../runtime/dom'
import { choice } from './controls'
import { faceTerminal, idReader, plateCamera, qrHead, type PhoneBefore, type Read } from './hardware'

export interface Readers {
  root: HTMLElement
  /** The lane in front. */
  draw(lane: LaneRow): void
  /** Other phones may be before it now. */
  refresh(): void
}

/** The hardware that the device of a lane is or has: QR head, plate camera, ID reader, face terminal, each with something to put before it. */
export function createReaders(
  { plates, documents }: LanePicks,
  phones: () => PhoneBefore[],
  show: (shown: Shown) => void,
): Readers {
  let lane: LaneRow | null = null
  let chosen = 0
  const message = element('p', { class: 'reader-message', role: 'status' })
  const place = element('div', { class: 'reader' })
  const way = choice([
    ['in', '进'],
    ['out', '出'],
  ])
  const wayRow = element('div', { class: 'way-row' }, '方向', way.root)

  const say = (words: string): void => void (message.textContent = words)
  const read: Read = (shown) => {
    if (lane === null) return
    say('')
    const direction = lane.direction === 'both' ? (way.value() as Shown['direction']) : lane.direction
    show({ direction, ...shown })
  }
  const readers: ReadonlyArray<readonly [way: LaneRow['reads'][number], label: string, parts: () => Node[]]> =
    [
      ['qr', '扫码头', () => qrHead(phones(), read, say)],
      ['plate', '车牌相机', () => plateCamera(plates, read)],
      ['document', '证件阅读器', () => idReader(documents, read)],
      ['face', '人脸终端', () => faceTerminal(phones(), read)],
    ]
  const tabs = readers.map(([, label], index) =>
    element('button', { role: 'tab', onclick: () => ((chosen = index), open()) }, label),
  )
  function open(): void {
    tabs.forEach((tab, index) => tab.setAttribute('aria-selected', String(index === chosen)))
    say('')
    place.replaceChildren(...(readers[chosen]?.[2]() ?? []))
  }
  open()

  return {
    root: element(
      'section',
      { class: 'readers' },
      element('div', { class: 'reader-tabs', role: 'tablist' }, ...tabs),
      wayRow,
      place,
      message,
    ),
    draw(next) {
      const isOther = lane?.device !== next.device
      lane = next
      if (isOther) {
        const reads = readers.map(([way]) => next.reads.includes(way))
        tabs.forEach((tab, index) => (tab.hidden = reads[index] !== true))
        if (reads[chosen] !== true) chosen = reads.indexOf(true)
        open()
      }
      wayRow.hidden = next.direction !== 'both'
      for (const part of [place, wayRow]) part.inert = next.mode === 'off'
    },
    refresh: open,
  }
}

import type { LaneExchange, LaneMode, LaneRow, Mischief } from '../../../gate-simulator/lane-row'
import type { StageState } from '../../protocol'
import { element } from '../../runtime/dom'
import { setLaneMode, showAtLane } from '../server'
import { select } from './controls'
import { createExchangeList } from './exchange-list'
import type { PhoneBefore } from './hardware'
import { createLaneScene } from './lane-scene'
import { laneView, MODES, type Fact } from './lane.view'
import { createReaders } from './readers'

export interface GatesPanel {
  root: HTMLElement
  /** One lamp per lane, for where the panel itself isn't seen. */
  lamps: HTMLElement
  draw(lane: LaneRow): void
  add(exchange: LaneExchange): void
  /** Phones were put on the stage, taken away or handed over. */
  phonesChanged(): void
}

const MISCHIEF: ReadonlyArray<readonly [Mischief | '', string]> = [
  ['', '不动手脚'],
  ['signature', '途中改一位签名'],
  ['body', '途中改动正文'],
  ['replay', '被人截获再发一遍'],
  ['clock', '车道时钟快 10 分钟'],
]

/** Longer ones take the whole width, in characters. */
const LINE_LENGTH = 14

/** Gate lanes on the stage: one in front, with its readers, its barrier and what it says to the server. */
export function createGatesPanel(
  state: NonNullable<StageState['gates']>,
  phones: () => PhoneBefore[],
): GatesPanel {
  const lanes = new Map(state.lanes.map((lane) => [lane.id, lane]))
  const exchanges = [...state.exchanges]
  let front = state.lanes[0]?.id ?? ''

  const scene = createLaneScene()
  const mischief = select('线路上', MISCHIEF)
  const list = createExchangeList(mischief)
  const readers = createReaders(state.picks, phones, (shown) => {
    void showAtLane(front, shown, (mischief.value || null) as Mischief | null)
    // A hand in the line for one call, not for good.
    mischief.value = ''
  })
  const lines = [element('p'), element('p')]
  const display = element('div', { class: 'display', 'aria-live': 'polite' }, ...lines)
  const word = element('span', { class: 'lamp-word' })
  const status = element('p', { class: 'lane-status' })
  const facts = element('dl', { class: 'lane-facts' })
  const modes = (Object.keys(MODES) as LaneMode[]).map((mode) =>
    element('button', { 'data-mode': mode, onclick: () => void setLaneMode(front, mode) }, MODES[mode]),
  )
  const doors = new Map(
    state.lanes.map(({ id, gateName, name }) => [
      id,
      element(
        'button',
        { 'data-lane': id, onclick: () => turnTo(id) },
        element('span', {}, gateName),
        element('b', {}, lamp(id), name),
      ),
    ]),
  )
  const lamps = element('span', { class: 'lamps' }, ...state.lanes.map(({ id }) => lamp(id)))

  const root = element(
    'section',
    { class: 'gates' },
    element('nav', { class: 'lane-doors', 'aria-label': '车道' }, ...doors.values()),
    element(
      'div',
      { class: 'lane' },
      display,
      scene.root,
      element(
        'div',
        { class: 'lane-bar' },
        word,
        element('div', { class: 'choice', 'aria-label': '网络' }, ...modes),
      ),
    ),
    status,
    readers.root,
    facts,
    list.root,
  )

  function turnTo(id: string): void {
    front = id
    drawFront()
  }

  function drawLamps(lane: LaneRow): void {
    const { colour } = laneView(lane).lamp
    for (const each of [lamps, root])
      each.querySelector<HTMLElement>(`[data-lamp-of="${lane.id}"]`)!.dataset.lamp = colour
    doors.get(lane.id)?.setAttribute('aria-pressed', String(lane.id === front))
  }

  function drawFront(): void {
    for (const lane of lanes.values()) drawLamps(lane)
    const lane = lanes.get(front)
    if (lane === undefined) return
    const view = laneView(lane)
    scene.draw(view, lane)
    display.dataset.lamp = view.lamp.colour
    lines.forEach((line, index) => write(line, view.display[index] ?? ''))
    word.textContent = view.lamp.word
    word.dataset.lamp = view.lamp.colour
    write(status, view.status)
    for (const each of modes) each.setAttribute('aria-pressed', String(each.dataset.mode === lane.mode))
    drawFacts(view.facts)
    readers.draw(lane)
    list.draw(exchanges.filter(({ lane: of }) => of === front))
  }

  let drawn = ''
  function drawFacts(rows: readonly Fact[]): void {
    // Somebody may be copying from it.
    if (drawn === (drawn = JSON.stringify(rows))) return
    facts.replaceChildren(
      ...rows.flatMap(({ label, value }) => {
        const long = value.length > LINE_LENGTH && 'long'
        return [element('dt', { class: long }, label), element('dd', { class: long }, value)]
      }),
    )
  }

  drawFront()
  return {
    root,
    lamps,
    draw(lane) {
      lanes.set(lane.id, lane)
      if (lane.id === front) drawFront()
      else drawLamps(lane)
    },
    add(exchange) {
      exchanges.push(exchange)
      if (exchange.lane === front) drawFront()
    },
    phonesChanged: () => readers.refresh(),
  }
}

/** Only what changed: a screen reader says it again otherwise. */
function write(place: HTMLElement, words: string): void {
  if (place.textContent !== words) place.textContent = words
}

const lamp = (id: string): HTMLElement => element('i', { class: 'lamp-dot', 'data-lamp-of': id })

import type { Output } from '../../../../contract'
import { WAITING_PASSAGES } from '../../../device-storage/waiting-passages'
import { passageOf, rowOf, type OfflinePassage, type PassageRow } from './passage-row'
import { read, remove, write } from './encrypted-storage'

/**
 * Passages that were decided without a network, until the server has them. They lie in segments in the encrypted
 * storage: adding one writes its segment only, and what a restart finds is what was added. Every passage carries an id
 * of its own, so that uploading one twice records it once.
 */
export type Upload = (passages: OfflinePassage[]) => Promise<Output<'gate.uploadPassages'>['rows']>

/** As many as one delivery takes (contract). */
const SEGMENT = 50
const INDEX = WAITING_PASSAGES
const keyOf = (segment: number): string => `${INDEX}:${segment}`
const rejectedKeyOf = (segment: number): string => `${INDEX}:rejected:${segment}`

/** Segments in use, `first` to `last`; none when `last` is before `first`. */
interface Index {
  first: number
  last: number
  /** How many of which segment the server would not take: they stay on the phone for the office to look at. */
  rejected: Record<number, number>
}

export class PassageQueue {
  private index: Index = { first: 0, last: -1, rejected: {} }
  /** One that can't be read now is missing here. */
  private segments = new Map<number, OfflinePassage[]>()
  /** Storage is written by one at a time. */
  private turn: Promise<unknown> = Promise.resolve()

  /** What an earlier start of the program left; throws when the storage can't be read. */
  static async open(): Promise<PassageQueue> {
    const queue = new PassageQueue()
    queue.index = (await read<Index>(INDEX)) ?? queue.index
    const { first, last } = queue.index
    const numbers = Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index)
    await Promise.all(numbers.map((number) => queue.load(number).catch(() => undefined)))
    return queue
  }

  get length(): number {
    let count = 0
    this.segments.forEach((segment) => (count += segment.length))
    return count
  }

  get rejectedCount(): number {
    const { rejected } = this.index
    return Object.keys(rejected).reduce((sum, segment) => sum + (rejected[Number(segment)] ?? 0), 0)
  }

  /** In the order in which they were added. */
  passages(): OfflinePassage[] {
    const all: OfflinePassage[] = []
    for (let index = this.index.first; index <= this.index.last; index++)
      all.push(...(this.segments.get(index) ?? []))
    return all
  }

  /** Resolves when the passage is on the disk; throws when the storage takes no more. */
  add(passage: OfflinePassage): Promise<void> {
    return this.inTurn(async () => {
      const { first, last } = this.index
      const open = last < first ? undefined : this.segments.get(last)
      const full = open === undefined || open.length >= SEGMENT
      // The index first: a segment it names may be missing, but none is forgotten.
      if (full) await this.writeIndex({ ...this.index, last: last + 1 })
      await this.writeSegment(this.index.last, [...(this.segments.get(this.index.last) ?? []), passage])
    })
  }

  /**
   * Delivers the oldest segment; false when there is none. What the server has answered is removed; without an answer
   * (`uploadPassages` throws) everything stays and is uploaded again, with the same ids.
   */
  async uploadNext(uploadPassages: Upload): Promise<boolean> {
    const at = this.index.first
    if (this.index.last < at) return false
    const segment = this.segments.get(at) ?? (await this.load(at))
    const rows = segment.length === 0 ? [] : await uploadPassages(segment)
    const answered = new Set(rows.map(({ eventId }) => eventId))
    const refused = new Set(rows.filter(({ refusal }) => refusal !== null).map(({ eventId }) => eventId))
    if (segment.length > 0 && answered.size === 0) throw new Error('a delivery was answered for no passage')
    await this.inTurn(async () => {
      await this.reject(
        at,
        segment.filter(({ eventId }) => refused.has(eventId)),
      )
      // More may have been added to it while the server was asked.
      const left = (this.segments.get(at) ?? []).filter(({ eventId }) => !answered.has(eventId))
      if (left.length > 0) return this.writeSegment(at, left)
      await this.writeIndex({ ...this.index, first: at + 1, last: Math.max(this.index.last, at) })
      await remove(keyOf(at))
      this.segments.delete(at)
    })
    return this.index.first <= this.index.last
  }

  /** Throws when the segment can't be read now; one that was named and never written is empty. */
  private async load(number: number): Promise<OfflinePassage[]> {
    const segment = ((await read<PassageRow[]>(keyOf(number))) ?? []).map(passageOf)
    this.segments.set(number, segment)
    return segment
  }

  private async reject(segment: number, passages: readonly OfflinePassage[]): Promise<void> {
    if (passages.length === 0) return
    const kept = [...((await read<PassageRow[]>(rejectedKeyOf(segment))) ?? []), ...passages.map(rowOf)]
    // Written a second time after a phone that died in between, it stands there once.
    const once = [...new Map(kept.map((row) => [row[0], row])).values()]
    await write(rejectedKeyOf(segment), once)
    await this.writeIndex({ ...this.index, rejected: { ...this.index.rejected, [segment]: once.length } })
  }

  private async writeSegment(at: number, segment: OfflinePassage[]): Promise<void> {
    await write(keyOf(at), segment.map(rowOf))
    this.segments.set(at, segment)
  }

  private async writeIndex(index: Index): Promise<void> {
    await write(INDEX, index)
    this.index = index
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work)
    this.turn = done.catch(() => undefined)
    return done
  }
}

import type { Input, Output } from '../../../../contract'
import { read, remove, write } from './sealed-storage'

/**
 * Passages that were decided without a network, until the server has them. They lie in segments in the encrypted
 * storage: adding one writes its segment only, and what a restart finds is what was added. Every passage carries an id
 * of its own, so that delivering one twice records it once.
 */
export type OfflinePassage = Input<'gate.deliver'>['events'][number]
export type Deliver = (passages: OfflinePassage[]) => Promise<Output<'gate.deliver'>['rows']>

/** As many as one delivery takes (contract). */
const SEGMENT = 50
const INDEX = 'gate-queue'
const REJECTED = 'gate-queue:rejected'
const keyOf = (segment: number): string => `${INDEX}:${segment}`

/** Segments in use, `first` to `last`; none when `last` is before `first`. */
interface Index {
  first: number
  last: number
}

export class PassageQueue {
  private index: Index = { first: 0, last: -1 }
  private segments = new Map<number, OfflinePassage[]>()
  private rejected = 0
  /** Storage is written by one at a time. */
  private turn: Promise<unknown> = Promise.resolve()

  /** What an earlier start of the program left. */
  static async open(): Promise<PassageQueue> {
    const queue = new PassageQueue()
    queue.index = (await read<Index>(INDEX)) ?? queue.index
    for (let at = queue.index.first; at <= queue.index.last; at++)
      queue.segments.set(at, (await read<OfflinePassage[]>(keyOf(at))) ?? [])
    queue.rejected = ((await read<OfflinePassage[]>(REJECTED)) ?? []).length
    return queue
  }

  get length(): number {
    let count = 0
    this.segments.forEach((segment) => (count += segment.length))
    return count
  }

  /** How many the server would not take: they stay on the phone for the office to look at. */
  get rejectedCount(): number {
    return this.rejected
  }

  /** In the order in which they were added. */
  passages(): OfflinePassage[] {
    const all: OfflinePassage[] = []
    for (let at = this.index.first; at <= this.index.last; at++) all.push(...(this.segments.get(at) ?? []))
    return all
  }

  /** Resolves when the passage is on the disk; throws when the storage takes no more. */
  add(passage: OfflinePassage): Promise<void> {
    return this.inTurn(async () => {
      const { first, last } = this.index
      const full = last < first || (this.segments.get(last) ?? []).length >= SEGMENT
      // The index first: a segment it names may be missing, but none is forgotten.
      if (full) await this.writeIndex({ first, last: last + 1 })
      const at = this.index.last
      const segment = [...(this.segments.get(at) ?? []), passage]
      await write(keyOf(at), segment)
      this.segments.set(at, segment)
    })
  }

  /**
   * Delivers the oldest segment; false when there is none. What the server has answered is removed; without an answer
   * (`deliver` throws) everything stays and is delivered again, with the same ids.
   */
  async deliverNext(deliver: Deliver): Promise<boolean> {
    const at = this.index.first
    const segment = this.segments.get(at) ?? []
    if (this.index.last < at) return false
    const rows = segment.length === 0 ? [] : await deliver(segment)
    const answered = new Set(rows.map(({ eventId }) => eventId))
    const refused = new Set(rows.filter(({ refusal }) => refusal !== null).map(({ eventId }) => eventId))
    if (segment.length > 0 && answered.size === 0) throw new Error('a delivery was answered for no passage')
    await this.inTurn(async () => {
      await this.reject(segment.filter(({ eventId }) => refused.has(eventId)))
      // More may have been added to it while the server was asked.
      const left = (this.segments.get(at) ?? []).filter(({ eventId }) => !answered.has(eventId))
      if (left.length > 0) {
        await write(keyOf(at), left)
        this.segments.set(at, left)
        return
      }
      await this.writeIndex({ first: at + 1, last: Math.max(this.index.last, at) })
      await remove(keyOf(at))
      this.segments.delete(at)
    })
    return this.index.first <= this.index.last
  }

  private async reject(passages: OfflinePassage[]): Promise<void> {
    if (passages.length === 0) return
    const kept = [...((await read<OfflinePassage[]>(REJECTED)) ?? []), ...passages]
    await write(REJECTED, kept)
    this.rejected = kept.length
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

import { createHash } from 'node:crypto'
import { randomFrom, type Random } from '../../local/demo/random'

/** One thing that will happen. */
interface Happening {
  /** Virtual time, epoch milliseconds. */
  at: number
  /** Which of those at the same moment comes first: drawn by the seed. */
  order: number
  label: string
  happen: () => void
  takenBack: boolean
}

/** The real one: what runs in virtual time may not see it. */
const nextTurn = globalThis.setImmediate

/** Steps that a report of a failure shows. */
const SHOWN_STEPS = 60

/**
 * Virtual time, in which one thing happens after the other. How long each takes is drawn by the seed, and so is which of
 * two comes first; nothing else decides, so the same seed leads to the same run. `trace` is a hash over every step.
 */
export class Scheduler {
  now: number
  steps = 0
  readonly random: Random
  /** A heap by time. */
  private readonly heap: Happening[] = []
  private readonly hash = createHash('sha256')
  private readonly latest: string[] = []
  private stopped = false

  constructor(seed: number, start: number) {
    this.now = start
    this.random = randomFrom(`simulation ${seed}`)
  }

  get trace(): string {
    return this.hash.copy().digest('hex').slice(0, 16)
  }

  /** The last steps, for people. */
  get history(): readonly string[] {
    return [...this.latest]
  }

  /** `happen` comes after so many milliseconds. @returns what takes it back */
  after(ms: number, label: string, happen: () => void): () => void {
    const happening = {
      at: this.now + Math.max(0, Math.round(ms)),
      order: this.random.next(),
      label,
      happen,
      takenBack: false,
    }
    this.push(happening)
    return () => {
      happening.takenBack = true
    }
  }

  pause(ms: number, label = 'waits'): Promise<void> {
    return new Promise((resolve) => this.after(ms, label, resolve))
  }

  /** Says something that belongs to the history and is no step of its own. */
  note(text: string): void {
    this.hash.update(`${this.now} ${text}\n`)
    this.latest.push(`${new Date(this.now + 8 * 3_600_000).toISOString().slice(5, 23)} ${text}`)
    if (this.latest.length > SHOWN_STEPS) this.latest.shift()
  }

  stop(): void {
    this.stopped = true
  }

  /** Lets happen what happens until that moment, or until it is stopped. */
  async run(until: number): Promise<void> {
    while (!this.stopped) {
      await this.rest()
      while (this.heap[0]?.takenBack === true) this.pop()
      const next = this.heap[0]
      if (next === undefined || next.at > until) break
      this.pop()
      this.now = next.at
      this.steps++
      this.note(next.label)
      next.happen()
    }
    if (!this.stopped) this.now = until
  }

  /** Everything that the last step set free has run to its next request. */
  rest(): Promise<void> {
    return new Promise((resolve) => nextTurn(resolve))
  }

  private push(happening: Happening): void {
    let index = this.heap.push(happening) - 1
    while (index > 0) {
      const above = (index - 1) >> 1
      if (!isBefore(happening, this.heap[above] as Happening)) break
      this.heap[index] = this.heap[above] as Happening
      index = above
    }
    this.heap[index] = happening
  }

  private pop(): void {
    const last = this.heap.pop() as Happening
    if (this.heap.length === 0) return
    let index = 0
    for (;;) {
      let below = 2 * index + 1
      if (below >= this.heap.length) break
      const right = this.heap[below + 1]
      if (right !== undefined && isBefore(right, this.heap[below] as Happening)) below++
      if (!isBefore(this.heap[below] as Happening, last)) break
      this.heap[index] = this.heap[below] as Happening
      index = below
    }
    this.heap[index] = last
  }
}

const isBefore = (a: Happening, b: Happening): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

import type { Random } from '../../local/demo/random'

/** What goes wrong, and how often: shares of requests. */
const SHARES = {
  /** A database request never arrives, or its answer never comes back. */
  requestLost: 0.002,
  answerLost: 0.002,
  /** The instance dies at a database request, before or after it was done. */
  killed: 0.001,
  /** Between phone and function. */
  callLost: 0.05,
  replyLost: 0.05,
  callTwice: 0.06,
  /** WeChat can't be reached for a message. */
  messageLost: 0.1,
} as const

type Mishap = keyof typeof SHARES

/** Draws what goes wrong. With faults off nothing does. */
export class Faults {
  on = true
  /** How often each struck. */
  readonly counts: Partial<Record<Mishap, number>> = {}

  constructor(private readonly random: Random) {}

  strikes(fault: Mishap): boolean {
    if (!this.on || this.random.next() >= SHARES[fault]) return false
    this.counts[fault] = (this.counts[fault] ?? 0) + 1
    return true
  }

  /** Milliseconds that a database request takes: mostly a few, at times long. */
  databaseDelay(): number {
    const drawn = this.random.next()
    return drawn < 0.93 || !this.on ? 1 + this.random.below(12) : 20 + this.random.below(2500)
  }

  /** Milliseconds of one way between phone and cloud. */
  networkDelay(): number {
    return 10 + this.random.below(this.on && this.random.next() < 0.05 ? 6000 : 250)
  }
}

import { clientGone, functionBusy } from './errors'

/** How many calls may wait for one function, and how long one of them. */
export type WaitingLimits = { calls: number; ms: number }

/** What a call that somebody at the other end of a connection waits for may ask: `gone` when they hang up. */
export type Patience = { gone: AbortSignal }

/**
 * Calls that wait their turn, first come, first served. Those of a client on a connection are bounded in number and time,
 * and leave the line when the client has gone: there is nobody to answer. Others wait as long as it takes.
 */
export class WaitingLine<T> {
  private readonly waiting = new Set<(value: T) => void>()

  constructor(private readonly limits: WaitingLimits) {}

  get length(): number {
    return this.waiting.size
  }

  /** Resolves with what the call waited for. Throws `FunctionError`: the line too long, the time over, the client gone. */
  join(patience: Patience | undefined): Promise<T> {
    const { calls, ms } = this.limits
    if (!patience) return new Promise((resolve) => this.waiting.add(resolve))
    if (patience.gone.aborted) return Promise.reject(clientGone())
    if (this.waiting.size >= calls) return Promise.reject(functionBusy(`${calls} calls wait already`))
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.delete(served)
        clearTimeout(timer)
        patience.gone.removeEventListener('abort', left)
      }
      const served = (value: T) => {
        leave()
        resolve(value)
      }
      const left = () => {
        leave()
        reject(clientGone())
      }
      const timer = setTimeout(() => {
        leave()
        reject(functionBusy(`no instance was free for ${ms} ms`))
      }, ms)
      patience.gone.addEventListener('abort', left)
      this.waiting.add(served)
    })
  }

  /** Takes the first out of the line: call it with what it waited for. */
  next(): ((value: T) => void) | undefined {
    const [first] = this.waiting
    if (first) this.waiting.delete(first)
    return first
  }
}

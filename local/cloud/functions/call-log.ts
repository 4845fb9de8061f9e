import { Listeners } from '../listeners'

export type CallSource = 'client' | 'function' | 'timer' | 'http' | 'direct'

/** One function call, as the stage around the phones shows it. `action` and `code` follow our own contract; over HTTP they are method with path, and status. */
export type FunctionCall = {
  requestId: string
  name: string
  action?: string
  source: CallSource
  /** The caller's openid; none for timers. */
  caller?: string
  durationMs: number
  outcome: 'ok' | 'refused' | 'failed'
  code?: string
  message?: string
}

const KEPT = 200

/** The last function calls, and whoever wants to hear of the next. */
export class CallLog {
  readonly recent: FunctionCall[] = []
  private readonly listeners = new Listeners<FunctionCall>()

  readonly subscribe = this.listeners.subscribe

  add(call: FunctionCall): void {
    this.recent.push(call)
    if (this.recent.length > KEPT) this.recent.shift()
    this.listeners.tell(call)
  }
}

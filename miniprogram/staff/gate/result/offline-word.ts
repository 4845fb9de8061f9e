import { recordOffline, type Verdict } from '../offline/check-offline'
import type { OfflineResult } from './offline-result.view'
import { noteOffline } from './own-passage'

/** What is said of one visitor whom this phone decided about, until it is kept for the server. */
export class OfflineWord {
  /** A refusal, kept when the guard leaves it at that. */
  private unsaid: Verdict | null = null

  /** @param askedAs under which id the server was asked; null: it wasn't, or something is kept under it */
  constructor(
    private readonly result: OfflineResult,
    private askedAs: string | null,
  ) {}

  /**
   * Waits with a refusal that the guard may override. The server may have let pass unheard: what the guard says is told under
   * the same id, and counts once.
   */
  refuse(verdict: Verdict): void {
    this.unsaid = verdict
  }

  /** False when the phone is full. */
  async keep(verdict: Verdict): Promise<boolean> {
    this.unsaid = null
    try {
      const { check, decision } = this.result
      const eventId = await recordOffline(check, decision, verdict, this.askedAs)
      this.askedAs = null
      await noteOffline(this.result, verdict, eventId)
      return true
    } catch (full) {
      console.error('passage not kept', full)
      return false
    }
  }

  /** The guard has gone on. */
  leave(): void {
    if (this.unsaid !== null) void this.keep(this.unsaid)
  }

  /** Nothing was kept under the id by which the server was asked. */
  get wasAsked(): boolean {
    return this.askedAs !== null
  }
}

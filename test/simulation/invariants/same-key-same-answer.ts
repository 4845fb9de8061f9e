import type { Output } from '../../../contract'
import { isUnsettled } from '../../../miniprogram/api/api-error'
import { CHECK_REPEATS_MS } from '../../../miniprogram/domain/gate/repeats'
import type { Invariant, Replied } from './invariant'

export const sameKeySameAnswer = (): Invariant => {
  /** What each request was answered when it was done first. */
  const answers = new Map<string, string>()
  /** When each check that was answered was made. */
  const checks = new Map<string, number>()
  /** An answer that opens a gate is given again for some minutes only; a copy may be under way for longer (phone.ts). */
  const comesTooLate = (key: string, { reply, at }: Replied): boolean =>
    !reply.ok && reply.code === 'KEY_REUSED' && at - (checks.get(key) ?? at) > CHECK_REPEATS_MS
  return {
    rule: 'A repeated tap or a retry after a lost reply is done once and gives the same answer (spec 2)',
    replied(replied) {
      const { by, request, reply } = replied
      const { action, requestId } = request
      // A pass is signed by what the visit is at that moment; one that has ended gets none.
      if (action === 'pass.issue') return
      if (requestId === undefined || (!reply.ok && isUnsettled(reply))) return
      const key = `${by} ${requestId}`
      if (comesTooLate(key, replied)) return
      const known = answers.get(key)
      const given = reply.ok ? JSON.stringify(reply.data) : reply.code
      if (known !== undefined && known !== given)
        throw new Error(`${action} was answered ${known}, then ${given}`)
      if (!reply.ok) return
      answers.set(key, given)
      if (action === 'gate.check') checks.set(key, (reply.data as Output<'gate.check'>).at)
    },
  }
}

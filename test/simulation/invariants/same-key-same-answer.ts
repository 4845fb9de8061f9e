import { isUnsettled } from '../../../miniprogram/api/api-error'
import type { Invariant } from './invariant'

export const sameKeySameAnswer = (): Invariant => {
  /** What each request was answered when it was done first. */
  const answers = new Map<string, string>()
  return {
    rule: 'A repeated tap or a retry after a lost reply is done once and gives the same answer (spec 2)',
    replied({ by, request: { action, requestId }, reply }) {
      // A pass is signed by what the visit is at that moment; one that has ended gets none.
      if (action === 'pass.issue') return
      if (requestId === undefined || (!reply.ok && isUnsettled(reply))) return
      const key = `${by} ${requestId}`
      const known = answers.get(key)
      const given = reply.ok ? JSON.stringify(reply.data) : reply.code
      if (known !== undefined && known !== given)
        throw new Error(`${action} was answered ${known}, then ${given}`)
      if (reply.ok) answers.set(key, given)
    },
  }
}

import type { AuditRow } from '../../../cloudfunctions/platform/audit'
import { accountId, type ApproverAccount } from '../../../cloudfunctions/stores/accounts'
import { changedIn, oneOf, type Invariant } from './invariant'

export const frozenDecidesNothing = (): Invariant => ({
  rule: 'A frozen approver sees the queue, but every decision is refused (spec 1)',
  committed(commit) {
    for (const { before, after } of changedIn<AuditRow>(commit, 'audit')) {
      // The timer seals rows of earlier decisions.
      if (before !== null) continue
      if (after?.kind !== 'row' || !/^approval\.|^release\.answer/.test(after.action)) continue
      const account = oneOf<ApproverAccount>('accounts', accountId('approver', after.by.id))
      if (account?.frozen != null) throw new Error(`${after.by.id} did ${after.action} while frozen`)
    }
  },
})

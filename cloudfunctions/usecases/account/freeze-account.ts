import type { Input, Output } from '../../../contract'
import { freeze, remove, unfreeze } from '../../../miniprogram/domain/account/accounts'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadApproverIn, saveAccountIn, type ApproverAccount } from '../../stores/accounts'
import type { Caller } from '../caller'
import { endSessionsIn } from './console-sessions'
import { endDeputyshipsIn } from './namings'
import { officeName } from './answer-account'

export const freezeAccount = (
  caller: Caller,
  input: Input<'account.freeze'>,
): Promise<Output<'account.freeze'>> =>
  changeAccount(caller, input.accountId, (account, byName) =>
    freeze(account, byName, input.reason, caller.now),
  )

export const unfreezeAccount = (
  caller: Caller,
  input: Input<'account.unfreeze'>,
): Promise<Output<'account.unfreeze'>> =>
  changeAccount(caller, input.accountId, (account, byName) => {
    if (account.openid === caller.id) throw new DomainError('OWN_REQUEST')
    return unfreeze(account, byName, caller.now)
  })

export const removeAccount = (
  caller: Caller,
  input: Input<'account.remove'>,
): Promise<Output<'account.remove'>> =>
  changeAccount(caller, input.accountId, (account, byName) =>
    remove(account, byName, input.reason, caller.now),
  )

async function changeAccount(
  caller: Caller,
  openid: string,
  step: (account: ApproverAccount, byName: string) => ApproverAccount,
): Promise<{ accountId: string }> {
  const byName = officeName(caller)
  return change(caller, async ({ tx }) => {
    const account = await loadApproverIn(tx, openid)
    if (account === null) throw new DomainError('NOT_FOUND')
    const changed = step(account, byName)
    await saveAccountIn(tx, changed)
    // Nobody stands in for somebody who may not decide themself, nor the other way round (spec 1).
    if (!changed.active) {
      await endDeputyshipsIn(tx, openid, changed.deputyId)
      await endSessionsIn(tx, openid, caller.now)
    }
    return { accountId: openid }
  })
}

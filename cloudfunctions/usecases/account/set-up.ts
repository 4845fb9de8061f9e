import type { Input, Output } from '../../../contract'
import { trySetup } from '../../../miniprogram/domain/account/setup'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { fixedKey } from '../../platform/keys'
import { checkSetupCode, setupCodeVariable } from '../../platform/setup-code'
import { change } from '../../platform/unit-of-work'
import { accountId, saveAccountIn, type OfficeAccount } from '../../stores/accounts'
import { loadSetupTriesIn, saveSetupTriesIn } from '../../stores/setup-codes'
import type { Caller } from '../caller'

/**
 * Makes the caller's office account by the setup code that a deployment printed (spec 1). A wrong try is a change too: it
 * is counted in the same transaction that reads how many there were, and leaves its audit row.
 */
export async function setUpOffice(
  caller: Caller,
  input: Input<'account.setUp'>,
): Promise<Output<'account.setUp'>> {
  const name = normaliseName(input.name)
  if (checkName(name) !== null) throw new DomainError('NAME_INVALID')
  const variable = setupCodeVariable()
  const code = checkSetupCode(input.code, variable, caller.now, fixedKey())
  return change(caller, async ({ tx }) => {
    const tries = await loadSetupTriesIn(tx, variable)
    const { outcome, triesLeft, after } = trySetup(tries, { openid: caller.id, code, now: caller.now })
    if (after !== tries) await saveSetupTriesIn(tx, variable, after, caller.now)
    if (outcome === 'done')
      await saveAccountIn<OfficeAccount>(tx, {
        ...{ _id: accountId('office', caller.id), openid: caller.id, name },
        ...{ role: 'office', active: true, rev: 0 },
      })
    return { outcome, triesLeft }
  })
}

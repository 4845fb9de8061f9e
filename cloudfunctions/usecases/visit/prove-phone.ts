import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { phoneKindOf } from '../../../miniprogram/domain/values/phones'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { phoneNumberOf } from '../../platform/phone-numbers'
import { change, type Notify } from '../../platform/unit-of-work'
import { loadBookerIn, saveBookerIn, withProved } from '../../stores/bookers'
import { loadVisitIn } from '../../stores/visits'
import type { Caller } from '../caller'
import { phoneTakenNotice } from '../notice/visit-notices'
import { saveVisitIn } from './save-visit'
import { phoneHash } from './identity-hashes'

/**
 * The caller's number as WeChat knows it, and from now on proved to be theirs (spec 2, Mobile). What is kept is its keyed
 * hash beside the openid, so nothing that a phone sends later can claim it. The reply holds the number in clear and is
 * therefore never kept: whoever lost it asks WeChat for another code.
 */
export async function provePhone(
  caller: Caller,
  { code }: Input<'phone.prove'>,
): Promise<Output<'phone.prove'>> {
  const phone = await phoneNumberOf(code)
  if (phone === null) throw new DomainError('PHONE_CODE')
  await change(caller, async ({ tx }) => {
    const booker = await loadBookerIn(tx, caller.id)
    await saveBookerIn(tx, withProved(booker, phoneHash(phone), caller.now), caller.now)
    return {}
  })
  return { phone, phoneKind: phoneKindOf(phone) }
}

/** A booking whose number somebody else proved: it is marked, its visitor told, and it stands by its document alone. */
export async function losePhoneIn(
  tx: Transaction,
  notify: Notify,
  caller: Caller,
  visitId: string,
): Promise<void> {
  const visit = await loadVisitIn(tx, visitId)
  if (visit === null || !isLive(visit, caller.now)) return
  const saved = await saveVisitIn(tx, { ...visit, phoneTaken: true, changedAt: caller.now })
  await notify(phoneTakenNotice(saved, caller.now, caller.today))
}

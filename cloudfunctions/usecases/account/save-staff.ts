import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { checkPhone, normalisePhone, type PhoneNumber } from '../../../miniprogram/domain/values/phones'
import { unseal } from '../../platform/sealing'
import { change } from '../../platform/unit-of-work'
import { findStaffByPhone, loadStaff, type Staff } from '../../stores/staff'
import type { Caller } from '../caller'
import { moveBookingsWith } from '../visit/move-with-host'
import { changeBy, holderOf, writeStaffIn } from './staff-directory'
import { phoneHash } from '../visit/identity-hashes'

/** Adds or changes a row of the directory; who is bound to it stays bound while the phone number stays. */
export async function saveStaff(caller: Caller, input: Input<'staff.save'>): Promise<Output<'staff.save'>> {
  const name = normaliseName(input.name)
  const { staffId, unitId, active } = input
  const before = await loadStaff(staffId)
  const phone = input.phone === null ? phoneOf(before) : normalisePhone(input.phone)
  if (checkName(name) !== null) throw new DomainError('NAME_INVALID')
  if (checkPhone(phone, 'mainland') !== null) throw new DomainError('PHONE_INVALID')
  const syllables = input.pinyin.split(' ').filter((syllable) => syllable !== '')
  const [phoneHolder, holder] = await Promise.all([
    active ? findStaffByPhone(phoneHash(phone)) : null,
    holderOf(before),
  ])
  const entry = { staffId, unitId, active, name, phone, readings: [{ name, syllables }] }
  const reply = await change(caller, async ({ tx }) => {
    await writeStaffIn(tx, entry, { phoneHolder, holder }, changeBy(caller))
    return { staffId }
  })
  if (before !== null && before.unitId !== unitId) await moveBookingsWith(caller, [staffId])
  return reply
}

/** The number that a row has. PHONE_REQUIRED: there is no row yet. */
function phoneOf(staff: Staff | null): PhoneNumber {
  if (staff === null) throw new DomainError('PHONE_REQUIRED')
  return normalisePhone(unseal(staff.phone, { collection: 'staff', record: staff._id, field: 'phone' }))
}

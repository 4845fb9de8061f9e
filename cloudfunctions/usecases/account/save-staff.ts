import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { checkPhone, normalisePhone, type PhoneNumber } from '../../../miniprogram/domain/values/phones'
import { unseal } from '../../platform/sealing'
import type { NameReading } from '../../platform/search-terms'
import { change } from '../../platform/unit-of-work'
import { findStaffByPhone, loadStaff, loadStaffIn, type Staff } from '../../stores/staff'
import { requireMark } from '../as-seen'
import type { Caller } from '../caller'
import { moveBookingsWith } from '../visit/move-with-host'
import { rowShownOf } from './find-staff'
import { changeBy, holderOf, readingOf, writeStaffIn } from './staff-directory'
import { phoneHash } from '../visit/identity-hashes'

/**
 * Adds or changes a row of the directory; who is bound to it stays bound while the phone number stays. As `requireMark`.
 * @param readingsOf how a name may be read: people find it so whether or not somebody has typed it
 */
export async function saveStaff(
  caller: Caller,
  input: Input<'staff.save'>,
  readingsOf: (name: string) => readonly NameReading[] = () => [],
): Promise<Output<'staff.save'>> {
  const name = normaliseName(input.name)
  const { staffId, unitId, active } = input
  const before = await loadStaff(staffId)
  const phone = input.phone === null ? phoneOf(before) : normalisePhone(input.phone)
  if (checkName(name) !== null) throw new DomainError('NAME_INVALID')
  if (checkPhone(phone, 'mainland') !== null) throw new DomainError('PHONE_INVALID')
  const [phoneHolder, holder] = await Promise.all([
    active ? findStaffByPhone(phoneHash(phone)) : null,
    holderOf(before),
  ])
  const said = { name, syllables: spokenAs(input.pinyin, before?.name === name ? before : null) }
  const known = readingsOf(name)
  // The first one orders the lists.
  const readings = said.syllables.length > 0 || known.length === 0 ? [said, ...known] : known
  const entry = { staffId, unitId, active, name, phone, readings }
  const reply = await change(caller, async ({ tx }) => {
    const now = await loadStaffIn(tx, staffId)
    requireMark(now === null ? null : rowShownOf(now), input.seen)
    await writeStaffIn(tx, entry, { phoneHolder, holder }, changeBy(caller))
    return { staffId }
  })
  if (before !== null && before.unitId !== unitId) await moveBookingsWith(caller, [staffId])
  return reply
}

/** What was typed of how the name is read; nothing: as it stands. */
function spokenAs(typed: string, before: Staff | null): string[] {
  const syllables = typed.split(' ').filter((syllable) => syllable !== '')
  return syllables.length > 0 || before === null ? syllables : readingOf(before)
}

/** The number that a row has. PHONE_REQUIRED: there is no row yet. */
function phoneOf(staff: Staff | null): PhoneNumber {
  if (staff === null) throw new DomainError('PHONE_REQUIRED')
  return normalisePhone(unseal(staff.phone, { collection: 'staff', record: staff._id, field: 'phone' }))
}

import { DomainError } from '../../../miniprogram/domain/errors'
import type { PersonName } from '../../../miniprogram/domain/values/names'
import type { PhoneNumber } from '../../../miniprogram/domain/values/phones'
import { accountWords } from '../../../miniprogram/locales/zh/accounts'
import type { Transaction } from '../../platform/database'
import { seal } from '../../platform/sealing'
import { loadUnitIn } from '../../stores/campus'
import { termsOf, type NameReading } from '../../platform/search-terms'
import { loadStaffIn, saveStaffIn, takePhoneIn, type Staff } from '../../stores/staff'
import type { Caller } from '../caller'
import { endRolesIn, roleHolderOf, type RoleHolder } from './end-roles'
import { cutNamingsIn } from './namings'
import { phoneHash } from '../visit/identity-hashes'

/** A row of the directory as it shall be: name and number in their one spelling, and in order. */
export interface StaffEntry {
  staffId: string
  name: PersonName
  unitId: string
  phone: PhoneNumber
  /** The first one orders the lists. */
  readings: readonly NameReading[]
  active: boolean
}

/** What a transaction can't look up by id, looked up before it. */
export interface StaffSurroundings {
  /** The active row that has this phone number, if its number was never taken in `takePhoneIn`. */
  phoneHolder: Staff | null
  /** Whom the row is bound to. */
  holder: RoleHolder | null
}

/** Who changes the directory, and when. */
export interface DirectoryChange {
  /** openid, or what an operator of the cloud runs. */
  id: string
  byName: string
  at: number
}

/**
 * Writes a row as `entry` says (spec 1): whoever leaves, or gets another number, is bound no more and loses every role that
 * rests on the row in the same moment. Up to ten writes. UNIT_REQUIRED: no such unit; STAFF_PHONE_TAKEN: another active row has
 * the number; as `endRolesIn`.
 */
export async function writeStaffIn(
  tx: Transaction,
  entry: StaffEntry,
  { phoneHolder, holder }: StaffSurroundings,
  by: DirectoryChange,
): Promise<void> {
  const { staffId, unitId, phone, active } = entry
  const hash = phoneHash(phone)
  const [before, unit] = [await loadStaffIn(tx, staffId), await loadUnitIn(tx, unitId)]
  if (unit === null) throw new DomainError('UNIT_REQUIRED')
  const other = active ? ((await takePhoneIn(tx, hash, staffId)) ?? phoneHolder) : null
  if (other !== null && other._id !== staffId)
    throw new DomainError('STAFF_PHONE_TAKEN', { name: other.name })
  const staysBound = before !== null && before.phoneHash === hash && active
  await saveStaffIn(tx, {
    ...(before?.codeFile === undefined ? {} : { codeFile: before.codeFile }),
    ...documentOf(entry, unit.name),
    openid: staysBound ? before.openid : null,
  })
  if (before === null) return
  if (!staysBound) await endRolesOf(tx, before, holder, by)
  else if (before.openid !== null && before.unitId !== unitId) await cutNamingsIn(tx, before.openid, unitId)
}

/** A row as it is stored, bound to nobody. */
export function documentOf(
  { staffId, name, unitId, phone, readings, active }: StaffEntry,
  unitName: string,
): Staff {
  return {
    ...{ _id: staffId, name, unitId, openid: null, active },
    phone: seal(phone, { collection: 'staff', record: staffId, field: 'phone' }),
    phoneHash: phoneHash(phone),
    // Who has left is found no more, and takes nobody's place among the ten rows.
    terms: active ? termsOf(readings) : [],
    sort: [readings[0]?.syllables.join(' ') ?? '', name, unitName].join('|'),
  }
}

/** How a row's name is read, as it was said first; empty: nobody has. */
export const readingOf = ({ sort }: Staff): string[] =>
  (sort.split('|')[0] ?? '').split(' ').filter((syllable) => syllable !== '')

/** Takes somebody out of the directory as it stands: found no more, bound no more, without roles. Up to nine writes. */
export async function leaveIn(
  tx: Transaction,
  staffId: string,
  holder: RoleHolder | null,
  by: DirectoryChange,
): Promise<void> {
  const before = await loadStaffIn(tx, staffId)
  if (before === null || !before.active) return
  await saveStaffIn(tx, { ...before, openid: null, active: false, terms: [] })
  await endRolesOf(tx, before, holder, by)
}

/** Who is bound to a row, with the roles that rest on it; null: nobody. */
export const holderOf = async (staff: Staff | null): Promise<RoleHolder | null> =>
  staff === null || staff.openid === null ? null : roleHolderOf(staff.openid)

/** `holder` was looked up before: somebody bound since then had no time to name a deputy, or to get an account. */
export async function endRolesOf(
  tx: Transaction,
  { openid }: Staff,
  holder: RoleHolder | null,
  by: DirectoryChange,
): Promise<void> {
  if (openid === null) return
  const known = holder?.openid === openid ? holder : { openid, named: null, offices: [] }
  await endRolesIn(tx, known, { ...by, reason: accountWords.leftDirectory })
}

/** A change by the office, now. */
export const changeBy = ({ id, office, now }: Caller): DirectoryChange => ({
  id,
  byName: office?.name ?? '',
  at: now,
})

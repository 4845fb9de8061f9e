import type { Input, Output } from '../../../contract'
import { isId } from '../../../miniprogram/domain/values/ids'
import { maskPhone } from '../../../miniprogram/domain/values/masking'
import { checkPhone, normalisePhone } from '../../../miniprogram/domain/values/phones'
import { dropBlanks, upperCaseLatin } from '../../../miniprogram/domain/values/text'
import { unseal } from '../../platform/sealing'
import { searchTerm } from '../../platform/search-terms'
import { shownRows } from '../../platform/shown-rows'
import { loadUnitNames } from '../../stores/campus'
import { loadAccountsOfAll, type AccountRole } from '../../stores/accounts'
import { findStaff, findStaffByPhone, loadStaffRows, type Staff } from '../../stores/staff'
import { markOf } from '../as-seen'
import type { Caller } from '../caller'
import { phoneHash } from '../visit/identity-hashes'

const MAX_ROWS = 20

/**
 * Rows of the directory by name, staff id or whole phone number, however they were typed, for the office; who has left is
 * found by id only.
 */
export async function findStaffRows(
  _caller: Caller,
  { text }: Input<'staff.find'>,
): Promise<Output<'staff.find'>> {
  const found = await staffBy(text)
  const [accounts, unitName] = await Promise.all([
    loadAccountsOfAll(found.flatMap(({ openid }) => openid ?? [])),
    loadUnitNames(),
  ])
  const rolesOf = (holder: string | null): AccountRole[] =>
    accounts
      .filter(({ openid }) => openid === holder)
      .map(({ _id }) => _id.slice(0, _id.indexOf(':')) as AccountRole)
  return {
    rows: shownRows(found, (staff) => ({
      ...{ id: staff._id, name: staff.name, unitId: staff.unitId, unitName: unitName(staff.unitId) },
      ...{ active: staff.active, bound: staff.openid !== null, roles: rolesOf(staff.openid) },
      phone: maskPhone(unseal(staff.phone, { collection: 'staff', record: staff._id, field: 'phone' })),
      seen: markOf(rowShownOf(staff)),
    })),
  }
}

/** What a page shows of a row. */
export const rowShownOf = ({ name, unitId, phoneHash: phone, active, openid }: Staff) => ({
  ...{ name, unitId, phone, active, openid },
})

async function staffBy(text: string): Promise<Staff[]> {
  const term = searchTerm(text)
  const key = dropBlanks(text)
  const phone = normalisePhone(text)
  const [byName, byId, byPhone] = await Promise.all([
    term === null ? [] : findStaff(term, MAX_ROWS),
    isId(key) ? loadStaffRows([...new Set([key, key.toLowerCase(), upperCaseLatin(key)])]) : [],
    checkPhone(phone, 'mainland') === null ? findStaffByPhone(phoneHash(phone)) : null,
  ])
  const found = [...byId, ...(byPhone === null ? [] : [byPhone]), ...byName]
  return found.filter(({ _id }, index) => found.findIndex((each) => each._id === _id) === index)
}

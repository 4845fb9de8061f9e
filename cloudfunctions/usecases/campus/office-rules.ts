import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkStart, checkTariff } from '../../../miniprogram/domain/parking/tariff-check'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { checkPhone, normalisePhone } from '../../../miniprogram/domain/values/phones'
import { lookupHash, seal } from '../../platform/sealing'
import { change } from '../../platform/unit-of-work'
import { loadCampusIn, loadUnitIn, saveGateIn } from '../../stores/campus'
import { recordId } from '../../platform/replies'
import { termsOf } from '../../stores/search-terms'
import { loadSettingsIn, loadSettingsNow, saveSettingsIn } from '../../stores/settings'
import { findStaffByPhone, loadStaffIn, saveStaffIn, takePhoneIn, unbindIn } from '../../stores/staff'
import type { Caller } from '../caller'

/** What the office changes: rules, tariff, gates, directory (spec 1). */

export const readRules = (): Promise<Output<'rules.get'>> => loadSettingsNow()

export const changeRules = (
  caller: Caller,
  changes: Input<'rules.change'>,
): Promise<Output<'rules.change'>> =>
  change(caller, async ({ tx }) => {
    await saveSettingsIn(tx, { ...(await loadSettingsIn(tx)), ...changes })
    return {}
  })

/** Adds a version; what runs keeps the one of its entry (domain/parking). */
export function addTariff(caller: Caller, input: Input<'tariff.add'>): Promise<Output<'tariff.add'>> {
  const tariff = { id: recordId(caller.id, caller.requestId), ...input }
  const fieldErrors = [...checkTariff(tariff), ...checkStart(tariff.effectiveFrom, caller.now)]
  if (fieldErrors.length > 0) throw new DomainError('TARIFF', { fieldErrors })
  return change(caller, async ({ tx }) => {
    const settings = await loadSettingsIn(tx)
    await saveSettingsIn(tx, { ...settings, tariffs: [...settings.tariffs, tariff] })
    return { tariffId: tariff.id }
  })
}

export const saveGate = (caller: Caller, input: Input<'gate.save'>): Promise<Output<'gate.save'>> =>
  change(caller, async ({ tx }) => {
    const { gateId, name, ...traits } = input
    const campus = await loadCampusIn(tx, input.campusId)
    if (campus === null || name.trim() === '') throw new DomainError('NOT_FOUND')
    await saveGateIn(tx, { _id: gateId, name: name.trim(), campusName: campus.name, ...traits })
    return { gateId }
  })

/** Adds or changes a row of the directory; who is bound to it stays bound while the phone number stays. */
export async function saveStaff(caller: Caller, input: Input<'staff.save'>): Promise<Output<'staff.save'>> {
  const { staffId, unitId, active } = input
  const name = normaliseName(input.name)
  const phone = normalisePhone(input.phone)
  if (checkName(name) !== null) throw new DomainError('NAME_INVALID')
  if (checkPhone(phone, 'mainland') !== null) throw new DomainError('PHONE_INVALID')
  const phoneHash = lookupHash('phone', phone)
  const syllables = input.pinyin.split(' ').filter((syllable) => syllable !== '')
  // Rows that came with an import took no number in `takePhoneIn`.
  const known = active ? await findStaffByPhone(phoneHash) : null
  return change(caller, async ({ tx }) => {
    const [before, unit] = [await loadStaffIn(tx, staffId), await loadUnitIn(tx, unitId)]
    if (unit === null) throw new DomainError('UNIT_REQUIRED')
    const other = active ? ((await takePhoneIn(tx, phoneHash, staffId)) ?? known) : null
    if (other !== null && other._id !== staffId)
      throw new DomainError('STAFF_PHONE_TAKEN', { name: other.name })
    await saveStaffIn(tx, {
      _id: staffId,
      name,
      unitId,
      unitName: unit.name,
      openid: before !== null && before.phoneHash === phoneHash && active ? before.openid : null,
      phone: seal(phone, { collection: 'staff', record: staffId, field: 'phone' }),
      phoneHash,
      active,
      // Who has left is found no more, and takes nobody's place among the ten rows.
      terms: active ? termsOf([{ name, syllables }]) : [],
      sort: [syllables.join(' '), name, unit.name].join('|'),
    })
    return { staffId }
  })
}

export const unbindStaff = (
  caller: Caller,
  { staffId }: Input<'staff.unbind'>,
): Promise<Output<'staff.unbind'>> =>
  change(caller, async ({ tx }) => {
    const staff = await loadStaffIn(tx, staffId)
    if (staff === null) throw new DomainError('NOT_FOUND')
    await unbindIn(tx, staff)
    return { staffId }
  })

import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkStart, checkTariff } from '../../../miniprogram/domain/parking/tariff-check'
import { change } from '../../platform/unit-of-work'
import { loadCampusIn, saveGateIn } from '../../stores/campus'
import { recordId } from '../../platform/replies'
import { loadSettingsIn, loadSettingsNow, saveSettingsIn } from '../../stores/settings'
import type { Caller } from '../caller'

/** What the office changes: rules, tariff, gates (spec 1). */

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

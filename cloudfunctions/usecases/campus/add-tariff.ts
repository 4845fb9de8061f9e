import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkStart, checkTariff } from '../../../miniprogram/domain/parking/tariff-check'
import { change } from '../../platform/unit-of-work'
import { recordId } from '../../platform/replies'
import type { Caller } from '../caller'
import { changeSettingsIn } from './change-settings'

/** Adds a version; what runs keeps the one of its entry (domain/parking). */
export function addTariff(caller: Caller, input: Input<'tariff.add'>): Promise<Output<'tariff.add'>> {
  const tariff = { id: recordId(caller, caller.requestId), ...input }
  const fieldErrors = [...checkTariff(tariff), ...checkStart(tariff.effectiveFrom, caller.now)]
  if (fieldErrors.length > 0) throw new DomainError('TARIFF', { fieldErrors })
  return change(caller, async ({ tx }) => {
    await changeSettingsIn(tx, caller, ({ tariffs }) => ({ tariffs: [...tariffs, tariff] }))
    return { tariffId: tariff.id }
  })
}

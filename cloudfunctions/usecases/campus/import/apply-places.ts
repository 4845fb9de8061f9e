import { changeEach, type Changer } from '../../../platform/unit-of-work'
import {
  saveCampusIn,
  saveGateIn,
  saveUnitIn,
  type Campus,
  type Gate,
  type Unit,
} from '../../../stores/campus'
import type { DirectoryChange } from '../../account/staff-directory'
import type { Grant } from '../../../../miniprogram/domain/campus/import/approvers'
import { grantIn } from '../../account/answer-account'

/** What writes each of a file's places, as many in one transaction as fit. */
export const applyCampuses = (by: Changer, places: readonly Campus[]): Promise<void> =>
  each(by, places, saveCampusIn)

export const applyUnits = (by: Changer, places: readonly Unit[]): Promise<void> =>
  each(by, places, saveUnitIn)

export const applyGates = (by: Changer, places: readonly Gate[]): Promise<void> =>
  each(by, places, saveGateIn)

/** Gives approver accounts, or adds a unit to those there are, as the office's answer to a request does. */
export const applyGrants = (by: Changer & DirectoryChange, grants: readonly Grant[]): Promise<void> =>
  each(by, grants, (tx, grant) => grantIn(tx, grant, by.byName, by.at))

async function each<T>(
  by: Changer,
  items: readonly T[],
  write: (tx: Parameters<typeof saveGateIn>[0], item: T) => Promise<void>,
): Promise<void> {
  await changeEach(
    by,
    items,
    ({ tx }, item) => write(tx, item),
    (error) => {
      throw error
    },
  )
}

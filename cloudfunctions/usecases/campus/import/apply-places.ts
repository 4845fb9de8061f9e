import { changeEach, type Changer } from '../../../platform/unit-of-work'
import { loadApproverIn } from '../../../stores/accounts'
import {
  loadCampusIn,
  loadUnitIn,
  saveCampusIn,
  saveUnitIn,
  storedGate,
  storedUnit,
  type Campus,
  type Gate,
  type Unit,
} from '../../../stores/campus'
import type { DirectoryChange } from '../../account/staff-directory'
import type { Grant } from '../../../../miniprogram/domain/campus/import/approvers'
import { grantIn } from '../../account/answer-account'
import { changeGateIn } from '../change-gate'
import { refusal } from './refused'

/** What writes each of a file's places, as many in one transaction as fit. Read first, for the trail to say what it was before. */
export const applyCampuses = (by: Changer, places: readonly Campus[]): Promise<void> =>
  each(by, places, async (tx, place) => {
    await loadCampusIn(tx, place._id)
    await saveCampusIn(tx, place)
  })

export const applyUnits = (by: Changer, places: readonly Unit[]): Promise<void> =>
  each(by, places, async (tx, place) => {
    await loadUnitIn(tx, place._id)
    await saveUnitIn(tx, storedUnit(place))
  })

export const applyGates = (by: Changer & DirectoryChange, places: readonly Gate[]): Promise<void> =>
  each(by, places, (tx, place) => changeGateIn(tx, by, storedGate(place)))

/**
 * Gives approver accounts, or adds a unit to those there are, as the office's answer to a request does. Answers those that a
 * rule refused; the others are given.
 */
export async function applyGrants(
  by: Changer & DirectoryChange,
  grants: readonly Grant[],
): Promise<(Grant & { code: string })[]> {
  const codes = await changeEach(
    by,
    grants,
    async ({ tx }, grant) => {
      const account = await loadApproverIn(tx, grant.openid)
      if (account?.active !== true || !account.unitIds.includes(grant.unitId)) await grantIn(tx, grant, by)
      return null
    },
    refusal,
  )
  return grants.flatMap((grant, index) => {
    const code = codes[index] ?? null
    return code === null ? [] : [{ ...grant, code }]
  })
}

async function each<T>(
  by: Changer,
  items: readonly T[],
  write: (tx: Parameters<typeof saveUnitIn>[0], item: T) => Promise<void>,
): Promise<void> {
  await changeEach(by, items, ({ tx }, item) => write(tx, item))
}

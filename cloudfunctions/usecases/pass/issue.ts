import type { Input, Output } from '../../../contract'
import { concatBytes, fromBase64Url, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { DomainError } from '../../../miniprogram/domain/errors'
import { isHolderKey } from '../../../miniprogram/domain/pass/holder-key'
import { encodeStatement } from '../../../miniprogram/domain/pass/statement'
import { stateNow } from '../../../miniprogram/domain/visit/visit'
import { change } from '../../platform/unit-of-work'
import { passSigner } from '../../platform/pass-signing'
import { loadActivity } from '../../stores/activities'
import { listGates, loadUnit } from '../../stores/campus'
import { shortCodeOf } from '../../stores/short-codes'
import { loadVisit, loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { asSettled } from '../activity/as-settled'
import { propagationAt, waysOf } from '../gate/propagation'
import { controlsOf, gatesOf, rowOf } from '../visit/views'
import { saveVisitIn } from '../visit/save-visit'
import { directionsCard } from './directions'

/**
 * Signs a pass for the asking phone's key (house rule 16). Only an approved visit whose days last has one. The phone that
 * asks holds the pass from now on; gates let nobody in by that of another one. Asked again by the same phone it changes
 * nothing. PASS_ELSEWHERE: another phone has taken it since.
 */
export async function issuePass(caller: Caller, input: Input<'pass.issue'>): Promise<Output<'pass.issue'>> {
  const holderKey = fromBase64Url(input.holderKey)
  if (holderKey === null || !isHolderKey(holderKey)) throw new DomainError('BAD_REQUEST')
  const visit = await withPass(caller, await loadVisit(input.visitId))
  if (visit.holder?.key !== input.holderKey) {
    if (input.renew === true) throw new DomainError('PASS_ELSEWHERE')
    const { at } = await holdPass(caller, input)
    if (visit.holder !== undefined && visit.holder.at >= at) throw new DomainError('PASS_ELSEWHERE')
  }

  const gates = gatesOf(visit, await listGates())
  const { keyId, sign } = passSigner()
  const headCount = 1 + visit.companions.length
  const { _id: visitId, firstDay, lastDay, purposeClass } = visit
  const statement = encodeStatement({
    ...{ keyId, visitId, firstDay, lastDay, purposeClass, headCount, holderKey },
    ...visit.right,
    ...{ hasVehicle: visit.plate !== null, limited: visit.gateIds !== null },
  })
  return {
    statement: toBase64Url(concatBytes(statement, sign(statement))),
    shortCode: shortCodeOf(visitId, visit.shortCodeTry),
    visit: rowOf(visit, caller.now, 'clear'),
    headCount,
    gates,
    controls: await controlsOf(visit, caller.now),
    delivery: await propagationAt(visit, gates, caller.now),
    purposeClass,
    ways: waysOf(visit),
    directions: directionsCard(visit),
  }
}

/**
 * From now on this phone holds the pass. What is kept for a request that comes again is since when, which is before the
 * moment at which another phone took it.
 */
const holdPass = (
  caller: Caller,
  { visitId, holderKey: key }: Input<'pass.issue'>,
): Promise<{ at: number }> =>
  change(caller, async ({ tx }) => {
    const visit = await withPass(caller, await loadVisitIn(tx, visitId))
    // Of two times the later tells gates that it is news.
    const at = Math.max(caller.now, (visit.holder?.at ?? 0) + 1)
    if (visit.holder?.key === key) return { at }
    await saveVisitIn(tx, { ...visit, holder: { key, at } })
    return { at }
  })

/** The own visit, if it has a pass today; else why it has none, and whom to call (spec 3). */
async function withPass(caller: Caller, stored: Visit | null): Promise<Visit & { shortCodeTry: number }> {
  const own = caller.scope.visit(stored)
  // Beside the transaction, as at a gate, which asks again.
  const activity = own.activityId === undefined ? null : await loadActivity(own.activityId)
  const visit = asSettled(activity, own, caller.now)
  const state = stateNow(visit, caller.now)
  const { shortCodeTry } = visit
  if (state === 'approved' && shortCodeTry !== null) return { ...visit, shortCodeTry }
  const { unitId, unitName, history } = visit
  const reason = history[history.length - 1]?.reason ?? null
  const unitPhone = (await loadUnit(unitId))?.phone ?? null
  throw new DomainError('NO_PASS', { state, reason, unitName, unitPhone })
}

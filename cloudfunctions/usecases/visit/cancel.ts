import type { Input, Output } from '../../../contract'
import { cancel } from '../../../miniprogram/domain/visit/visit'
import { change } from '../../platform/unit-of-work'
import { loadSettings } from '../../stores/settings'
import { loadVisitIn } from '../../stores/visits'
import type { Caller } from '../caller'
import { moveUpSoon } from '../activity/move-up'
import { saveVisitIn } from './save-visit'
import { releaseIn } from './hold-calendars'

/**
 * The visitor takes back an own booking; ID, phone and plate are free at once (spec 3), and so is a place
 * in an activity, for who waits for one.
 */
export async function cancelVisit(
  caller: Caller,
  { visitId }: Input<'visit.cancel'>,
): Promise<Output<'visit.cancel'>> {
  const settings = await loadSettings()
  let activityId: string | undefined
  const reply = await change(caller, async ({ tx }) => {
    const visit = caller.scope.visit(await loadVisitIn(tx, visitId))
    activityId = visit.activityId
    const by = { name: visit.name, role: 'visitor' as const }
    const cancelled = cancel(visit, by, caller.now, settings)
    await releaseIn(tx, visit, caller.now)
    const saved = await saveVisitIn(tx, { ...cancelled, changedAt: caller.now })
    return { visitId, state: saved.state }
  })
  await moveUpSoon(activityId, caller)
  return reply
}

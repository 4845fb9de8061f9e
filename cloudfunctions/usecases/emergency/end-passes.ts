import { dayOf } from '../../../miniprogram/domain/values/days'
import { revoke, stateToday, type SystemReason } from '../../../miniprogram/domain/visit/visit'
import { changeEach } from '../../platform/unit-of-work'
import { loadModeNow } from '../../stores/emergency'
import { listOwnSince, loadVisitIn } from '../../stores/visits'
import { byTimer } from '../caller'
import { saveVisitIn } from '../visit/save-visit'

/** A phone report belongs to no WeChat user. */
const NOBODY = ''

/**
 * Ends the emergency passes that the office ended with the mode (spec 5.6): they let nobody in any more, and everybody
 * out. Begun by the switch and finished by the timer, so that none is left; returns how many it ended.
 */
export async function endEmergencyPasses(now: number): Promise<number> {
  const { passesEndedAt = null } = await loadModeNow()
  if (passesEndedAt === null) return 0
  const today = dayOf(now)
  const open = (await listOwnSince(NOBODY, today)).filter(
    (visit) => visit.kind === 'emergency' && visit.state === 'approved' && visit.submittedAt <= passesEndedAt,
  )
  const ended = await changeEach(byTimer('endEmergencyPasses', now), open, async ({ tx }, { _id }) => {
    const visit = await loadVisitIn(tx, _id)
    if (visit === null || stateToday(visit, today) !== 'approved') return 0
    const by = { name: '', role: 'system' as const }
    await saveVisitIn(tx, revoke(visit, by, 'EMERGENCY_ENDED' satisfies SystemReason, now, today))
    return 1
  })
  return ended.reduce<number>((sum, one) => sum + one, 0)
}

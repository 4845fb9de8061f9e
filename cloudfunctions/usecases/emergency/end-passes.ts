import { dayOf } from '../../../miniprogram/domain/values/days'
import { revoke, stateNow, type SystemReason } from '../../../miniprogram/domain/visit/visit'
import { changeEach } from '../../platform/unit-of-work'
import { loadModeNow } from '../../stores/emergency'
import { findOpenEmergencies, loadVisitIn } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH } from '../in-batches'
import { saveVisitIn } from '../visit/save-visit'

/**
 * Ends the emergency passes that the office ended with the mode (spec 5.6): they let nobody in any more, and everybody
 * out. Begun by the switch and finished by the timer, so that none is left; returns how many it ended.
 */
export async function endEmergencyPasses(now: number): Promise<number> {
  const { passesEndedAt = null } = await loadModeNow()
  if (passesEndedAt === null) return 0
  const today = dayOf(now)
  let ended = 0
  for (;;) {
    const open = await findOpenEmergencies(passesEndedAt, today, BATCH)
    const done = await changeEach(byTimer('endEmergencyPasses', now), open, async ({ tx }, { _id }) => {
      const visit = await loadVisitIn(tx, _id)
      if (visit === null || stateNow(visit, now) !== 'approved') return 0
      const by = { name: '', role: 'system' as const }
      await saveVisitIn(tx, revoke(visit, by, 'EMERGENCY_ENDED' satisfies SystemReason, now))
      return 1
    })
    const moved = done.reduce<number>((sum, one) => sum + one, 0)
    ended += moved
    if (open.length < BATCH || moved === 0) return ended
  }
}

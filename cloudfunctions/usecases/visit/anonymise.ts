import { addDays, type Day } from '../../../miniprogram/domain/values/days'
import { change } from '../../platform/unit-of-work'
import { loadSettings } from '../../stores/settings'
import { findDoneBefore, loadVisitIn } from '../../stores/visits'
import { byTimer } from '../caller'
import { drain } from '../in-batches'
import { anonymised } from './sealed-form'
import { saveVisitIn } from './save-visit'

/**
 * Takes the person out of bookings whose days ended long ago (spec 9, How long), also of those that were
 * returned and never sent again. Returns how many.
 */
export async function anonymiseOldVisits(now: number, today: Day): Promise<number> {
  const { anonymiseAfterDays } = await loadSettings()
  const before = addDays(today, -anonymiseAfterDays)
  let done = 0
  for (const list of ['ended', 'returned'] as const)
    done += await drain(
      'anonymiseOldVisits',
      (limit) => findDoneBefore(list, before, limit),
      ({ _id }) => anonymise(_id, before, now),
    )
  return done
}

const anonymise = (id: string, before: Day, now: number): Promise<boolean> =>
  change(byTimer('anonymiseOldVisits', now), async ({ tx }) => {
    const visit = await loadVisitIn(tx, id)
    if (visit === null || visit.anonymous || visit.lastDay >= before) return false
    // Sent again since it was looked for: it waits or holds once more.
    if (visit.list !== 'ended' && visit.list !== 'returned') return false
    await saveVisitIn(tx, anonymised(visit))
    return true
  })

import { addDays, type Day } from '../../miniprogram/domain/days'
import { transact } from '../platform/transaction'
import { loadSettings } from '../stores/settings'
import { anonymised, findEndedBefore, loadVisitIn, saveVisitIn } from '../stores/visits'

const BATCH = 100

/** Takes the person out of bookings that ended long ago (spec 9: config, 180 days). Run until nothing is left to do. */
export async function anonymiseOldVisits(today: Day): Promise<number> {
  const { anonymiseAfterDays } = await loadSettings()
  const before = addDays(today, -anonymiseAfterDays)
  let done = 0
  for (;;) {
    const old = await findEndedBefore(before, BATCH)
    for (const { _id } of old) if (await anonymise(_id, before)) done++
    if (old.length < BATCH) return done
  }
}

const anonymise = (id: string, before: Day): Promise<boolean> =>
  transact(async (tx) => {
    const visit = await loadVisitIn(tx, id)
    if (visit === null || visit.anonymous || visit.lastDay >= before) return false
    await saveVisitIn(tx, anonymised(visit))
    return true
  })

import { addDays, type Day } from '../../../miniprogram/domain/values/days'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { change, changeEach } from '../../platform/unit-of-work'
import { addPassageIn, loadPassageIn, passagesAfter } from '../../stores/passages'
import { loadSettings } from '../../stores/settings'
import { loadStayIn, saveStayIn } from '../../stores/stays'
import { findDoneBefore, loadVisit, loadVisitIn, type Visit } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, drain } from '../in-batches'
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

/** The visit last: cut off before, the next run finds it again and goes through all of it once more. */
async function anonymise(id: string, before: Day, now: number): Promise<boolean> {
  const seen = await loadVisit(id)
  if (seen === null || !isOver(seen, before)) return false
  await anonymisePassages(id, now)
  return change(byTimer('anonymiseOldVisits', now), async ({ tx }) => {
    const visit = await loadVisitIn(tx, id)
    // Sent again since it was looked for: it waits or holds once more.
    if (visit === null || !isOver(visit, before)) return false
    await saveVisitIn(tx, anonymised(visit))
    return true
  })
}

const isOver = ({ anonymous, lastDay, list }: Visit, before: Day): boolean =>
  !anonymous && lastDay < before && (list === 'ended' || list === 'returned')

/** Gate, way, time and decision stay; who and which car it was don't, nor on the stay that an entry began. */
async function anonymisePassages(visitId: string, now: number): Promise<void> {
  let [sort, read] = ['', BATCH]
  while (read === BATCH) {
    const passages = await passagesAfter(visitId, sort, BATCH)
    await changeEach(
      byTimer('anonymiseOldVisits', now),
      passages.filter(({ name, plate }) => name !== '' || plate !== null),
      async ({ tx }, { _id }) => {
        const passage = await loadPassageIn(tx, _id)
        if (passage !== null) await addPassageIn(tx, { ...passage, name: '', plate: null })
        const stay = passage?.plate == null ? null : await loadStayIn(tx, _id)
        // What is still owed, or still inside, is found by its plate.
        if (stay !== null && !OPEN_STAYS.includes(stay.state))
          await saveStayIn(tx, { ...stay, plate: NO_PLATE })
      },
      (error) => {
        throw error
      },
    )
    read = passages.length
    sort = passages[read - 1]?.sort ?? ''
  }
}

const OPEN_STAYS: readonly string[] = ['inside', 'due']
const NO_PLATE = '' as PlateNumber

import { addDays, DAY_MS, type Day } from '../../../miniprogram/domain/values/days'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { change, changeEach } from '../../platform/unit-of-work'
import { loadReportIn, saveReportIn } from '../../stores/emergency'
import { forgetGuestsOf } from '../../stores/invitations'
import { forgetNoticesOf } from '../../stores/outbox'
import { addPassageIn, loadPassageIn, passagesAfter, type Passage } from '../../stores/passages'
import { checkpointOf, saveCheckpoint } from '../../stores/progress'
import { forgetReleasesAbout } from '../../stores/release-requests'
import { loadSettings } from '../../stores/settings'
import { findNamedBefore, isOpen, loadStayIn, saveStayIn, type Stay } from '../../stores/stays'
import { findBefore, loadVisit, loadVisitIn, type Visit } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, drain } from '../in-batches'
import { anonymiseVisitFactIn } from '../gate/publish'
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
      (limit) => findBefore(list, before, limit),
      ({ _id }) => anonymiseVisit(_id, 'anonymiseOldVisits', now, ({ lastDay }) => lastDay < before),
    )
  return done
}

/**
 * Takes the person out of one booking, its passages and stays, and removes what else tells of them. The visit last: cut
 * off before, the next run finds it again and goes through all of it once more. False when it may not go any more.
 */
export async function anonymiseVisit(
  id: string,
  job: string,
  now: number,
  mayGo: (visit: Visit) => boolean,
): Promise<boolean> {
  const isOver = (visit: Visit): boolean =>
    !visit.anonymous && (visit.list === 'ended' || visit.list === 'returned') && mayGo(visit)
  const seen = await loadVisit(id)
  if (seen === null || !isOver(seen)) return false
  await anonymisePassages(id, job, now)
  await Promise.all([forgetReleasesAbout(id), forgetGuestsOf(id), forgetNoticesOf(id)])
  return change(byTimer(job, now), async ({ tx }) => {
    const visit = await loadVisitIn(tx, id)
    // Sent again since it was looked for: it waits or holds once more.
    if (visit === null || !isOver(visit)) return false
    await saveVisitIn(tx, anonymised(visit))
    await anonymiseVisitFactIn(tx, id, now)
    const report = visit.kind === 'emergency' ? await loadReportIn(tx, id) : null
    if (report !== null) {
      const steps = report.steps.map((step) => ({ ...step, note: '' }))
      await saveReportIn(tx, { ...report, steps })
    }
    return true
  })
}

async function anonymisePassages(visitId: string, job: string, now: number): Promise<void> {
  let [sort, read] = ['', BATCH]
  while (read === BATCH) {
    const passages = await passagesAfter(visitId, sort, BATCH)
    await takeOut(passages, job, now)
    read = passages.length
    sort = passages[read - 1]?.sort ?? ''
  }
}

/**
 * Gate, way, time and decision stay; who and which car it was don't, nor on the stay that an entry began, and no text that
 * says why somebody passed.
 */
async function takeOut(passages: readonly Passage[], job: string, now: number): Promise<void> {
  await changeEach(byTimer(job, now), passages.filter(tells), async ({ tx }, { _id }) => {
    const passage = await loadPassageIn(tx, _id)
    if (passage !== null) await addPassageIn(tx, withoutPerson(passage))
    const stay = passage?.plate == null ? null : await loadStayIn(tx, _id)
    if (stay !== null && !isOpen(stay)) await saveStayIn(tx, withoutCar(stay))
  })
}

const tells = ({ name, plate, override, settled }: Passage): boolean =>
  [name, plate ?? '', override ?? '', settled?.reason ?? ''].some((each) => each !== '')

const withoutPerson = (passage: Passage): Passage => ({
  ...passage,
  ...{ name: '', plate: null, override: null },
  ...(passage.settled === undefined ? {} : { settled: { ...passage.settled, reason: '' } }),
})

const NO_PLATE = '' as PlateNumber
const withoutCar = (stay: Stay): Stay => ({
  ...stay,
  ...{ plate: NO_PLATE, askedBy: [], history: stay.history.map((step) => ({ ...step, reason: null })) },
})

/**
 * The same for what belongs to no booking, by its own age: passages of a car or person that none was found for, and stays
 * that were settled after the booking had gone. Returns how many.
 */
export async function anonymiseStrays(now: number): Promise<number> {
  const { anonymiseAfterDays } = await loadSettings()
  const before = now - anonymiseAfterDays * DAY_MS
  const stays = await drain(
    'anonymiseStrays',
    (limit) => findNamedBefore(before, limit),
    ({ _id }) =>
      change(byTimer('anonymiseStrays', now), async ({ tx }) => {
        const stay = await loadStayIn(tx, _id)
        if (stay === null || !stay.namesPlate) return false
        await saveStayIn(tx, withoutCar(stay))
        return true
      }),
  )
  return stays + (await anonymiseUnbooked(before, now))
}

/** Cars that aren't booked pass cameras all day: one run takes as many as some hours bring. */
const BATCHES_A_RUN = 10

async function anonymiseUnbooked(before: number, now: number): Promise<number> {
  let done = 0
  let from = await checkpointOf('anonymisePassages')
  for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
    const passages = (await passagesAfter('', from, BATCH)).filter(({ at }) => at < before)
    await takeOut(passages, 'anonymiseStrays', now)
    const last = passages[passages.length - 1]
    if (last === undefined) break
    from = last.sort
    await saveCheckpoint('anonymisePassages', from)
    done += passages.length
    if (passages.length < BATCH) break
  }
  return done
}

import type { Input, Output } from '../../../contract'
import {
  ERASURE_MS,
  hinderedBy,
  hindranceOf,
  isStillWanted,
  type Hindrance,
} from '../../../miniprogram/domain/account/erasure'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { change } from '../../platform/unit-of-work'
import { shownRows } from '../../platform/shown-rows'
import { forgetGuestOf } from '../../stores/activity-guests'
import { forgetBooker } from '../../stores/bookers'
import { forgetConsents } from '../../stores/consents'
import {
  erasureId,
  listErasures,
  loadErasureIn,
  openErasures,
  saveErasureIn,
  type Erasure,
} from '../../stores/erasures'
import { everyPassageOf } from '../../stores/passages'
import { forgetReleasesOf } from '../../stores/release-requests'
import { loadSettings } from '../../stores/settings'
import { isOpen, loadStays } from '../../stores/stays'
import { listAllOf, type Visit } from '../../stores/visits'
import { forgetTicket } from '../../stores/walk-in-tickets'
import { byTimer, type Caller } from '../caller'
import { dropErasedFace, isFaceErasable } from '../face/visit-face'
import { discardFilesIn } from '../file/uploads'
import { BATCH, eachOf } from '../in-batches'
import { anonymiseVisit } from '../visit/anonymise'

/** Asks that what is kept about the caller be erased; asked again while it is open, it is the same request. */
export const askErasure = (caller: Caller, _input: Input<'data.erase'>): Promise<Output<'data.erase'>> =>
  change(caller, async ({ tx }) => {
    const _id = erasureId(caller.id)
    const open = await loadErasureIn(tx, _id)
    if (open?.state === 'open') return erasureView(open)
    const asked: Omit<Erasure, 'sort'> = {
      ...{ _id, owner: caller.id, state: 'open', askedAt: caller.now, dueAt: caller.now + ERASURE_MS },
      ...{ doneAt: null, erased: 0, hindered: hinderedBy([]) },
    }
    await saveErasureIn(tx, asked)
    return erasureView(asked)
  })

export const erasureView = ({ state, askedAt, dueAt, doneAt, erased, hindered }: Omit<Erasure, 'sort'>) => ({
  ...{ state, askedAt, dueAt, doneAt, erased, hindered },
})

/** For the office: what is asked, until when, and what still keeps it. Nobody is named: it can be answered without. */
export async function listAskedErasures(
  _caller: Caller,
  { state, cursor }: Input<'data.requests'>,
): Promise<Output<'data.requests'>> {
  const page = await listErasures(state, cursor)
  const rows = shownRows(page.rows, (erasure) => ({ id: erasure._id, ...erasureView(erasure) }))
  return { rows, next: page.next }
}

/** Erases what was asked for and nothing keeps; the rest at a later run. Returns how many bookings are gone. */
export async function eraseAsked(now: number): Promise<number> {
  let [after, read, gone] = ['', BATCH, 0]
  while (read === BATCH) {
    const asked = await openErasures(after, BATCH)
    await eachOf('eraseAsked', asked, async (erasure) => {
      const erased = await eraseOne(erasure, now)
      gone += erased
      return erased > 0
    })
    read = asked.length
    after = asked[read - 1]?.sort ?? ''
  }
  return gone
}

async function eraseOne({ _id, owner, askedAt, restGone }: Erasure, now: number): Promise<number> {
  const visits = await listAllOf(owner)
  const found = await hindrancesOf(visits, dayOf(now), askedAt)
  const gone: { activityId: string; visitId: string }[] = []
  let erased = 0
  for (const [index, visit] of visits.entries()) {
    const { _id: visitId, activityId } = visit
    if (found[index] !== null && isFaceErasable(visit, askedAt))
      await dropErasedFace(visitId, { owner, askedAt }, now)
    if (found[index] !== null || !(await anonymiseVisit(visitId, 'eraseAsked', now, isOwnedBy(owner))))
      continue
    erased++
    if (activityId !== undefined) gone.push({ activityId, visitId })
  }
  await forgetGuestOf(owner, gone)
  const hindered = hinderedBy(found)
  // What was made or came to be theirs meanwhile goes as well.
  const isDone = (await listAllOf(owner)).length === 0
  if (isDone) await forgetBooker(owner, now)
  // Once while something is kept: what comes after that belongs to what they still do.
  if (isDone || restGone !== true) await forgetRest(owner)
  await change(byTimer('eraseAsked', now), async ({ tx }) => {
    const erasure = await loadErasureIn(tx, _id)
    if (erasure?.state !== 'open') return
    await discardFilesIn(tx, owner, now)
    await saveErasureIn(tx, {
      ...{ ...erasure, hindered, erased: erasure.erased + erased, restGone: true },
      ...(isDone ? { state: 'done', doneAt: now, owner: '' } : {}),
    })
  })
  return erased
}

/** It may have been handed to somebody else, or its visitor have come in, since it was looked at. */
const isOwnedBy =
  (openid: string) =>
  ({ owner, insideCampusId }: Visit): boolean =>
    owner === openid && insideCampusId === null

/** What hangs on no booking of theirs. How often they book, and by which numbers, is needed while one is kept. */
async function forgetRest(openid: string): Promise<void> {
  const { templates } = await loadSettings()
  await Promise.all([
    forgetConsents(openid, [...new Set(Object.values(templates))]),
    forgetReleasesOf(openid),
    forgetTicket(openid),
  ])
}

/**
 * What stands in the way of erasing each of these bookings. `askedAt`: when its visitor asked for it; what they have sent since
 * and got back to change is still wanted.
 */
export async function hindrancesOf(
  visits: readonly Visit[],
  today: Day,
  askedAt: number,
): Promise<(Hindrance | null)[]> {
  const driven = visits.filter(({ plate }) => plate !== null).map(({ _id }) => _id)
  const entries = (await everyPassageOf(driven)).filter(
    ({ plate, direction }) => plate !== null && direction === 'in',
  )
  const open = (await loadStays(entries.map(({ _id }) => _id))).filter(isOpen)
  const withOpenStay = new Set(open.map(({ visitId }) => visitId))
  return visits.map((visit) =>
    hindranceOf({
      live: isStillWanted(visit, today, askedAt),
      inside: visit.insideCampusId !== null,
      openStay: withOpenStay.has(visit._id),
    }),
  )
}

import { isOnSome } from '../../../miniprogram/domain/vehicle/traffic-control'
import { gatesOfRight, vehicleGates } from '../../../miniprogram/domain/visit/purposes'
import { change } from '../../platform/unit-of-work'
import { momentSort } from '../../platform/pages'
import { listGates, type Gate } from '../../stores/campus'
import {
  controlsNow,
  EVERYBODY_TOLD,
  loadControlIn,
  saveControlIn,
  type StoredControl,
} from '../../stores/traffic-controls'
import { findLetInAfter, findLive, type Visit } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { trafficNotice } from '../notice/vehicle-notices'
import { notifyOnceIn } from '../notice/once'

/** Pending ones come first, those that are let in after them: who is approved meanwhile is met again. */
const LISTS = ['pending', 'approved', 'standing'] as const
/** Batches of visits one run looks at for all controls together; the next minute's run goes on. */
const BATCHES_A_RUN = 10

/** A change carries the time at which its call began: so far back those approved since are looked at again. */
const OVERLAP_MS = 90_000
/** While nobody is concerned it is noted only so often how far they were looked at. */
const NOTED_EVERY_MS = 10 * 60_000

/**
 * Writes a notice for every live visit by car that a control concerns, and for those approved while it is to come or on;
 * run by the timer. The notice's id names visit and control, and the control remembers how far it came, so missed or
 * doubled runs tell everybody once.
 */
export async function tellAffected(now: number, batches = BATCHES_A_RUN, size = BATCH): Promise<number> {
  const gates = await listGates()
  let [told, left] = [0, batches]
  for (const control of await controlsNow(now)) {
    let place = control.toldUpTo
    for (; place !== EVERYBODY_TOLD && left > 0; left--) {
      const list = LISTS.find((each) => place.startsWith(`${each}:`)) ?? LISTS[0]
      const visits = await findLive(list, place.slice(place.indexOf(':') + 1), size)
      const { done, failed } = await tellAll(control, visits, gates, now)
      told += done
      // Who couldn't be told now is met again: the place stays until everybody of the batch was.
      if (failed > 0) break
      const last = visits[size - 1]
      const next = LISTS[LISTS.indexOf(list) + 1]
      place = last !== undefined ? `${list}:${last._id}` : next === undefined ? EVERYBODY_TOLD : `${next}:`
      await remember(control._id, { toldUpTo: place }, done, now)
    }
    if (place !== EVERYBODY_TOLD) continue
    const since = control.lookedAt ?? control.at
    const { done, failed, upTo, read } = await tellSince(control, gates, now, { since, batches: left, size })
    told += done
    left -= read
    if (failed === 0 && (done > 0 || upTo - since >= NOTED_EVERY_MS))
      await remember(control._id, { lookedAt: upTo }, done, now)
  }
  return told
}

/** Tells those who were let in since then, or whose days or car changed. `upTo`: when all of them had been looked at. */
async function tellSince(
  control: StoredControl,
  gates: readonly Gate[],
  now: number,
  { since, batches, size }: { since: number; batches: number; size: number },
): Promise<{ done: number; failed: number; upTo: number; read: number }> {
  const sum = { done: 0, failed: 0, upTo: now, read: 0 }
  for (let after = momentSort(Math.max(since - OVERLAP_MS, 0), ''); sum.read < batches; sum.read++) {
    const visits = await findLetInAfter(after, size)
    const { done, failed } = await tellAll(control, visits, gates, now)
    sum.done += done
    sum.failed += failed
    const last = visits[size - 1]
    if (last === undefined) return { ...sum, upTo: now, read: sum.read + 1 }
    after = last.sort
    // Should the run end here, the next begins with this one.
    sum.upTo = last.changedAt + OVERLAP_MS
  }
  return batches > 0 ? sum : { ...sum, upTo: since }
}

const tellAll = (
  control: StoredControl,
  visits: readonly Visit[],
  gates: readonly Gate[],
  now: number,
): Promise<{ done: number; failed: number }> => {
  const concerned = visits.filter((visit) => concerns(control, visit, gates, now))
  return eachOf('tellAffected', concerned, (visit) => tell(control, visit, now))
}

/** By car, through a closed gate, on one of the days; with a phone to be told on (a phone report has none). */
function concerns(control: StoredControl, visit: Visit, gates: readonly Gate[], now: number): boolean {
  const { owner, plate, firstDay, lastDay, right } = visit
  if (owner === '' || plate === null) return false
  const left = { from: Math.max(now, control.from), until: control.until }
  if (!isOnSome(left, { ...right, firstDay, lastDay })) return false
  const closed = gates.filter((gate) => control.gateIds.includes(gate._id))
  return vehicleGates(visit.purposeClass, gatesOfRight(closed, visit.gateIds)).length > 0
}

const tell = (control: StoredControl, visit: Visit, now: number): Promise<boolean> =>
  change(byTimer('tellAffected', now), ({ tx, notify }) =>
    notifyOnceIn(tx, notify, trafficNotice(control, visit)),
  )

const remember = (
  id: string,
  place: Partial<Pick<StoredControl, 'toldUpTo' | 'lookedAt'>>,
  done: number,
  now: number,
): Promise<void> =>
  change(byTimer('tellAffected', now), async ({ tx }) => {
    const control = await loadControlIn(tx, id)
    if (control !== null) await saveControlIn(tx, { ...control, ...place, told: (control.told ?? 0) + done })
  })

import { dayOf } from '../../../miniprogram/domain/values/days'
import { vehicleGates } from '../../../miniprogram/domain/visit/purposes'
import { change } from '../../platform/unit-of-work'
import { listGates, type Gate } from '../../stores/campus'
import { loadNoticeIn } from '../../stores/outbox'
import {
  controlsNow,
  EVERYBODY_TOLD,
  loadControlIn,
  saveControlIn,
  type StoredControl,
} from '../../stores/traffic-controls'
import { findLive, type Visit } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { trafficNotice } from '../notice/vehicle-notices'

const APPROVED = 'approved:'

/** Batches of visits one run looks at for all controls together; the next minute's run goes on. */
const BATCHES_A_RUN = 10

/**
 * Writes a notice for every live visit by car that a control concerns; run by the timer. The notice's id names
 * visit and control, and the control remembers how far it came, so missed or doubled runs tell everybody once.
 * Pending ones come first: who is approved meanwhile is met again.
 */
export async function tellAffected(now: number, batches = BATCHES_A_RUN, size = BATCH): Promise<number> {
  const gates = await listGates()
  let [told, left] = [0, batches]
  for (const control of await controlsNow(now)) {
    for (let index = control.toldUpTo; index !== EVERYBODY_TOLD && left > 0; left--) {
      const list = index.startsWith(APPROVED) ? 'approved' : 'pending'
      const visits = await findLive(list, index.slice(index.indexOf(':') + 1), size)
      const concerned = visits.filter((visit) => concerns(control, visit, gates, now))
      const { done, failed } = await eachOf('tellAffected', concerned, (visit) => tell(control, visit, now))
      told += done
      // Who couldn't be told now is met again: the place stays until everybody of the batch was.
      if (failed > 0) break
      const last = visits[size - 1]
      if (last !== undefined) index = `${list}:${last._id}`
      else index = list === 'pending' ? APPROVED : EVERYBODY_TOLD
      await remember(control._id, index, done, now)
    }
  }
  return told
}

/** By car, through a closed gate, on one of the days; with a phone to be told on (a phone report has none). */
function concerns(control: StoredControl, visit: Visit, gates: readonly Gate[], now: number): boolean {
  if (visit.owner === '' || visit.plate === null || visit.firstDay > dayOf(control.until - 1)) return false
  if (visit.lastDay < dayOf(Math.max(now, control.from))) return false
  const closed = gates.filter((gate) => control.gateIds.includes(gate._id))
  return vehicleGates(visit.purposeClass, closed).length > 0
}

const tell = (control: StoredControl, visit: Visit, now: number): Promise<boolean> =>
  change(byTimer('tellAffected', now), async ({ tx, notify }) => {
    const notice = trafficNotice(control, visit)
    if ((await loadNoticeIn(tx, notice._id)) !== null) return false
    await notify(notice)
    return true
  })

const remember = (id: string, toldUpTo: string, done: number, now: number): Promise<void> =>
  change(byTimer('tellAffected', now), async ({ tx }) => {
    const control = await loadControlIn(tx, id)
    if (control !== null) await saveControlIn(tx, { ...control, toldUpTo, told: (control.told ?? 0) + done })
  })

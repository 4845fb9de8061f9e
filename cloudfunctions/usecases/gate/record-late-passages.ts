import { Refusal } from '../../../miniprogram/domain/errors'
import { transactEach } from '../../platform/buffered-transaction'
import { loadGate, type Gate } from '../../stores/campus'
import { loadEarlierReplies, requestKey } from '../../stores/requests'
import { loadSettings } from '../../stores/settings'
import { currentControls } from '../../stores/traffic-controls'
import { keyOwner, type GateCall } from './actor'
import {
  recordToldIn,
  type Delivered,
  type Delivery,
  type OfflinePassage,
  type Told,
} from './record-late-passage'

/** Older ones say more about a clock or a device than about who passed. */
const OLDEST_MS = 31 * 24 * 3_600_000
/** Passages of different visitors don't wait for each other. */
const AT_ONCE = 6

/**
 * Records passages that were decided without a network (spec 5.1), each exactly once by its event id, in whatever order
 * they come. Each changes the visit and the vehicle's stay as of its own time and never undoes what is newer. What the
 * server would have refused is recorded as it happened, with a mark for the office. Answers in the order of `events`.
 */
export async function backfill(
  call: Omit<GateCall, 'eventId'>,
  sentAt: number,
  events: readonly OfflinePassage[],
): Promise<Delivered[]> {
  const answers = await answeredBefore(call, events)
  const told = events
    .filter(({ eventId }) => !answers.has(eventId))
    .map((event) => toldBy(event, sentAt, call.now))
  if (told.length > 0) {
    const earliest = Math.min(...told.map(({ at }) => at))
    const [settings, controls] = await Promise.all([loadSettings(), currentControls(earliest)])
    await recordAll({ call, settings, controls }, told, answers)
  }
  return events.map(({ eventId }) => answers.get(eventId) as Delivered)
}

/** Most of a delivery whose reply was lost: what stands is only read. */
async function answeredBefore(
  { actor, action }: Omit<GateCall, 'eventId'>,
  events: readonly OfflinePassage[],
): Promise<Map<string, Delivered>> {
  const keys = new Map(events.map(({ eventId }) => [requestKey(keyOwner(actor), eventId), eventId]))
  const earlier = await loadEarlierReplies([...keys.keys()])
  return new Map(
    earlier
      .filter((answered) => answered.action === action)
      .map(({ _id, reply }) => [keys.get(_id) ?? '', reply as Delivered]),
  )
}

/** The time by the server's clock; nothing happened in the future. */
function toldBy(event: OfflinePassage, sentAt: number, now: number): Told {
  const clockOffset = event.offset ?? now - sentAt
  return { event, clockOffset, at: Math.max(0, Math.min(event.at + clockOffset, now)) }
}

async function recordAll(
  delivery: Delivery,
  told: readonly Told[],
  answers: Map<string, Delivered>,
): Promise<void> {
  const gates = await knownGates(delivery, told)
  const acceptable = told.filter(({ event, at }) => {
    const refusal = !gates.has(event.gateId)
      ? new Refusal('WRONG_GATE_ACCOUNT')
      : at < delivery.call.now - OLDEST_MS
        ? new Refusal('PASSAGE_TIME')
        : null
    if (refusal !== null) answers.set(event.eventId, refused(event, refusal))
    return refusal === null
  })
  const waiting = bySubject(acceptable)
  const work = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop())
      for (const answer of await recordGroup(delivery, group, gates)) answers.set(answer.eventId, answer)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Gates of the actor's, also ones that have been closed since. */
async function knownGates({ call }: Delivery, told: readonly Told[]): Promise<ReadonlyMap<string, Gate>> {
  const ids = new Set(told.map(({ event }) => event.gateId))
  const own = [...ids].filter((id) => call.actor.gateIds.includes(id))
  const gates = await Promise.all(own.map(loadGate))
  return new Map(gates.flatMap((gate) => (gate === null ? [] : [[gate._id, gate]])))
}

/** One visitor's or vehicle's passages together, in the order of their times. */
function bySubject(told: readonly Told[]): Told[][] {
  const groups = new Map<string, Told[]>()
  for (const each of told) {
    const { plate, visitId, eventId } = each.event
    const subject = plate ?? visitId ?? eventId
    groups.set(subject, [...(groups.get(subject) ?? []), each])
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.at - b.at))
}

const recordGroup = (
  delivery: Delivery,
  group: readonly Told[],
  gates: ReadonlyMap<string, Gate>,
): Promise<Delivered[]> =>
  transactEach(
    group,
    (tx, told) => recordToldIn(tx, delivery, told, gates.get(told.event.gateId) as Gate),
    (error, { event }) => {
      // A database that is busy may succeed at the next delivery: the whole batch is tried again.
      if (error instanceof Refusal && error.code !== 'BUSY') return refused(event, error)
      throw error
    },
  )

const refused = ({ eventId }: OfflinePassage, { code, message }: Refusal): Delivered => ({
  eventId,
  passageId: null,
  conflict: null,
  refusal: { code, message },
})

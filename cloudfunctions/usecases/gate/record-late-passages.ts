import { DomainError, isDomainError } from '../../../miniprogram/domain/errors'
import { loadGates, type Gate } from '../../stores/campus'
import { loadEarlierReplies, requestKey } from '../../platform/replies'
import { changeEach } from '../../platform/unit-of-work'
import { loadPassages } from '../../stores/passages'
import { loadSettings } from '../../stores/settings'
import { currentControls } from '../../stores/traffic-controls'
import type { GateCall } from './actor'
import { leaveElsewhere, type Leaving } from './leave-elsewhere'
import type { LatePassage, OfflinePassage, Upload, UploadedPassage } from './late-passage'
import { contentOfPassage, isPassed, recordLatePassageIn, standing } from './record-late-passage'

/** Older ones say more about a clock or a device than about who passed. */
const OLDEST_MS = 31 * 24 * 3_600_000
/** Passages of different visitors don't wait for each other. */
const AT_ONCE = 6

/**
 * Records passages that were decided without a network (spec 5.1), each exactly once by its event id, in whatever order
 * they come. Each changes the visit and the vehicle's stay as of its own time and never undoes what is newer. What the
 * server would have refused is recorded as it happened, with a mark for the office. Answers in the order of `events`.
 */
export async function recordLatePassages(
  call: GateCall,
  sentAt: number,
  events: readonly OfflinePassage[],
): Promise<UploadedPassage[]> {
  const answers = await answeredBefore(call, events)
  const latePassages = events
    .filter((event) => !answers.has(event))
    .map((event) => latePassageOf(event, sentAt, call.now))
  if (latePassages.length > 0) {
    const earliest = Math.min(...latePassages.map(({ at }) => at))
    const [settings, controls] = await Promise.all([loadSettings(), currentControls(earliest)])
    await recordAll({ call, settings, controls }, latePassages, answers)
    await leaveElsewhere(call, await leavingsAmong(call, latePassages, answers))
  }
  return events.map((event) => answers.get(event) as UploadedPassage)
}

/** By the event itself: an id may come twice in one upload, of a counter that has started anew. */
type Answers = Map<OfflinePassage, UploadedPassage>

/**
 * Who left, of those recorded, in the order of their times. By which booking the passage says: the list at the gate needn't
 * have had it.
 */
async function leavingsAmong(
  call: GateCall,
  latePassages: readonly LatePassage[],
  answers: ReadonlyMap<OfflinePassage, UploadedPassage>,
): Promise<Leaving[]> {
  const left = latePassages.filter(({ event }) => event.direction === 'out' && isPassed(call, event))
  const recorded = left.flatMap(({ event }) => answers.get(event)?.passageId ?? [])
  const passages = recorded.length === 0 ? [] : await loadPassages(recorded)
  return passages
    .filter(({ visitId }) => visitId !== '')
    .sort((a, b) => a.at - b.at)
    .map(({ visitId, at, campusId }) => ({ visitId, at, campusId, group: call.actor.kind === 'guard' }))
}

/** Most of a upload whose reply was lost: what stands is only read. */
async function answeredBefore({ by }: GateCall, events: readonly OfflinePassage[]): Promise<Answers> {
  const keyOf = ({ eventId }: OfflinePassage): string => requestKey(by, eventId)
  const earlier = await loadEarlierReplies([...new Set(events.map(keyOf))])
  const replies = new Map(earlier.map((reply) => [reply._id, reply]))
  const answers: Answers = new Map()
  for (const event of events) {
    const reply = replies.get(keyOf(event))
    // Of another passage under the same id is found where it would be recorded.
    if (reply?.action === by.action && reply.content === contentOfPassage(event))
      answers.set(event, reply.reply as UploadedPassage)
  }
  return answers
}

type Timed = Pick<OfflinePassage, 'at' | 'offset'>

const clockOffsetOf = ({ offset }: Timed, sentAt: number, now: number): number => offset ?? now - sentAt

/** When it happened by the server's clock, epoch milliseconds; nothing happened in the future. */
export const timeOf = (event: Timed, sentAt: number, now: number): number =>
  Math.max(0, Math.min(event.at + clockOffsetOf(event, sentAt, now), now))

const latePassageOf = (event: OfflinePassage, sentAt: number, now: number): LatePassage => ({
  ...{ event, clockOffset: clockOffsetOf(event, sentAt, now), at: timeOf(event, sentAt, now) },
})

async function recordAll(
  upload: Upload,
  latePassages: readonly LatePassage[],
  answers: Answers,
): Promise<void> {
  const gates = await knownGates(upload, latePassages)
  const acceptable = latePassages.filter(({ event, at }) => {
    const refusal =
      !gates.has(event.gateId) || standing(upload.call, event, at) === null
        ? new DomainError('WRONG_GATE_ACCOUNT')
        : at < upload.call.now - OLDEST_MS
          ? new DomainError('PASSAGE_TIME')
          : null
    if (refusal !== null) answers.set(event, refused(event, refusal))
    return refusal === null
  })
  const waiting = bySubject(acceptable)
  const work = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop())
      for (const [event, answer] of await recordGroup(upload, group, gates)) answers.set(event, answer)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Gates of the actor's, also former ones and such that have been closed since. */
async function knownGates(
  { call }: Upload,
  latePassages: readonly LatePassage[],
): Promise<ReadonlyMap<string, Gate>> {
  const ids = new Set(latePassages.map(({ event }) => event.gateId))
  const { gateIds, former = [] } = call.actor
  const own = new Set([...gateIds, ...former.map(({ gateId }) => gateId)])
  return new Map((await loadGates([...ids].filter((id) => own.has(id)))).map((gate) => [gate._id, gate]))
}

/** One visitor's or vehicle's passages together, in the order of their times. */
function bySubject(latePassages: readonly LatePassage[]): LatePassage[][] {
  const groups = new Map<string, LatePassage[]>()
  for (const each of latePassages) {
    const { plate, visitId, eventId } = each.event
    const subject = plate ?? visitId ?? eventId
    groups.set(subject, [...(groups.get(subject) ?? []), each])
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.at - b.at))
}

const recordGroup = (
  upload: Upload,
  group: readonly LatePassage[],
  gates: ReadonlyMap<string, Gate>,
): Promise<[OfflinePassage, UploadedPassage][]> =>
  changeEach(
    upload.call.by,
    group,
    async (unit, latePassage) => {
      const { event } = latePassage
      const gate = gates.get(event.gateId) as Gate
      return [event, await recordLatePassageIn(unit, upload, latePassage, gate)]
    },
    (error, { event }) => {
      // A database that is busy may succeed at the next upload: the whole batch is tried again.
      if (isDomainError(error) && error.code !== 'BUSY') return [event, refused(event, error)]
      throw error
    },
  )

const refused = ({ eventId }: OfflinePassage, { code, details }: DomainError): UploadedPassage => ({
  eventId,
  passageId: null,
  conflict: null,
  refusal: { code, details },
})

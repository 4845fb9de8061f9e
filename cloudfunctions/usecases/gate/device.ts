import type { EndpointInput, EndpointOutput } from '../../../contract/gate'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { DomainError } from '../../../miniprogram/domain/errors'
import { decisionOf } from '../../../miniprogram/domain/gate/decision'
import type { GateReason } from '../../../miniprogram/domain/gate/rules'
import type { Device } from '../../stores/devices'
import type { GateActor } from './actor'
import { recordLatePassages } from './record-late-passages'
import { checkAtGate, type Checked } from './check'
import type { Presented } from './read-code'

/** What a device may ask at its gate (contract/gate.ts). */

export const deviceActor = ({ _id, name, gateId, direction }: Device): GateActor => ({
  kind: 'device',
  id: _id,
  name,
  gateIds: [gateId],
  opens: direction,
})

export async function verify(
  device: Device,
  input: EndpointInput<'verify'>,
  now: number,
): Promise<EndpointOutput<'verify'>> {
  const call = {
    actor: deviceActor(device),
    action: 'verify',
    eventId: input.eventId,
    now,
    today: dayOf(now),
  }
  return answerOf(input.eventId, await checkAtGate(call, presentedAt(device, input)))
}

export async function override(
  device: Device,
  { operator, why, ...input }: EndpointInput<'override'>,
  now: number,
): Promise<EndpointOutput<'override'>> {
  if (!device.mayOverride) throw new DomainError('NOT_ALLOWED')
  const call = {
    actor: deviceActor(device),
    action: 'override',
    eventId: input.eventId,
    now,
    today: dayOf(now),
  }
  const presented = { ...presentedAt(device, input), override: `${operator.trim()}：${why.trim()}` }
  return answerOf(input.eventId, await checkAtGate(call, presented))
}

export async function takeEvents(
  device: Device,
  { sentAt, events }: EndpointInput<'events'>,
  now: number,
): Promise<EndpointOutput<'events'>> {
  const call = { actor: deviceActor(device), action: 'events', now, today: dayOf(now) }
  const { gateId } = device
  return {
    rows: await recordLatePassages(
      call,
      sentAt,
      events.map((event) => ({ ...event, gateId })),
    ),
  }
}

type Shown = Omit<EndpointInput<'verify'>, 'eventId'>

function presentedAt({ gateId }: Device, { plate, document, face, ...shown }: Shown): Presented {
  return {
    gateId,
    ...shown,
    ...(plate === undefined ? {} : { plate: plate.number, confidence: plate.confidence ?? 1 }),
    ...(document === undefined ? {} : { document: { kind: 'mainlandId' as const, ...document } }),
    ...(face === undefined ? {} : { face: face.person, confidence: face.confidence }),
  }
}

function answerOf(eventId: string, checked: Checked): EndpointOutput<'verify'> {
  const { allowed, reason, sentence, nextStep, hint, visit, fee, passageId } = checked
  return {
    eventId,
    decision: decisionOf(allowed, reason as GateReason),
    ...{ reason, sentence, nextStep, hint, passageId },
    visitor: visit,
    fee,
  }
}

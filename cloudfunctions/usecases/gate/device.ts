import type { EndpointInput, EndpointOutput } from '../../../contract/gate'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Credential } from '../../../miniprogram/domain/gate/credential'
import { decisionOf, type GateReason } from '../../../miniprogram/domain/gate/reasons'
import type { Device } from '../../stores/devices'
import type { GateActor } from './actor'
import { recordLatePassages } from './record-late-passages'
import { checkAtGate, type Checked } from './check'
import type { CheckAsked } from './read-code'

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
  return answerOf(input.eventId, await checkAtGate(call, askedBy(device, input)))
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
  const asked = { ...askedBy(device, input), override: `${operator.trim()}：${why.trim()}` }
  return answerOf(input.eventId, await checkAtGate(call, asked))
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

function askedBy({ gateId }: Device, { code, plate, document, face, ...check }: Shown): CheckAsked {
  const confidence = plate?.confidence ?? face?.confidence
  const credential = credentialOf({ code, plate, document, face })
  return { gateId, ...check, credential, ...(confidence === undefined ? {} : { confidence }) }
}

/** Exactly one of the four stands there (contract). */
function credentialOf({ code = '', plate, document, face }: Partial<Shown>): Credential {
  if (plate !== undefined) return { plate: plate.number }
  if (document !== undefined) return { document: { kind: 'mainlandId', ...document } }
  return face === undefined ? { code } : { face: face.person }
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

import type { EndpointInput, EndpointOutput } from '../../../contract/gate/device-api'
import { gateThen } from '../../../miniprogram/domain/account/former-gates'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Credential } from '../../../miniprogram/domain/gate/credential'
import { decisionOf, type GateReason } from '../../../miniprogram/domain/gate/reasons'
import type { Device } from '../../stores/devices'
import type { DeviceCaller } from '../caller'
import { deviceCall } from './actor'
import { recordLatePassages, timeOf } from './record-late-passages'
import { checkAtGate, type Checked } from './check'
import type { CheckAsked } from './read-code'
import { deviceWords } from '../../../miniprogram/locales/zh/device'

/** What a device may ask at its gate (contract/gate.ts). */

export async function verify(
  caller: DeviceCaller,
  input: EndpointInput<'verify'>,
): Promise<EndpointOutput<'verify'>> {
  const checked = await checkAtGate(deviceCall(caller), askedBy(caller.device, input))
  return answerOf(input.eventId, checked)
}

export async function override(
  caller: DeviceCaller,
  { operator, why, ...input }: EndpointInput<'override'>,
): Promise<EndpointOutput<'override'>> {
  const call = deviceCall(caller)
  if (!call.actor.mayOverride) throw new DomainError('NOT_ALLOWED')
  const reason = deviceWords.override(operator.trim(), why.trim())
  const asked = { ...askedBy(caller.device, input), override: reason }
  return answerOf(input.eventId, await checkAtGate(call, asked))
}

/** Passages that the device decided without a network, each at the gate where it stood then. */
export async function takeEvents(
  caller: DeviceCaller,
  { sentAt, events }: EndpointInput<'events'>,
): Promise<EndpointOutput<'events'>> {
  const { device, now } = caller
  const atGates = events.map((event) => ({ ...event, gateId: gateThen(device, timeOf(event, sentAt, now)) }))
  return { rows: await recordLatePassages(deviceCall(caller), sentAt, atGates) }
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

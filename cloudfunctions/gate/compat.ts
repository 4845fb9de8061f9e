import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { EndpointInput } from '../../contract/gate/device-api'
import { MAX_SKEW_MS } from '../../contract/gate/signature'
import { isDomainError } from '../../miniprogram/domain/errors'
import { SCAN_REPEATS_MS } from '../../miniprogram/domain/gate/repeats'
import { deviceCaller } from '../dispatch/callers'
import { contentOf } from '../platform/canonical'
import { loadEarlierReply, requestKey } from '../platform/replies'
import { recordDeviceState, type Device } from '../stores/devices'
import { verify } from '../usecases/gate/device'
import { unsignedDevice } from './authenticate'
import { endpoints } from './endpoints'
import { GateApiError } from './gate-api-error'
import { jsonReply, textReply, type HttpReply, type HttpRequest } from '../dispatch/http'

/**
 * For hardware whose requests are what they are: QR heads that post `vgdecoderesult=…&&devicenumber=…` and open on
 * `code=0000`, plate cameras that post AlarmInfoPlate and open on their own word. They answer a bare yes or no.
 */
export async function answerUnsigned(
  kind: string,
  token: string,
  request: HttpRequest,
  now: number,
): Promise<HttpReply> {
  const device = await unsignedDevice(token, request, now)
  if (kind === 'qr') return qrHead(device, request, now)
  if (kind === 'plate') return plateCamera(device, request, now)
  throw new GateApiError('NO_SUCH_PATH')
}

/**
 * No event id comes with a scan: the same code within seconds is the head's own repeat, later it is a replay. Whose answer was
 * lost stands as inside, and the next codes stay shut: nothing tells them from somebody else with the same pass.
 */
async function qrHead(device: Device, request: HttpRequest, now: number): Promise<HttpReply> {
  const text = request.body.toString('utf8')
  // Base45 has no `&`, so the first one ends the code, however the head names what comes behind.
  const code = /(?:^|&)vgdecoderesult=([^&]*)/.exec(text)?.[1] ?? ''
  if (code === '' || code.length > MAX_CODE) throw new GateApiError('BODY', { fields: ['vgdecoderesult'] })
  const scan = { code, eventId: eventIdOf(device, [code]) }
  const opens = await passes(device, scan, now, SCAN_REPEATS_MS)
  return textReply('text/plain', opens ? 'code=0000' : 'code=0001')
}

const MAX_CODE = 600

const plateAlarm = z.object({
  AlarmInfoPlate: z.object({
    result: z.object({
      PlateResult: z.object({
        license: z.string().min(1).max(40),
        /** 0–100. */
        confidence: z.number().min(0).max(100).optional(),
        plateid: z.union([z.number(), z.string().max(40)]).optional(),
        timeStamp: z.object({ Timeval: z.object({ sec: z.number() }) }).optional(),
      }),
    }),
  }),
})

async function plateCamera(device: Device, request: HttpRequest, now: number): Promise<HttpReply> {
  const alarm = alarmOf(request.body)
  const plate = { number: alarm.license, confidence: (alarm.confidence ?? 100) / 100 }
  const opens = await passes(device, { plate, eventId: await eventOf(device, alarm, now) }, now)
  return jsonReply(200, { Response_AlarmInfoPlate: { info: opens ? 'ok' : 'no' } })
}

/**
 * A camera repeats what it got no answer to: its own number and time of the plate make the event id. A clock that stands still
 * or is far off would make one id of many events, so the server's counts instead.
 */
async function eventOf(device: Device, { license, plateid, timeStamp }: Alarm, now: number): Promise<string> {
  const eventAt = (time: number): string => eventIdOf(device, [license, String(plateid ?? ''), String(time)])
  const seconds = timeStamp?.Timeval.sec
  if (seconds !== undefined && Math.abs(seconds * 1000 - now) <= MAX_SKEW_MS) return eventAt(seconds)
  const time = Math.floor(now / REPEATS_MS)
  const before = eventAt(time - 1)
  const key = requestKey({ kind: 'device', id: device._id }, before)
  return (await loadEarlierReply(key)) === null ? eventAt(time) : before
}

/** Within this a camera without a clock repeats itself, also across a full ten seconds. */
const REPEATS_MS = 10_000

type Alarm = z.output<typeof plateAlarm>['AlarmInfoPlate']['result']['PlateResult']

function alarmOf(body: Buffer): Alarm {
  let sent: unknown = null
  try {
    sent = JSON.parse(body.toString('utf8'))
  } catch {
    // Not JSON: refused below like any other shape.
  }
  const alarm = plateAlarm.safeParse(sent)
  if (!alarm.success)
    throw new GateApiError('BODY', { fields: alarm.error.issues.map(({ path }) => path.join('.')) })
  return alarm.data.AlarmInfoPlate.result.PlateResult
}

type Shown = Omit<EndpointInput<'verify'>, 'direction'>

/** @param repliesFor how long a repeat is answered as before, milliseconds; absent: as of any check */
async function passes(device: Device, shown: Shown, now: number, repliesFor?: number): Promise<boolean> {
  // The office can't register such a device without a direction.
  if (device.direction === 'both') throw new GateApiError('NOT_ALLOWED')
  const input = { ...shown, direction: device.direction }
  const decide = async (eventId: string): Promise<string> => {
    // A camera is not equally sure of a plate each time it repeats it.
    const content = contentOf('verify', { ...input, eventId, plate: shown.plate?.number })
    const call = { action: 'verify', requestId: eventId, content }
    const caller = deviceCaller({ device, clockOffset: null }, endpoints.verify.scope, call, now)
    const by = repliesFor === undefined ? caller : { ...caller, repliesFor }
    return (await verify(by, { ...input, eventId })).decision
  }
  const [decision] = await Promise.all([
    decide(shown.eventId)
      .catch((error: unknown) => decide(ownIdFor(error)))
      .catch(shutAfterTooMany),
    recordDeviceState(device._id, { seenAt: now, knowsUpTo: now }),
  ])
  return decision === 'allow'
}

/** Such hardware chooses no ids: what the one made for it was used for is another event, and this one is decided anew. */
function ownIdFor(error: unknown): string {
  if (isDomainError(error) && error.code === 'KEY_REUSED') return randomUUID()
  throw error
}

/** Such hardware knows open and shut only. */
function shutAfterTooMany(error: unknown): 'deny' {
  if (isDomainError(error) && error.code === 'TOO_MANY_TRIES') return 'deny'
  throw error
}

const eventIdOf = ({ _id }: Device, seen: string[]): string =>
  createHash('sha256')
    .update([_id, ...seen].join('\n'))
    .digest('hex')
    .slice(0, 32)

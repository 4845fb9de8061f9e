import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { SIGNATURE_HEADERS, signatureHeaders } from '../../contract/gate/device-api'
import { MAX_SKEW_MS, signedText } from '../../contract/gate/signature'
import { deviceOfToken, loadDevice, secretOf, type CallOnce, type Device } from '../stores/devices'
import { countTry } from '../stores/refused-tries'
import type { TryKind } from '../../miniprogram/domain/gate/wrong-try'
import { GateApiError } from './gate-api-error'
import { addressOf, type HttpRequest } from '../dispatch/http'

/** Who signed, and how far the server's clock is ahead of theirs. */
export interface Signer {
  device: Device
  clockOffset: number
  /** Must be used up before anything is answered (admit.ts). */
  call: CallOnce
}

/**
 * Who calls: the device whose key made the signature over method, path, time, nonce and body. The clock is judged only
 * after the signature, so that nobody without a key learns or fills anything. Whether the call is a replay shows when its
 * nonce is used up, which goes on beside what the call asks for.
 */
export async function signerOf(request: HttpRequest, now: number): Promise<Signer> {
  const given = signatureHeaders.safeParse(request.headers)
  if (!given.success) throw new GateApiError('SIGNATURE_HEADERS')
  const { [SIGNATURE_HEADERS.device]: deviceId, [SIGNATURE_HEADERS.nonce]: nonce } = given.data
  const timestamp = given.data[SIGNATURE_HEADERS.timestamp]
  const device = await loadDevice(deviceId)
  // An unknown device costs the same work and gets the same answer as a wrong signature.
  const key = Buffer.from(device === null ? UNKNOWN : secretOf(device), 'base64url')
  const { method, path, query, body } = request
  const bodySha256 = createHash('sha256').update(body).digest('hex')
  const text = signedText({ method, path, query, timestamp, nonce, bodySha256 })
  const expected = createHmac('sha256', key).update(text).digest()
  const fits = timingSafeEqual(expected, Buffer.from(given.data[SIGNATURE_HEADERS.signature], 'hex'))
  // Made of the call alone, so it tells nobody anything but how to sign.
  if (!fits || device === null) {
    await recordRefusal('badSignature', device, now)
    throw new GateApiError('SIGNATURE', { signedText: text })
  }
  await requireActive(device, now)
  const clockOffset = now - Number(timestamp)
  if (Math.abs(clockOffset) > MAX_SKEW_MS) throw new GateApiError('CLOCK_SKEW', { clockOffset })
  return { device, clockOffset, call: { timestamp: Number(timestamp), nonce } }
}

const UNKNOWN = 'A'.repeat(43)

/**
 * Hardware that can't sign is known by the secret in its path, and by its address where the office has named one: weaker,
 * because whoever reads the path can call (docs/decisions/0007). The office allows it device by device.
 */
export async function unsignedDevice(token: string, request: HttpRequest, now: number): Promise<Device> {
  const device = await deviceOfToken(token)
  const address = addressOf(request)
  const known =
    device !== null &&
    device.unsigned &&
    (device.addresses.length === 0 || device.addresses.includes(address))
  if (!known) {
    await recordRefusal('badSignature', device, now)
    throw new GateApiError('NO_SUCH_PATH')
  }
  await requireActive(device, now)
  return device
}

async function requireActive(device: Device, now: number): Promise<void> {
  if (device.active) return
  await recordRefusal('refusedAccess', device, now)
  throw new GateApiError('DEVICE_DISABLED')
}

/** Whoever names no device of ours is counted as one: nobody fills the database with names. */
export function recordRefusal(tries: TryKind, device: Device | null, now: number): Promise<unknown> {
  const { _id: id = '', name = '', gateId = '', gateName = '' } = device ?? {}
  return countTry(tries, { kind: 'device', id, name, gateId, gateName }, now)
}

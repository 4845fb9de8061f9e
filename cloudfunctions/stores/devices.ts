import type { FormerGate } from '../../miniprogram/domain/account/former-gates'
import type { DeviceKind } from '../../miniprogram/domain/gate/ways'
import { randomBytes } from 'node:crypto'
import type { GateDevice } from '../../miniprogram/domain/gate/propagation'
import type { Direction } from '../../miniprogram/domain/visit/purposes'
import {
  addDocument,
  command,
  find,
  findByIds,
  readDocument,
  removeWhere,
  updateDocument,
  updateIf,
  type Stored,
  type Transaction,
} from '../platform/database'
import { lookupHash } from '../platform/lookup-hash'
import { fixedHash, seal, unseal } from '../platform/sealing'
import { isConflict } from '../platform/transaction'
import { beyond, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'devices'
const STATES = 'deviceStates'
const NONCES = 'gateNonces'

/** A piece of gate hardware with a key of its own (docs/decisions/0007). */
export interface Device extends Stored {
  name: string
  gateId: string
  gateName: string
  /** Where it stood before, so that what it decided there is told of that gate. */
  former?: FormerGate[]
  kind: DeviceKind
  /** Which way its lane goes. */
  direction: Direction | 'both'
  /** False once the office has disabled it. */
  active: boolean
  /** The office lets its attendant override. */
  mayOverride: boolean
  /** For hardware that can't sign: known by a secret path, and from these addresses only where any are named. */
  unsigned: boolean
  addresses: string[]
  /** Sealed; the 32 bytes of its HMAC key as base64url. */
  secret: string
  /** The secret part of its path, sealed, and the hash that finds it. */
  token: string
  tokenHash: string
  /** Which request made the current secrets: that one alone is told them. */
  secretsBy: string
  rev: number
  sort: string
}

/** What is heartbeat from a device; apart from it, because it changes with every call. */
interface DeviceState extends Stored, GateDevice {
  gateId: string
  active: boolean
  /** Server's clock minus the device's at its last signed call, milliseconds. */
  clockOffset: number | null
  faults: string[]
  /** Its last polls by time: a poll that is among them, or older than all, is no new one. */
  polls: { at: number; nonce: string }[]
}

/** More than a device makes in five minutes: so a clock that was set back by as much as is taken has no poll refused. */
const POLLS_KEPT = 64
/** Characters of a poll's nonce that are kept, of its hash: the list is read with what is known of the device. */
const POLL_NONCE_LENGTH = 8

const SECRET_BYTES = 32
const TOKEN_BYTES = 24

const sealContext = (record: string, field: string) => ({ collection: COLLECTION, record, field })

/** New secrets for a device, as they are stored. */
export function newSecrets(deviceId: string): Pick<Device, 'secret' | 'token' | 'tokenHash'> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  return {
    secret: seal(randomBytes(SECRET_BYTES).toString('base64url'), sealContext(deviceId, 'secret')),
    token: seal(token, sealContext(deviceId, 'token')),
    tokenHash: tokenHash(token),
  }
}

const tokenHash = (token: string): string => lookupHash('deviceToken', token)

export const secretOf = ({ _id, secret }: Device): string => unseal(secret, sealContext(_id, 'secret'))
export const tokenOf = ({ _id, token }: Device): string => unseal(token, sealContext(_id, 'token'))

export const loadDevice = (id: string): Promise<Device | null> => readDocument<Device>(COLLECTION, id)

export const loadDeviceIn = (tx: Transaction, id: string): Promise<Device | null> =>
  tx.read<Device>(COLLECTION, id)

/** Writes a device and the state that the visitors' delivery is read from; a new one knows nothing yet. */
export async function saveDeviceIn(
  tx: Transaction,
  device: Omit<Device, 'sort'>,
  now: number,
): Promise<void> {
  const { _id, gateId, kind, active } = device
  await tx.write<Device>(COLLECTION, {
    ...device,
    rev: device.rev + 1,
    sort: [device.gateName, device.name, _id].join(':'),
  })
  const before = await tx.read<DeviceState>(STATES, _id)
  // As long as a poll of the beginning of time is kept, none has been forgotten.
  const fresh = { seenAt: now, knowsUpTo: 0, clockOffset: null, faults: [], polls: [{ at: 0, nonce: '' }] }
  await tx.write<DeviceState>(STATES, { ...fresh, ...before, _id, gateId, kind, active })
}

/** The device whose path holds this token. */
export async function deviceOfToken(token: string): Promise<Device | null> {
  const [device] = await find<Device>(COLLECTION, { tokenHash: tokenHash(token) }, ['tokenHash', 'asc'], 1)
  return device ?? null
}

/** All devices by gate and name, from the cursor on. */
export async function listDevices(cursor: string | null): Promise<Page<Device>> {
  const condition = { sort: command().gt(''), ...beyond(cursor, 'asc') }
  return pageOf(await find<Device>(COLLECTION, condition, ['sort', 'asc'], PAGE_SIZE + 1))
}

/** What was heard from those of `ids` that were ever heard. */
export const loadDeviceStates = (ids: readonly string[]): Promise<DeviceState[]> =>
  findByIds<DeviceState>(STATES, ids)

const MAX_DEVICES = 500

/** What the devices in use know, by gate: costs as many documents as there are devices, however many visits there are. */
export async function knowledgeByGate(): Promise<Map<string, GateDevice[]>> {
  const states = await find<DeviceState>(STATES, { active: true }, ['_id', 'asc'], MAX_DEVICES)
  const byGate = new Map<string, GateDevice[]>()
  for (const state of states) byGate.set(state.gateId, [...(byGate.get(state.gateId) ?? []), state])
  return byGate
}

/** What a call tells of its device. */
export type DeviceReport = Pick<DeviceState, 'seenAt'> &
  Partial<Pick<DeviceState, 'knowsUpTo' | 'clockOffset' | 'faults'>>

/** Notes that a device called and what it knows by that. */
export async function recordDeviceState(deviceId: string, state: DeviceReport): Promise<void> {
  await updateDocument(STATES, deviceId, state)
}

/** One signed call, which counts once. */
export interface CallOnce {
  /** By the device's clock, epoch milliseconds. */
  timestamp: number
  nonce: string
}

/**
 * Notes that a device polled and what it knows by that, and uses up the nonce of the call in the same request; false when
 * it was used before, or may have been. Of two at once exactly one succeeds.
 */
export function recordPoll(
  deviceId: string,
  { timestamp: at, nonce: given }: CallOnce,
  state: DeviceReport,
): Promise<boolean> {
  const nonce = nonceHash(deviceId, given).slice(0, POLL_NONCE_LENGTH)
  return updateIf(
    STATES,
    { _id: deviceId, 'polls.0.at': command().lt(at), 'polls.nonce': command().neq(nonce) },
    { ...state, polls: command().push({ each: [{ at, nonce }], sort: { at: 1 }, slice: -POLLS_KEPT }) },
  )
}

const nonceHash = (deviceId: string, nonce: string): string => fixedHash('nonce', `${deviceId}:${nonce}`)

interface Nonce extends Stored {
  until: number
}

/** Uses up a nonce of a device; false when it was used before. Of two at once exactly one succeeds: ids are unique. */
export async function useNonce(deviceId: string, nonce: string, until: number): Promise<boolean> {
  try {
    await addDocument<Nonce>(NONCES, { _id: nonceHash(deviceId, nonce), until })
    return true
  } catch (error) {
    if (isConflict(error)) return false
    throw error
  }
}

/** Forgets nonces whose calls would be too late by now; run by the timer. Returns how many. */
export const dropPastNonces = (now: number): Promise<number> =>
  removeWhere(NONCES, { until: command().lt(now) })

import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadGate } from '../../stores/campus'
import {
  listDevices,
  loadDevice,
  loadDeviceIn,
  loadDeviceStates,
  newSecrets,
  saveDeviceIn,
  secretOf,
  tokenOf,
} from '../../stores/devices'
import { requestKey } from '../../platform/replies'
import { shownRows } from '../../platform/shown-rows'
import type { Caller } from '../caller'

/** The office registers gate hardware, each piece with a key of its own (docs/decisions/0007). */

/**
 * Registers or changes a device. A new one, or one whose key is renewed, gets secrets, which are shown to the request
 * that made them and to no other: the kept reply holds none, so a retry reads them from where they are sealed.
 */
export async function saveDevice(
  caller: Caller,
  { deviceId, renewSecret, ...traits }: Input<'device.save'>,
): Promise<Output<'device.save'>> {
  const gate = await loadGate(traits.gateId)
  if (gate === null || traits.name.trim() === '') throw new DomainError('NOT_FOUND')
  if (traits.unsigned && traits.direction === 'both') throw new DomainError('DEVICE_DIRECTION')
  const asker = requestKey(caller.id, caller.requestId)
  const { kept } = await change(caller, async ({ tx }) => {
    const before = await loadDeviceIn(tx, deviceId)
    const secrets = before === null || renewSecret ? { ...newSecrets(deviceId), secretsBy: asker } : before
    const { secret, token, tokenHash, secretsBy } = secrets
    await saveDeviceIn(
      tx,
      {
        _id: deviceId,
        ...traits,
        name: traits.name.trim(),
        gateName: gate.name,
        active: true,
        ...{ secret, token, tokenHash, secretsBy },
        rev: before?.rev ?? 0,
      },
      caller.now,
    )
    return { kept: deviceId }
  })
  const device = await loadDevice(kept)
  const mine = device !== null && device.secretsBy === asker
  return {
    deviceId,
    secret: mine ? secretOf(device) : null,
    path: mine && device.unsigned ? pathOf(device.kind, tokenOf(device)) : null,
  }
}

const pathOf = (kind: string, token: string): string =>
  `/compat/${kind === 'plateCamera' ? 'plate' : 'qr'}/${token}`

/** From the next call on it is refused; what it recorded stays. */
export const disableDevice = (
  caller: Caller,
  { deviceId }: Input<'device.disable'>,
): Promise<Output<'device.disable'>> =>
  change(caller, async ({ tx }) => {
    const device = await loadDeviceIn(tx, deviceId)
    if (device === null) throw new DomainError('NOT_FOUND')
    await saveDeviceIn(tx, { ...device, active: false }, caller.now)
    return { deviceId }
  })

export async function readDevices(
  _caller: Caller,
  { cursor }: Input<'device.list'>,
): Promise<Output<'device.list'>> {
  const page = await listDevices(cursor)
  const found = await loadDeviceStates(page.rows.map(({ _id }) => _id))
  const states = page.rows.map((device) => found.find(({ _id }) => _id === device._id))
  const rows = shownRows(
    page.rows,
    ({ _id: id, name, gateId, gateName, kind, direction, ...device }, index) => ({
      ...{ id, name, gateId, gateName, kind, direction },
      active: device.active,
      mayOverride: device.mayOverride,
      unsigned: device.unsigned,
      addresses: device.addresses,
      seenAt: lastCallOf(states[index]?.seenAt, states[index]?.knowsUpTo),
      knowsUpTo: states[index]?.knowsUpTo || null,
      clockOffset: states[index]?.clockOffset ?? null,
      faults: states[index]?.faults ?? [],
    }),
  )
  return { rows, next: page.next }
}

/** A device that was never heard of has the time of its registration. */
const lastCallOf = (seenAt: number | undefined, knowsUpTo: number | undefined): number | null =>
  seenAt !== undefined && knowsUpTo !== undefined && knowsUpTo > 0 ? seenAt : null

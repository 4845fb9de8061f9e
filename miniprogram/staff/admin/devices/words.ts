import type { Input, Output } from '../../../../contract'
import { settledDevice, type Lane } from '../../../domain/gate/device'
import { healthOf, type Health } from '../../../domain/gate/health'
import type { DeviceKind } from '../../../domain/gate/ways'
import { adminDevicesWords } from '../../../locales/zh/pages/admin-devices'

export type DeviceRow = Output<'device.list'>['rows'][number]
export type { DeviceKind, Lane }

export const KINDS: Readonly<Record<DeviceKind, string>> = {
  controller: adminDevicesWords.controller,
  qrHead: adminDevicesWords.qrHead,
  plateCamera: adminDevicesWords.plateCamera,
  idReader: adminDevicesWords.idReader,
  faceReader: adminDevicesWords.faceReader,
}

export const LANES: Readonly<Record<Lane, string>> = {
  in: adminDevicesWords.in,
  out: adminDevicesWords.out,
  both: adminDevicesWords.both,
}

export const HEALTH: Readonly<Record<Health, { words: string; icon: string; tone: string }>> = {
  off: { words: adminDevicesWords.disabled, icon: 'poweroff', tone: 'ended' },
  new: { words: adminDevicesWords.newWords, icon: 'time', tone: 'waiting' },
  faulty: { words: adminDevicesWords.faultyWords, icon: 'error', tone: 'force' },
  silent: { words: adminDevicesWords.silentWords, icon: 'wifi-off', tone: 'force' },
  well: { words: adminDevicesWords.wellWords, icon: 'check-circle', tone: 'well' },
}

/** Somebody has to go and look. */
export const isTroubled = (device: DeviceRow, now: number): boolean =>
  ['faulty', 'silent'].includes(healthOf(device, now))

/** The device as it stands, with a new secret; one that was taken out of use works again. */
export function renewing(device: DeviceRow): Input<'device.save'> {
  const { id: deviceId, name, gateId, kind, direction, mayOverride, unsigned, addresses, seen } = device
  const traits = settledDevice({ name, gateId, kind, direction, mayOverride, unsigned, addresses })
  return { deviceId, ...traits, seen, renewSecret: true }
}

export interface SecretRow {
  label: string
  value: string
}

/** What has to be entered into the device: hardware that can't sign is known by its path alone. */
export const secretRows = ({ deviceId, secret, path }: Output<'device.save'>): SecretRow[] =>
  path !== null
    ? [{ label: adminDevicesWords.secretRowsLabel, value: path }]
    : [
        { label: adminDevicesWords.deviceNumber, value: deviceId },
        { label: adminDevicesWords.secret, value: secret ?? '' },
      ]

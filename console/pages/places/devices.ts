import type { Input, Output } from '../../../contract'
import { QUIET_SKEW_MS } from '../../../miniprogram/domain/gate/clock-skew'
import { addressesOf, checkDevice, LANES, settledDevice } from '../../../miniprogram/domain/gate/device'
import { healthOf, type Health } from '../../../miniprogram/domain/gate/health'
import { DEVICE_KINDS } from '../../../miniprogram/domain/gate/ways'
import { formatMoment } from '../../../miniprogram/locales/days'
import { translate } from '../../../miniprogram/locales/errors'
import { skewWords } from '../../../miniprogram/locales/zh/clock'
import { adminConflictsWords } from '../../../miniprogram/locales/zh/pages/admin-conflicts'
import { adminDevicesWords } from '../../../miniprogram/locales/zh/pages/admin-devices'
import { adminDevicesListWords } from '../../../miniprogram/locales/zh/pages/admin-devices-list'
import { devicesWords as words } from '../../locales/zh/places'
import type { Question } from '../../shell/question'

export type Device = Output<'device.list'>['rows'][number]
type Tries = Output<'gate.wrongTries'>['rows'][number]

const HEALTH: Readonly<Record<Health, string>> = {
  off: adminDevicesWords.disabled,
  new: adminDevicesWords.newWords,
  faulty: adminDevicesWords.faultyWords,
  silent: adminDevicesWords.silentWords,
  well: adminDevicesWords.wellWords,
}
export const KINDS = DEVICE_KINDS.map((value) => ({ value, label: adminDevicesWords[value] }))
export const LANE_CHOICES = LANES.map((value) => ({
  value,
  label: adminDevicesWords[value],
}))

/** A device as a row. */
export interface DeviceLine {
  device: Device
  kind: string
  lane: string
  state: string
  troubled: boolean
  well: boolean
  seen: string
  knows: string
  /** What somebody has to see to; empty: nothing. */
  troubles: string[]
}

export const deviceLines = (rows: readonly Device[], now: number): DeviceLine[] =>
  rows.map((device) => {
    const health = healthOf(device, now)
    const { clockOffset, faults } = device
    const clock =
      clockOffset === null || Math.abs(clockOffset) < QUIET_SKEW_MS
        ? []
        : [adminDevicesListWords.clock(skewWords(-clockOffset))]
    return {
      ...{ device, kind: adminDevicesWords[device.kind], lane: adminDevicesWords[device.direction] },
      ...{ state: HEALTH[health], troubled: health === 'faulty' || health === 'silent' },
      well: health === 'well',
      seen: device.seenAt === null ? words.never : formatMoment(device.seenAt, now),
      knows: device.knowsUpTo === null ? '' : formatMoment(device.knowsUpTo, now),
      troubles: health === 'off' ? [] : [...new Set([...faults, ...clock])],
    }
  })

/** A device while it is typed. */
export interface DeviceDraft extends Omit<Input<'device.save'>, 'addresses'> {
  addresses: string
}

export const newDevice = (deviceId: string, gateId: string): DeviceDraft => ({
  ...{ deviceId, name: '', gateId, kind: 'controller', direction: 'in' },
  ...{ mayOverride: false, unsigned: false, addresses: '', renewSecret: false, seen: '' },
})

export const draftOfDevice = (device: Device, renewSecret = false): DeviceDraft => ({
  ...{ deviceId: device.id, name: device.name, gateId: device.gateId, kind: device.kind },
  ...{ direction: device.direction, mayOverride: device.mayOverride, unsigned: device.unsigned },
  ...{ addresses: device.addresses.join(' '), renewSecret, seen: device.seen },
})

export const deviceOf = ({ addresses, ...draft }: DeviceDraft): Input<'device.save'> =>
  settledDevice({ ...draft, addresses: addressesOf(addresses) })

/** What is wrong with a device as it is typed, in the server's words, beside its field; a field without: nothing. */
export const deviceFaults = (draft: DeviceDraft): Readonly<Record<string, string>> =>
  Object.fromEntries(
    checkDevice(deviceOf(draft)).map(({ field, code, details }) => [field, translate(code, details)]),
  )

export type DeviceStep = 'renew' | 'enable' | 'disable'

/** What is asked once before a device gets another key or none. */
export function deviceQuestion({ id, name }: Device, step: DeviceStep): Question {
  const about = { key: `${step}:${id}`, reason: null, final: step !== 'enable' }
  switch (step) {
    case 'renew':
      return {
        ...{ ...about, title: words.renewOf(name), action: words.renew },
        note: adminDevicesListWords.onRenewContent(name),
      }
    case 'enable':
      return {
        ...{ ...about, title: words.enableOf(name), action: words.enable },
        note: adminDevicesListWords.renewContent(name),
      }
    case 'disable':
      return {
        ...{ ...about, title: words.disableOf(name), action: words.disable },
        note: adminDevicesListWords.onDisableContent(name),
      }
  }
}

/** What is to be typed into the device, once. */
export const secretFacts = ({ deviceId, secret, path }: Output<'device.save'>) => [
  { label: adminDevicesWords.deviceNumber, words: deviceId },
  ...(path === null
    ? [{ label: adminDevicesWords.secret, words: secret ?? '' }]
    : [{ label: adminDevicesWords.secretRowsLabel, words: path }]),
]

/** Many wrong tries of an hour as a row. */
export const triesLines = (rows: readonly Tries[], now: number) =>
  rows.map(({ id, kind, byName, gateName, hour, count }) => ({
    ...{ id, count, gate: gateName, hour: formatMoment(hour, now) },
    who: byName || adminConflictsWords.unknownTrier,
    what: adminConflictsWords.tries[kind],
  }))

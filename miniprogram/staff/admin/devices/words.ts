import type { Input, Output } from '../../../../contract'
import { PROPAGATED_WITHIN_MS } from '../../../domain/gate/propagation'

export type DeviceRow = Output<'device.list'>['rows'][number]
export type DeviceKind = DeviceRow['kind']
export type Lane = DeviceRow['direction']

export const KINDS: Readonly<Record<DeviceKind, string>> = {
  controller: '车道控制器',
  qrHead: '扫码头',
  plateCamera: '车牌相机',
  idReader: '证件阅读器',
  faceReader: '人脸终端',
}

export const LANES: Readonly<Record<Lane, string>> = { in: '进口', out: '出口', both: '进出口' }

/** Hardware that speaks a protocol without signatures (docs/decisions/0007). */
export const MAY_BE_UNSIGNED: readonly DeviceKind[] = ['qrHead', 'plateCamera']

export type Health = 'off' | 'new' | 'faulty' | 'silent' | 'well'

export const HEALTH: Readonly<Record<Health, { words: string; icon: string; tone: string }>> = {
  off: { words: '已停用', icon: 'poweroff', tone: 'ended' },
  new: { words: '还没接入', icon: 'time', tone: 'waiting' },
  faulty: { words: '有故障', icon: 'error', tone: 'force' },
  silent: { words: '失去联系', icon: 'wifi-off', tone: 'force' },
  well: { words: '正常', icon: 'check-circle', tone: 'well' },
}

/** Hardware that can't sign has no heartbeat either: it is heard when somebody passes. */
const UNSIGNED_SILENT_MS = 24 * 3_600_000

/** How a device is, at the server time `now`. */
export function healthOf(
  device: Pick<DeviceRow, 'active' | 'seenAt' | 'faults' | 'unsigned'>,
  now: number,
): Health {
  const { active, seenAt, faults, unsigned } = device
  if (!active) return 'off'
  if (seenAt === null) return 'new'
  if (now - seenAt > (unsigned ? UNSIGNED_SILENT_MS : PROPAGATED_WITHIN_MS)) return 'silent'
  return faults.length > 0 ? 'faulty' : 'well'
}

/** Somebody has to go and look. */
export const isTroubled = (device: DeviceRow, now: number): boolean =>
  ['faulty', 'silent'].includes(healthOf(device, now))

/** The device as it stands, with a new secret; one that was taken out of use works again. */
export function renewing(device: DeviceRow): Input<'device.save'> {
  const { id: deviceId, name, gateId, kind, direction, mayOverride, unsigned, addresses } = device
  return { deviceId, name, gateId, kind, direction, mayOverride, unsigned, addresses, renewSecret: true }
}

export interface SecretRow {
  label: string
  value: string
}

/** What has to be entered into the device: hardware that can't sign is known by its path alone. */
export const secretRows = ({ deviceId, secret, path }: Output<'device.save'>): SecretRow[] =>
  path !== null
    ? [{ label: '接入路径', value: path }]
    : [
        { label: '设备编号', value: deviceId },
        { label: '密钥', value: secret ?? '' },
      ]

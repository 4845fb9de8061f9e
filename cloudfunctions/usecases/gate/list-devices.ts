import type { Input, Output } from '../../../contract'
import { listDevices, loadDeviceStates } from '../../stores/devices'
import { shownRows } from '../../platform/shown-rows'
import { markOf } from '../as-seen'
import type { Caller } from '../caller'
import { shownOf } from './save-device'

/** Every device of the office, by name, with what was last heard of it. */
export async function readDevices(
  _caller: Caller,
  { cursor }: Input<'device.list'>,
): Promise<Output<'device.list'>> {
  const page = await listDevices(cursor)
  const found = await loadDeviceStates(page.rows.map(({ _id }) => _id))
  const states = page.rows.map((device) => found.find(({ _id }) => _id === device._id))
  const rows = shownRows(page.rows, (device, index) => ({
    ...{ id: device._id, name: device.name, gateId: device.gateId, gateName: device.gateName },
    ...{ kind: device.kind, direction: device.direction, seen: markOf(shownOf(device)) },
    active: device.active,
    mayOverride: device.mayOverride,
    unsigned: device.unsigned,
    addresses: device.addresses,
    seenAt: lastCallOf(states[index]?.seenAt, states[index]?.knowsUpTo),
    knowsUpTo: states[index]?.knowsUpTo || null,
    clockOffset: states[index]?.clockOffset ?? null,
    faults: states[index]?.faults ?? [],
  }))
  return { rows, next: page.next }
}

/** A device that was never heard of has the time of its registration. */
const lastCallOf = (seenAt: number | undefined, knowsUpTo: number | undefined): number | null =>
  seenAt !== undefined && knowsUpTo !== undefined && knowsUpTo > 0 ? seenAt : null

import { recordDeviceState } from '../stores/devices'
import type { DeviceCaller } from '../usecases/caller'

/** Of a busy device every second or so is enough: the visitor's page is not read more often. */
const NOTED_EVERY_MS = 2000

const noted = new Map<string, number>()

/**
 * Records that a device called and what it knows by that (domain/gate/propagation.ts). `knowsUpTo`: a device that asks
 * decides by what stands now; one that polls confirms the snapshot it holds.
 */
export async function recordHeartbeat(
  { device, clockOffset, now }: DeviceCaller,
  { knowsUpTo, faults }: { knowsUpTo?: number; faults?: string[] },
): Promise<void> {
  const asks = knowsUpTo === now && faults === undefined
  const last = noted.get(device._id)
  if (asks && last !== undefined && now >= last && now - last < NOTED_EVERY_MS) return
  if (asks) noted.set(device._id, now)
  await recordDeviceState(device._id, {
    seenAt: now,
    ...(clockOffset === null ? {} : { clockOffset }),
    ...(knowsUpTo === undefined ? {} : { knowsUpTo }),
    ...(faults === undefined ? {} : { faults }),
  })
}

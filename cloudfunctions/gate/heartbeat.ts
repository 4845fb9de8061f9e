import { ofInstance } from '../platform/instance-state'
import { recordDeviceState, type DeviceReport } from '../stores/devices'
import type { Signer } from './authenticate'

/**
 * What a call tells of its device (domain/gate/propagation.ts). `knowsUpTo`: a device that asks decides by what stands
 * now; one that polls confirms the snapshot it holds.
 */
export interface Heartbeat {
  knowsUpTo?: number
  faults?: string[]
}

type Caller = Pick<Signer, 'device' | 'clockOffset'>

export const deviceStateOf = ({ clockOffset }: Caller, heartbeat: Heartbeat, now: number): DeviceReport => ({
  seenAt: now,
  clockOffset,
  ...heartbeat,
})

/** Of a busy device every second or so is enough: the visitor's page is not read more often. */
const NOTED_EVERY_MS = 2000

const noted = ofInstance(() => new Map<string, number>())

/** Records that a device called which asks at each passage. */
export async function recordHeartbeat(caller: Caller, heartbeat: Heartbeat, now: number): Promise<void> {
  const { _id } = caller.device
  const last = noted().get(_id)
  if (last !== undefined && now >= last && now - last < NOTED_EVERY_MS) return
  noted().set(_id, now)
  await recordDeviceState(_id, deviceStateOf(caller, heartbeat, now))
}

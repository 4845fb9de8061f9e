import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadDeviceIn, saveDeviceIn } from '../../stores/devices'
import type { Caller } from '../caller'

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

import type { Input, Output } from '../../../contract'
import { formerGates } from '../../../miniprogram/domain/account/former-gates'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkDevice } from '../../../miniprogram/domain/gate/device'
import { change } from '../../platform/unit-of-work'
import { loadGate } from '../../stores/campus'
import {
  loadDevice,
  loadDeviceIn,
  newSecrets,
  saveDeviceIn,
  secretOf,
  tokenOf,
  type Device,
} from '../../stores/devices'
import { requestKey } from '../../platform/replies'
import { requireMark } from '../as-seen'
import type { Caller } from '../caller'

/**
 * Registers or changes a device. A new one, or one whose key is renewed, gets secrets, which are shown to the request
 * that made them and to no other: the kept reply holds none, so a retry reads them from where they are sealed. What a
 * colleague has taken out of use comes back with a new key alone. Throws FORM as `checkDevice`, NOT_FOUND without such a gate; as
 * `requireMark`.
 */
export async function saveDevice(
  caller: Caller,
  { deviceId, renewSecret, seen, ...traits }: Input<'device.save'>,
): Promise<Output<'device.save'>> {
  const fieldErrors = checkDevice(traits)
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  const gate = await loadGate(traits.gateId)
  if (gate === null) throw new DomainError('NOT_FOUND')
  const asker = requestKey(caller, caller.requestId)
  const { kept } = await change(caller, async ({ tx }) => {
    const before = await loadDeviceIn(tx, deviceId)
    requireMark(before === null ? null : shownOf(before), seen)
    const secrets = before === null || renewSecret ? { ...newSecrets(deviceId), secretsBy: asker } : before
    const { secret, token, tokenHash, secretsBy } = secrets
    await saveDeviceIn(
      tx,
      {
        _id: deviceId,
        ...traits,
        name: traits.name.trim(),
        gateName: gate.name,
        former: before === null ? [] : formerGates(placeOf(before), [gate._id], caller.now),
        active: before === null || renewSecret || before.active,
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

/** What a page shows of a device, and which key it has. */
export const shownOf = ({ name, gateId, kind, direction, ...device }: Device) => ({
  ...{ name, gateId, kind, direction, active: device.active, mayOverride: device.mayOverride },
  ...{ unsigned: device.unsigned, addresses: device.addresses, key: device.secretsBy },
})

const placeOf = ({ gateId, former = [] }: Device) => ({ gateIds: [gateId], former })

const pathOf = (kind: string, token: string): string =>
  `/compat/${kind === 'plateCamera' ? 'plate' : 'qr'}/${token}`

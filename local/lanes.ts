import type { Input } from '../contract'
import type { LocalCloud } from './cloud'
import { cast } from './demo'
import type { DeviceMemory } from './gate-simulator/device-memory'
import type { LanePlace } from './gate-simulator/lane-row'

const lane = (
  gateId: string,
  gateName: string,
  [way, name]: readonly ['in', '入口'] | readonly ['out', '出口'] | readonly ['both', '人行'],
): LanePlace => ({
  ...{ id: `${gateId}-${way}`, gateId, gateName, name, direction: way, device: 'controller' },
  kind: way === 'both' ? 'foot' : 'vehicle',
})

/** A turnstile that reads nothing but what its one reader does. */
const turnstile = (id: string, name: string, device: 'idReader' | 'faceReader'): LanePlace => ({
  ...{ id, gateId: 'yucai-south', gateName: '育才小南门', name, direction: 'both', kind: 'foot', device },
})

/** Lanes at gates of the demo campus: two that let private cars in and out, and three for people on foot. */
export const demoLanes: readonly LanePlace[] = [
  lane('yucai-west', '育才西门', ['in', '入口']),
  lane('yucai-west', '育才西门', ['out', '出口']),
  lane('yanshan-east', '雁山东门', ['in', '入口']),
  lane('yanshan-east', '雁山东门', ['out', '出口']),
  lane('yucai-south', '育才小南门', ['both', '人行']),
  turnstile('yucai-south-id', '证件', 'idReader'),
  turnstile('yucai-south-face', '人脸', 'faceReader'),
]

/**
 * Has the office register the lanes' devices, as it does on a campus, and tells each its secret. Only the request that
 * made a secret is shown it, so an install that was interrupted asks again under the same id.
 */
export async function installLanes(
  cloud: LocalCloud,
  lanes: readonly LanePlace[],
  memory: DeviceMemory,
): Promise<void> {
  const officer = cast.find(({ office }) => office)
  if (officer === undefined) throw new Error('nobody of the cast is the office')
  for (const place of lanes.filter(({ id }) => memory.secretOf(id) === null)) {
    const input: Input<'device.save'> = {
      deviceId: place.id,
      name: `${place.gateName}${place.name}`,
      ...{ gateId: place.gateId, kind: place.device, direction: place.direction },
      ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
    }
    const event = { action: 'device.save', input, requestId: `install-device-${place.id}` }
    const { result } = await cloud.invoke('api', event, { openid: officer.openid })
    const { data, code } = result as { data?: { secret: string | null }; code?: string }
    if (data?.secret == null) throw new Error(`${place.id} could not be registered: ${code ?? 'no secret'}`)
    memory.keepSecret(place.id, data.secret)
  }
}

import type { GateLocation } from '../domain/gate/location'
import { controlWords } from '../locales/controls'
import { ask } from './ask'

/** Nearly as close as the map goes: the gate and the streets that lead there. */
const SCALE = 17

/**
 * Opens the map of WeChat at a place; it needs neither a permission nor the network of this program. Who closes it or refuses
 * knows it; where there is no map, what a map of another kind is asked for is said.
 */
export async function showOnMap(place: GateLocation & { name: string }): Promise<void> {
  const { name, address, latitude, longitude } = place
  const words = controlWords().ways
  // WeChat on a computer, and hosts that only look like it
  const { openLocation } = wx as Partial<Pick<typeof wx, 'openLocation'>>
  try {
    if (openLocation === undefined) throw new Error('no map')
    await openLocation({ latitude, longitude, name, address, scale: SCALE })
  } catch (thrown) {
    const { errMsg = '' } = thrown as { errMsg?: string }
    if (/cancel|deny/.test(errMsg)) return
    await ask({
      title: name,
      content: words.noMap(address, latitude, longitude),
      showCancel: false,
      confirmText: controlWords().ok,
    })
  }
}

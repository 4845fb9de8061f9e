import type { Me } from '../../../../contract'
import { asApiError, isUnsettled } from '../../../api/api-error'
import { loadMe } from '../../../api/session'
import { load, save } from '../../../device-storage/storage'

const KEPT_AS = 'gate-me'

/** Who stands here, and at which gates; without a network as it was last known, so that a phone can be restarted. */
export async function ownGates(): Promise<Me> {
  try {
    const me = await loadMe()
    await save(KEPT_AS, me)
    return me
  } catch (thrown) {
    const saved = isUnsettled(asApiError(thrown)) ? await load<Me>(KEPT_AS) : null
    if (saved === null) throw thrown
    return saved
  }
}

import { keyMarks, strangeKeys } from '../cloudfunctions/platform/key-marks'
import { requireKeys } from '../cloudfunctions/platform/keys'
import { loadTickState } from '../cloudfunctions/stores/progress'

/**
 * Throws where the keys of this shell are missing, or aren't those that the functions have: what an operator's command wrote
 * by them no function would find. The timer's first tick says which those are, so that no record has to stand yet.
 */
export async function requireFittingKeys(): Promise<void> {
  requireKeys()
  const { keys } = await loadTickState([])
  if (keys === null)
    throw new Error(
      'this environment has not yet noted which keys its functions have: its timer does so a minute after the deployment; `npm run deploy -- --env <id> --check` says whether it runs',
    )
  const strange = strangeKeys(keys, keyMarks())
  if (strange.length > 0)
    throw new Error(
      `${strange.join(', ')} of this shell isn't the one of this environment: take it from the safe, as the deployment printed it last`,
    )
}

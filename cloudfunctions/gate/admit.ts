import { MAX_SKEW_MS } from '../../contract/gate/signature'
import { recordPoll, useNonce } from '../stores/devices'
import { recordRefusal, type Signer } from './authenticate'
import { GateApiError } from './gate-api-error'
import { deviceStateOf, recordHeartbeat, type Heartbeat } from './heartbeat'

/**
 * Uses up the nonce of a call; throws NONCE_REPLAYED when it was used before. A poll changes nothing but what is heard of
 * its device, and its nonce is kept there: one request. Other calls' nonces have a document each, for a device at a busy
 * gate asks more often than a list could hold.
 *
 * @param heartbeat what the call tells of its device; null: nothing
 */
export async function admit(
  signer: Signer,
  polls: boolean,
  heartbeat: Heartbeat | null,
  now: number,
): Promise<void> {
  const { device, call } = signer
  const isNew = polls
    ? await recordPoll(device._id, call, deviceStateOf(signer, heartbeat ?? {}, now))
    : await useNonce(device._id, call.nonce, call.timestamp + MAX_SKEW_MS)
  if (!isNew) {
    await recordRefusal('badSignature', device, now)
    throw new GateApiError('NONCE_REPLAYED')
  }
  if (!polls && heartbeat !== null) await recordHeartbeat(signer, heartbeat, now)
}

import type * as z from 'zod'
import type { EndpointName, EndpointOutput, Endpoints } from '../../contract/gate'
import { passPublicKeys } from '../platform/pass-signing'
import { override, takeEvents, verify } from '../usecases/gate/device'
import { loadKnownFaces } from '../usecases/gate/known-faces'
import { loadGateSnapshot } from '../usecases/gate/snapshot'
import type { Signer } from './authenticate'
import { recordHeartbeat } from './heartbeat'

type Parsed<E extends EndpointName> = z.output<Endpoints[E]['input']>

/** A device that polls snapshots is alive when it is heartbeat this often. */
const HEARTBEAT_MS = 30_000

/** What answers each endpoint, for a device that has shown who it is. */
export const answers: {
  [E in EndpointName]: (signer: Signer, input: Parsed<E>, now: number) => Promise<EndpointOutput<E>>
} = {
  async verify(signer, input, now) {
    const [answer] = await Promise.all([
      verify(signer.device, input, now),
      recordHeartbeat(signer, now, { knowsUpTo: now }),
    ])
    return answer
  },
  override: ({ device }, input, now) => override(device, input, now),
  events: ({ device }, input, now) => takeEvents(device, input, now),
  async snapshot(signer, { since, cursor }, now) {
    const [page] = await Promise.all([
      loadGateSnapshot(since ?? null, cursor ?? null, now),
      recordHeartbeat(signer, now, since === undefined ? {} : { knowsUpTo: Math.min(since, now) }),
    ])
    return page
  },
  async faces(signer, { since, cursor }, now) {
    const [page] = await Promise.all([
      loadKnownFaces(signer.device, since ?? null, cursor ?? null, now),
      recordHeartbeat(signer, now, since === undefined ? {} : { knowsUpTo: Math.min(since, now) }),
    ])
    return page
  },
  keys: () => Promise.resolve({ keys: passPublicKeys() }),
  async heartbeat(signer, { version, faults }, now) {
    await recordHeartbeat(signer, now, { knowsUpTo: version === null ? now : Math.min(version, now), faults })
    return { nextAfterMs: HEARTBEAT_MS }
  },
}

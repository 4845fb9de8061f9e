import type * as z from 'zod'
import type { EndpointName, EndpointOutput, Endpoints } from '../../contract/gate'
import type { Scope } from '../../miniprogram/actions'
import { passPublicKeys } from '../platform/pass-signing'
import type { DeviceCaller } from '../usecases/caller'
import { override, takeEvents, verify } from '../usecases/gate/device'
import { loadKnownFaces } from '../usecases/gate/known-faces'
import { loadGateSnapshot } from '../usecases/gate/snapshot'
import { recordHeartbeat } from './heartbeat'

type Parsed<E extends EndpointName> = z.output<Endpoints[E]['input']>

/** A device that polls snapshots is alive when it is heartbeat this often. */
const HEARTBEAT_MS = 30_000

/** What answers each endpoint, for a device that has shown who it is; `scope`: whose gate it may touch. */
export const endpoints: {
  [E in EndpointName]: {
    scope: Scope
    run: (caller: DeviceCaller, input: Parsed<E>) => Promise<EndpointOutput<E>>
  }
} = {
  verify: {
    scope: 'ownGate',
    async run(caller, input) {
      const [answer] = await Promise.all([
        verify(caller, input),
        recordHeartbeat(caller, { knowsUpTo: caller.now }),
      ])
      return answer
    },
  },
  override: { scope: 'ownGate', run: override },
  events: { scope: 'ownGate', run: takeEvents },
  snapshot: {
    scope: 'ownGate',
    async run(caller, { since, cursor }) {
      const reader = { gateIds: caller.scope.gates(), readsCodes: false }
      const [page] = await Promise.all([
        loadGateSnapshot(reader, since ?? null, cursor ?? null, caller.now),
        recordHeartbeat(caller, knownSince(since, caller.now)),
      ])
      return page
    },
  },
  faces: {
    scope: 'nothing',
    async run(caller, { since, cursor }) {
      const [page] = await Promise.all([
        loadKnownFaces(caller.device, since ?? null, cursor ?? null, caller.now),
        recordHeartbeat(caller, knownSince(since, caller.now)),
      ])
      return page
    },
  },
  keys: { scope: 'nothing', run: () => Promise.resolve({ keys: passPublicKeys() }) },
  heartbeat: {
    scope: 'self',
    async run(caller, { version, faults }) {
      const knowsUpTo = version === null ? caller.now : Math.min(version, caller.now)
      await recordHeartbeat(caller, { knowsUpTo, faults })
      return { nextAfterMs: HEARTBEAT_MS }
    },
  },
}

/** Asking since a version confirms that it is held. */
const knownSince = (since: number | undefined, now: number): { knowsUpTo?: number } =>
  since === undefined ? {} : { knowsUpTo: Math.min(since, now) }

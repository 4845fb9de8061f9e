import type * as z from 'zod'
import type { EndpointName, EndpointOutput, Endpoints } from '../../contract/gate/device-api'
import type { Scope } from '../../miniprogram/actions'
import { pollsAfterMs } from '../../miniprogram/domain/gate/propagation'
import { passPublicKeys } from '../platform/pass-signing'
import type { DeviceCaller } from '../usecases/caller'
import { override, takeEvents, verify } from '../usecases/gate/device'
import { loadKnownFaces } from '../usecases/gate/known-faces'
import { loadGateSnapshot } from '../usecases/gate/snapshot'
import type { Heartbeat } from './heartbeat'

type Parsed<E extends EndpointName> = z.output<Endpoints[E]['input']>

/** A device that polls snapshots is alive when it is heartbeat this often. */
const HEARTBEAT_MS = 30_000

/** What answers an endpoint, for a device that has shown who it is. */
export interface Endpoint<E extends EndpointName> {
  /** Whose gate it may touch. */
  scope: Scope
  run: (caller: DeviceCaller, input: Parsed<E>) => Promise<EndpointOutput<E>>
  /** What the call tells of its device; absent: nothing. */
  heartbeat?: (input: Parsed<E>, now: number) => Heartbeat
  /** Changes nothing else (admit.ts). */
  polls?: true
}

export const endpoints: { [E in EndpointName]: Endpoint<E> } = {
  verify: { scope: 'ownGate', run: verify, heartbeat: (_, now) => ({ knowsUpTo: now }) },
  override: { scope: 'ownGate', run: override },
  events: { scope: 'ownGate', run: takeEvents },
  snapshot: {
    scope: 'ownGate',
    async run(caller, { since, cursor }) {
      const reader = { gateIds: caller.scope.gates(), readsCodes: false }
      const page = await loadGateSnapshot(reader, since ?? null, cursor ?? null, caller.now)
      return { ...page, nextAfterMs: page.next === null ? pollsAfterMs(caller.now) : 0 }
    },
    heartbeat: knownSince,
    polls: true,
  },
  faces: {
    scope: 'nothing',
    run: (caller, { since, cursor }) =>
      loadKnownFaces(caller.device, since ?? null, cursor ?? null, caller.now),
    heartbeat: knownSince,
    polls: true,
  },
  keys: { scope: 'nothing', run: () => Promise.resolve({ keys: passPublicKeys() }) },
  heartbeat: {
    scope: 'self',
    run: () => Promise.resolve({ nextAfterMs: HEARTBEAT_MS }),
    heartbeat: ({ version, faults }, now) => ({
      knowsUpTo: version === null ? now : Math.min(version, now),
      faults,
    }),
    polls: true,
  },
}

/** Asking since a version confirms that it is held. */
function knownSince({ since }: { since?: number | undefined }, now: number): Heartbeat {
  return since === undefined ? {} : { knowsUpTo: Math.min(since, now) }
}

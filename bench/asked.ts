import { setTimeout as pause } from 'node:timers/promises'
import type { GateClient } from '../local/gate-simulator/client'

/** How one call ended, in a word: `ok`, the gate's error code, `closed: …`, or `no answer` in time. */
export type Outcome = Readonly<{ word: string; ms: number }>

/** Longer than the gate lets anybody wait. */
const PATIENCE_MS = 20_000

/** The least that a device asks for, and how long it takes. */
export async function asked(device: GateClient): Promise<Outcome> {
  const started = performance.now()
  const late = pause(PATIENCE_MS, 'no answer', { ref: false })
  const answer = device.call('keys', {}).then(
    (reply) => (reply.ok ? 'ok' : reply.code),
    (error: unknown) =>
      `closed: ${((error as Error).cause as { code?: string } | undefined)?.code ?? 'unknown'}`,
  )
  return { word: await Promise.race([answer, late]), ms: performance.now() - started }
}

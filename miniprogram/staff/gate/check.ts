import { idempotencyKey, type IdempotencyKey } from '../../api/idempotency-key'
import type { GateCheck } from './gate-check'

/**
 * The check that the scan page hands to the result page. Its idempotency key keeps one request id, so that 重试 after a
 * lost reply records one passage. It stays in memory: a code is worthless a moment later.
 */
let current: { check: GateCheck; idempotencyKey: IdempotencyKey } | null = null
let scanNext = false

export function beginCheck(check: GateCheck): void {
  current = { check, idempotencyKey: idempotencyKey() }
}

export const currentCheck = (): { check: GateCheck; idempotencyKey: IdempotencyKey } | null => current

/** The guard goes on to the next visitor, who is scanned at once if this one was. */
export function goOnToNext(): void {
  scanNext = current !== null && current.check.by === 'scan'
}

/** The result has been left, whichever way. */
export function dropCheck(): void {
  current = null
}

/** True once after `goOnToNext` from a scan. */
export function takeScanNext(): boolean {
  const wanted = scanNext
  scanNext = false
  return wanted
}

let read: string | null = null

/** Our own scanner has read a code; the post takes it when it is shown again. */
export function offerRead(code: string): void {
  read = code
}

export function takeRead(): string | null {
  const taken = read
  read = null
  return taken
}

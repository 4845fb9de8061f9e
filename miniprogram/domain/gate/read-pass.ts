import type { PassCheck } from '../pass/pass'
import { isUnderstood } from '../pass/statement'
import type { Direction } from '../visit/purposes'
import type { GateReason } from './reasons'

/**
 * Why a pass says nothing at a gate; null when it was read. On leaving the signatures are enough (spec 5.1): a stale code
 * and one with a restriction that this reader doesn't know let people out. What only a newer reader understands is held
 * for the guard.
 */
export function unreadPass(check: PassCheck, direction: Direction): GateReason | null {
  if (!check.valid && check.reason === 'NEWER_FORMAT') return 'LOW_CONFIDENCE'
  if (!check.valid && check.reason === 'BAD_SIGNATURE') return check.reason
  if (direction === 'out') return null
  if (!check.valid) return check.reason
  return isUnderstood(check.statement) ? null : 'LOW_CONFIDENCE'
}

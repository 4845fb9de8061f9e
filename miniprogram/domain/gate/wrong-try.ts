import type { GateReason } from './reasons'
import type { PassageWay } from './ways'

/** A code that belongs to nobody; a signature that doesn't fit or was used before; an action that one may not do. */
export const TRY_KINDS = ['wrongCode', 'badSignature', 'refusedAccess'] as const
export type TryKind = (typeof TRY_KINDS)[number]

/** What somebody could hit by trying: few characters, or a name with six of a number. A pass is signed. */
export const GUESSED_WAYS: readonly PassageWay[] = ['shortCode', 'emergencyNumber', 'document']

const WRONG: readonly GateReason[] = ['NOT_FOUND', 'BAD_SIGNATURE', 'GUARD_ONLY']

/**
 * Whether a credential belongs to nobody, or is one that nobody right shows there (spec 5.1). Cars that are
 * not booked pass cameras all day: an unknown plate is no try. `reason` null: it was read.
 */
export const isWrongTry = (way: PassageWay, reason: GateReason | null): boolean =>
  way !== 'plate' && way !== 'face' && reason !== null && WRONG.includes(reason)

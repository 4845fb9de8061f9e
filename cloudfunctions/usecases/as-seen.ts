import { DomainError } from '../../miniprogram/domain/errors'

/**
 * Nobody says yes to what they haven't seen: CHANGED_MEANWHILE when what stands now is another than the caller looked at
 * (spec 3, Decisions). Both are of the same kind: when it was asked or sent, or its revision; `seen` absent: as it is now.
 */
export function requireAsSeen(stands: number, seen: number | undefined): void {
  if (seen !== undefined && stands !== seen) throw new DomainError('CHANGED_MEANWHILE')
}

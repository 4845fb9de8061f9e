import { DomainError } from '../../miniprogram/domain/errors'
import { canonicalJson } from '../platform/canonical'
import { fixedHash } from '../platform/sealing'

/**
 * Nobody says yes to what they haven't seen: CHANGED_MEANWHILE when what stands now is another than the caller looked at
 * (spec 3, Decisions). Both are of the same kind: when it was asked or sent, or its revision; `seen` absent: as it is now.
 */
export function requireAsSeen(stands: number, seen: number | undefined): void {
  if (seen !== undefined && stands !== seen) throw new DomainError('CHANGED_MEANWHILE')
}

/** A mark of what a page shows of a record, another one as soon as that is another; null: there is none, whose mark is empty. */
export const markOf = (shown: object | null): string =>
  shown === null ? '' : fixedHash('seen', canonicalJson(shown)).slice(0, 16)

/**
 * Of two who change the same record at once the later one is told (docs/decisions/0031): CHANGED_MEANWHILE when it stands
 * otherwise than `seen` says, EXISTS_ALREADY when what is new is there already. `seen` absent: the last one counts.
 * @param stands what a page would show of it now
 */
export function requireMark(stands: object | null, seen: string | undefined): void {
  if (seen === undefined || seen === markOf(stands)) return
  throw new DomainError(seen === '' ? 'EXISTS_ALREADY' : 'CHANGED_MEANWHILE')
}

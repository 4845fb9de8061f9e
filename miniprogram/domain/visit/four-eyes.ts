import { DomainError } from '../errors'

/**
 * Nobody decides what they made (spec 3, Four eyes): an approver can't approve an invitation or a booking that they ever
 * made or held while the unit has another active approver who didn't, unless the office allows it (`allowed`); where
 * there is none it is allowed and marked. Returns the mark.
 *
 * @param approvers openids of all who may decide for the unit now
 */
export function selfApproval(
  makers: readonly string[],
  approver: string,
  approvers: readonly string[],
  allowed: boolean,
): boolean {
  if (!makers.includes(approver)) return false
  if (!allowed && approvers.some((each) => !makers.includes(each))) throw new DomainError('SELF_APPROVAL')
  return true
}

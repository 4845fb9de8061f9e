import { isDomainError, type DomainError } from '../errors'

/** What a check refuses; null: nothing. Whatever else it throws goes on. */
export function faultOf(check: () => unknown): DomainError | null {
  try {
    check()
    return null
  } catch (thrown) {
    if (isDomainError(thrown)) return thrown
    throw thrown
  }
}

import type { DomainError } from '../../miniprogram/domain/errors'
import { translate } from '../../miniprogram/locales/errors'

/** What a phone in Chinese shows for a refusal; undefined when there was none. */
export const saidBy = (refusal: DomainError | null | undefined): string | undefined =>
  refusal == null ? undefined : translate(refusal.code, refusal.details)

import type { Output } from '../../../contract'
import type { FieldError } from '../../../miniprogram/domain/errors'
import { checkPurposes } from '../../../miniprogram/domain/visit/purpose-list'
import type { PurposeClass } from '../../../miniprogram/domain/visit/purposes'
import { translate } from '../../../miniprogram/locales/errors'

type Purpose = Output<'rules.get'>['purposes'][number]

/** A purpose while it is typed; its `key` stays with it wherever it moves. */
export type PurposeDraft = Purpose & { key: string }

export const purposeDrafts = (purposes: readonly Purpose[]): PurposeDraft[] =>
  purposes.map((purpose) => ({ ...purpose, key: purpose.id }))

export const purposesOf = (drafts: readonly PurposeDraft[]): Purpose[] =>
  drafts.map(({ key: _, ...purpose }) => purpose)

/** One more at the end of its class's row of purposes; the server gives it an id. */
export function withNewPurpose(drafts: readonly PurposeDraft[], purposeClass: PurposeClass): PurposeDraft[] {
  const key = `new-${drafts.length}`
  return [...drafts, { key, id: '', class: purposeClass, name: '', nameEn: '', offered: true }]
}

/** The same with one row a place further up (-1) or down (1), as far as there is a place. */
export function movedPurpose(
  drafts: readonly PurposeDraft[],
  index: number,
  by: -1 | 1,
): readonly PurposeDraft[] {
  const [row, other] = [drafts[index], drafts[index + by]]
  if (row === undefined || other === undefined) return drafts
  return drafts.map((each, at) => (at === index ? other : at === index + by ? row : each))
}

/** What is wrong, in the server's words: beside each row, and with the list as a whole; empty: nothing. */
export function purposeFaults(drafts: readonly PurposeDraft[]): { rows: string[]; whole: string } {
  const errors = checkPurposes(drafts)
  const sentenceFor = (fits: (field: string) => boolean): string => {
    const error = errors.find(({ field }) => fits(field))
    return error === undefined ? '' : sentenceOf(error)
  }
  return {
    rows: drafts.map((_, index) => sentenceFor((field) => field.startsWith(`purposes.${index}.`))),
    whole: sentenceFor((field) => field === 'purposes'),
  }
}

const sentenceOf = ({ code, details }: FieldError): string => translate(code, details)

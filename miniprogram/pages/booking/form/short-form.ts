import { asApiError } from '../../../api/api-error'
import type { FieldError } from '../../../domain/errors'
import { translate } from '../../../locales/errors'
import { fieldErrorsOf } from './booking-refusal.view'

/** How far a short form, as of a walk-in, has come: what is wrong shows beside a field once it was left, all of it once it was sent. */
export interface FormProgress {
  left: readonly string[]
  tried: boolean
  /** What only the server found, each with the value it is about. */
  answered: ReadonlyArray<FieldError & { value: string }>
}

export const UNTRIED: FormProgress = { left: [], tried: false, answered: [] }

const valueAt = (form: object, field: string): string =>
  JSON.stringify((form as Record<string, unknown>)[field] ?? '')

/** What the server found wrong with fields that stand on the form; none of any other refusal. */
export const answeredErrors = (thrown: unknown, form: object): FormProgress['answered'] =>
  fieldErrorsOf(asApiError(thrown))
    .filter(({ field }) => field in form || field === 'privacy')
    .map((each) => ({ ...each, value: valueAt(form, each.field) }))

/** The sentence beside each field as far as it may show; `own`: all that the form itself finds wrong. */
export function errorsBeside(
  own: readonly FieldError[],
  form: object,
  { left, tried, answered }: FormProgress,
): Record<string, string> {
  const shown = [
    ...answered.filter(({ field, value }) => value === valueAt(form, field)),
    ...own.filter(({ field }) => tried || left.indexOf(field) >= 0),
  ]
  const errors: Record<string, string> = {}
  for (const { field, code, details } of shown) errors[field] = translate(code, details)
  return errors
}

import type { VisitForm } from '../../contract'
import { fieldsWith, type FieldWith } from '../domain/visit/form-fields'
import { save, load } from './storage'

/** What the visitor last wrote about themself: offered with one tap, never filled in unasked (spec 2, Ways in). */
export type OwnValues = Pick<VisitForm, FieldWith<'offered', true>>

const KEY = 'own-values'

/** Those fields of the form that its table says are offered again. */
export function ownValuesOf(form: VisitForm): OwnValues {
  const values: Partial<Record<keyof OwnValues, unknown>> = {}
  for (const field of fieldsWith('offered', true)) values[field] = form[field]
  return values as OwnValues
}

export const saveOwnValues = (values: OwnValues): Promise<void> => save(KEY, values)
export const loadOwnValues = (): Promise<OwnValues | null> => load<OwnValues>(KEY)

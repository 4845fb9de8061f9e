import type { VisitForm } from '../../contract'
import { remove, save, load } from './storage'

/** What the visitor last wrote about themself: offered with one tap, never filled in unasked (spec 2, Ways in). */
export type OwnValues = Pick<
  VisitForm,
  'name' | 'phoneKind' | 'phone' | 'documentKind' | 'document' | 'driving' | 'plate'
>

const KEY = 'own-values'

export function ownValuesOf(form: VisitForm): OwnValues {
  const { name, phoneKind, phone, documentKind, document, driving, plate } = form
  return { name, phoneKind, phone, documentKind, document, driving, plate }
}

export const saveOwnValues = (values: OwnValues): Promise<void> => save(KEY, values)
export const loadOwnValues = (): Promise<OwnValues | null> => load<OwnValues>(KEY)
export const removeOwnValues = (): Promise<void> => remove(KEY)

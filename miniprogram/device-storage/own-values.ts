import type { VisitForm } from '../../contract'
import { forget, keep, recall } from './storage'

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

export const keepOwnValues = (values: OwnValues): Promise<void> => keep(KEY, values)
export const recallOwnValues = (): Promise<OwnValues | null> => recall<OwnValues>(KEY)
export const forgetOwnValues = (): Promise<void> => forget(KEY)

import type { Day } from '../values/days'
import type { DocumentKind } from '../values/documents'
import type { PhoneKind } from '../values/phones'
import type { PurposeId } from './purposes'

/** The booking form as typed (contract: visitForm). Empty strings are fields not filled in yet. */
export interface VisitForm {
  hostId: string
  /** The host's unit as it was picked: one who has moved since is to be confirmed (spec 2, Host). */
  hostUnit?: string | undefined
  purpose: PurposeId | ''
  name: string
  phoneKind: PhoneKind
  phone: string
  documentKind: DocumentKind
  document: string
  firstDay: Day
  lastDay: Day
  driving: boolean
  plate: string
  companions: CompanionForm[]
  note: string
  /** The face photo that goes with it; absent: none. */
  photoId?: string | undefined
}

export interface CompanionForm {
  name: string
  documentKind: DocumentKind
  document: string
}

/** What becomes of a field's value. */
interface FieldHandling {
  /** On the record under its own name, in clear or sealed; `apart`: in another way, which the store says for each. */
  stored: 'clear' | 'sealed' | 'apart'
  /** It tells who somebody is: it leaves the record with the person after the time for keeping (spec 9). */
  personal: boolean
  /** The phone keeps it and offers it for the next booking (spec 2, Ways in). */
  offered: boolean
}

/**
 * Every field of the form, once: sealing, opening, taking the person out and what the phone offers again are made
 * from this table, so a new field says here what becomes of it.
 */
export const FORM_FIELDS = {
  hostId: { stored: 'clear', personal: false, offered: false },
  hostUnit: { stored: 'apart', personal: false, offered: false },
  purpose: { stored: 'clear', personal: false, offered: false },
  name: { stored: 'clear', personal: true, offered: true },
  phoneKind: { stored: 'clear', personal: false, offered: true },
  phone: { stored: 'sealed', personal: true, offered: true },
  documentKind: { stored: 'clear', personal: false, offered: true },
  document: { stored: 'sealed', personal: true, offered: true },
  firstDay: { stored: 'clear', personal: false, offered: false },
  lastDay: { stored: 'clear', personal: false, offered: false },
  driving: { stored: 'apart', personal: true, offered: true },
  plate: { stored: 'apart', personal: true, offered: true },
  companions: { stored: 'apart', personal: true, offered: false },
  note: { stored: 'sealed', personal: true, offered: false },
  photoId: { stored: 'apart', personal: true, offered: false },
} as const satisfies Readonly<Record<keyof VisitForm, FieldHandling>>

/** A form of which nothing is filled in yet. */
export const BLANK_FORM: VisitForm = {
  hostId: '',
  purpose: '',
  name: '',
  phoneKind: 'mainland',
  phone: '',
  documentKind: 'mainlandId',
  document: '',
  firstDay: '',
  lastDay: '',
  driving: false,
  plate: '',
  companions: [],
  note: '',
}

type Fields = typeof FORM_FIELDS

/** Names of the fields whose handling `aspect` is `Value`. */
export type FieldWith<Aspect extends keyof FieldHandling, Value extends FieldHandling[Aspect]> = {
  [F in keyof Fields]: Fields[F][Aspect] extends Value ? F : never
}[keyof Fields]

/** The fields whose handling `aspect` is `value`, in the order of the form. */
export function fieldsWith<Aspect extends keyof FieldHandling, Value extends FieldHandling[Aspect]>(
  aspect: Aspect,
  value: Value,
): FieldWith<Aspect, Value>[] {
  const fields = Object.keys(FORM_FIELDS) as (keyof Fields)[]
  return fields.filter((field) => FORM_FIELDS[field][aspect] === value) as FieldWith<Aspect, Value>[]
}

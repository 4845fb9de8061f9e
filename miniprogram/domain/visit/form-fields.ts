import type { Day } from '../values/days'
import type { DocumentKind } from '../values/documents'
import type { PhoneKind } from '../values/phones'
import type { PrivacyTick } from './privacy'
import type { PurposeId } from './purposes'

/** The booking form as typed (contract: visitForm). Empty strings are fields not filled in yet. */
export interface VisitForm {
  hostId: string
  /** The host's unit as it was picked: one who has moved since is to be confirmed (spec 2, Host). */
  hostUnit?: string | undefined
  /** Empty: none is chosen yet. */
  purpose: PurposeId
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
  /** 办什么事: one line on the purpose, for the approver. */
  matter: string
  note: string
  /** The face photo that goes with it; absent: none. */
  photoId?: string | undefined
  /** The privacy guide that was ticked; absent: none, or somebody else filled it in. */
  privacy?: PrivacyTick | undefined
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
  /**
   * How the approver reads it (spec 9): `row` in every list, `clear` or `masked` under its own name, `apart` in another
   * way.
   */
  approver: 'row' | 'clear' | 'masked' | 'apart'
  /** Typed freely, on one line, with at most so many characters; null: visit-form.ts has its rule. */
  limit: number | null
}

/**
 * Every field of the form, once: sealing, opening, taking the person out, what the approver reads and what the
 * phone offers again are made from this table, so a new field says here what becomes of it.
 */
export const FORM_FIELDS = {
  hostId: { stored: 'clear', personal: false, offered: false, approver: 'apart', limit: null },
  hostUnit: { stored: 'apart', personal: false, offered: false, approver: 'row', limit: null },
  purpose: { stored: 'clear', personal: false, offered: false, approver: 'row', limit: null },
  name: { stored: 'clear', personal: true, offered: true, approver: 'row', limit: null },
  phoneKind: { stored: 'clear', personal: false, offered: true, approver: 'apart', limit: null },
  phone: { stored: 'sealed', personal: true, offered: true, approver: 'masked', limit: null },
  documentKind: { stored: 'clear', personal: false, offered: true, approver: 'clear', limit: null },
  document: { stored: 'sealed', personal: true, offered: true, approver: 'masked', limit: null },
  firstDay: { stored: 'clear', personal: false, offered: false, approver: 'row', limit: null },
  lastDay: { stored: 'clear', personal: false, offered: false, approver: 'row', limit: null },
  driving: { stored: 'apart', personal: true, offered: true, approver: 'row', limit: null },
  plate: { stored: 'apart', personal: true, offered: true, approver: 'row', limit: null },
  companions: { stored: 'apart', personal: true, offered: false, approver: 'masked', limit: null },
  matter: { stored: 'sealed', personal: true, offered: false, approver: 'clear', limit: 50 },
  note: { stored: 'sealed', personal: true, offered: false, approver: 'clear', limit: 200 },
  photoId: { stored: 'apart', personal: true, offered: false, approver: 'apart', limit: null },
  privacy: { stored: 'clear', personal: false, offered: true, approver: 'apart', limit: null },
} as const satisfies Readonly<Record<keyof VisitForm, FieldHandling>>

type Fields = typeof FORM_FIELDS

/** The fields that are typed freely. */
export type TextField = {
  [F in keyof Fields]: Fields[F]['limit'] extends number ? F : never
}[keyof Fields]

export const TEXT_FIELDS = Object.keys(FORM_FIELDS).filter(
  (field) => FORM_FIELDS[field as keyof Fields].limit !== null,
) as TextField[]

/** What a history doesn't name: a number tells its kind, a plate that somebody comes by car, and the guide isn't the visit's. */
const UNNAMED = ['phoneKind', 'driving', 'privacy'] as const

/** What a history names of a change. */
export type ChangedField = Exclude<keyof VisitForm, (typeof UNNAMED)[number]>

export const CHANGED_FIELDS = (Object.keys(FORM_FIELDS) as (keyof VisitForm)[]).filter(
  (field): field is ChangedField => !(UNNAMED as readonly string[]).includes(field),
)

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
  matter: '',
  note: '',
}

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

/** What of the form its approver reads under its own name. */
export type FieldSeenByApprover = FieldWith<'approver', 'clear' | 'masked'>

export const FIELDS_SEEN_BY_APPROVER: readonly FieldSeenByApprover[] = [
  ...fieldsWith('approver', 'clear'),
  ...fieldsWith('approver', 'masked'),
]

/** What looking at the visitor in full shows: the name, and what is masked otherwise (spec 9). */
export type FieldInFull = 'name' | FieldWith<'approver', 'masked'>

export const FIELDS_IN_FULL: readonly FieldInFull[] = ['name', ...fieldsWith('approver', 'masked')]

/** Those fields of a form. */
export function pickFields<F extends keyof VisitForm>(
  form: VisitForm,
  fields: readonly F[],
): Pick<VisitForm, F> {
  const picked: Partial<Pick<VisitForm, F>> = {}
  for (const field of fields) picked[field] = form[field]
  return picked as Pick<VisitForm, F>
}

import { fieldError, type FieldError } from '../errors'
import type { Day } from '../values/days'
import { documentKey, type DocumentKind } from '../values/documents'
import type { PhoneKind } from '../values/phones'
import { BLANK_FORM, type VisitForm } from '../visit/form-fields'
import { checkForm, normaliseForm } from '../visit/visit-form'
import { hasWayIn, type ChosenGate, type ComesBy } from '../visit/ways-in'
import { purposeOfFee, type StandingPlan } from './standing-pass'

/** Why somebody can't be taken into a standing pass. */
export const PERSON_REFUSALS = ['BLACKLISTED', 'DUPLICATE', 'ON_LIST', 'STANDING_FULL'] as const

/** Of a person's face: none, one that the unit has still to look at, one that it has taken. */
export const PERSON_PHOTOS = ['none', 'asked', 'taken'] as const

/**
 * Somebody, or a vehicle with who answers for it, on a standing pass (spec 4.4): known by the document, the plate, or
 * both. A phone is for showing the code; who has none comes by the document or the plate.
 */
export interface PersonForm {
  name: string
  phoneKind: PhoneKind
  /** Empty: none. */
  phone: string
  documentKind: DocumentKind
  /** Empty: the vehicle alone. */
  document: string
  /** Empty: on foot. */
  plate: string
}

/** The booking form that a person's is, normalised. */
export const personVisitForm = (
  { firstDay, lastDay, fee }: Pick<StandingPlan, 'firstDay' | 'lastDay' | 'fee'>,
  person: PersonForm,
): VisitForm => {
  const driving = person.plate.trim() !== ''
  const purpose = purposeOfFee(fee)
  return normaliseForm({ ...BLANK_FORM, ...person, purpose, firstDay, lastDay, driving })
}

/** All that is wrong with one person, each beside its field. As typed. */
export function checkPerson(person: PersonForm, today: Day): FieldError[] {
  const form = personVisitForm({ firstDay: today, lastDay: today, fee: 'free' }, person)
  const fieldErrors = checkForm(form, { today, latestFirstDay: null, purposes: null, vouched: true }).filter(
    // It has no host, and what may be left out isn't missed.
    ({ field, code }) => field !== 'hostId' && code !== 'PHONE_REQUIRED' && code !== 'DOCUMENT_REQUIRED',
  )
  const known = form.document !== '' || form.plate !== ''
  return known ? fieldErrors : [...fieldErrors, fieldError('document', 'DOCUMENT_OR_PLATE')]
}

/** How somebody on a pass comes: who has neither document nor phone is a vehicle alone. */
export const comesBy = ({
  document,
  phone,
  plate,
}: Pick<PersonForm, 'document' | 'phone' | 'plate'>): ComesBy => ({
  onFoot: document.trim() !== '' || phone.trim() !== '',
  byCar: plate.trim() !== '',
})

/** Names who gets in by none of the gates of a pass. */
export function noWayIn(
  people: readonly (ComesBy & { name: string })[],
  gateIds: readonly string[],
  gates: readonly ChosenGate[],
): FieldError[] {
  const names = people.filter((each) => !hasWayIn(gateIds, gates, each)).map(({ name }) => name)
  return names.length === 0 ? [] : [fieldError('people', 'STANDING_NO_WAY_IN', { names })]
}

/** All that is wrong with one person, by the rules of what the list is for. */
export type CheckOne = (person: PersonForm, today: Day) => FieldError[]

/** The same for a list, with what stands in it twice; `field` as `people.3.phone`. */
export function checkPeople(
  people: readonly PersonForm[],
  today: Day,
  checkOne: CheckOne = checkPerson,
): FieldError[] {
  const seen = new Set<string>()
  return people.reduce<FieldError[]>((all, person, index) => {
    const form = personVisitForm({ firstDay: today, lastDay: today, fee: 'free' }, person)
    const own = [...checkOne(person, today), ...repeated(form, seen)]
    return all.concat(own.map((each) => ({ ...each, field: `people.${index}.${each.field}` })))
  }, [])
}

function repeated({ documentKind, document, phone, plate }: VisitForm, seen: Set<string>): FieldError[] {
  const fieldErrors: FieldError[] = []
  const once = (key: string, value: string, error: FieldError): void => {
    if (value === '') return
    if (seen.has(key)) fieldErrors.push(error)
    seen.add(key)
  }
  once(
    `document:${documentKey(documentKind, document)}`,
    document,
    fieldError('document', 'DOCUMENT_REPEATED'),
  )
  once(`phone:${phone}`, phone, fieldError('phone', 'PHONE_REPEATED'))
  once(`plate:${plate}`, plate, fieldError('plate', 'PLATE_REPEATED'))
  return fieldErrors
}

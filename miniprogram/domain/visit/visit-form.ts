import { addDays, daysInclusive, isDay, MAX_VISIT_DAYS, type Day } from '../values/days'
import { fieldError, type ErrorCode, type FieldError, type WithDetails } from '../errors'
import { checkDocument, documentKey, readDocument, type DocumentKind } from '../values/documents'
import { checkName, normaliseName } from '../values/names'
import { checkPhone, normalisePhone, type PhoneKind } from '../values/phones'
import { checkPlate, normalisePlate } from '../values/plates'
import { LAST_PASS_DAY } from '../pass/statement'
import { isTicked } from './privacy'
import type { PurposeId } from './purposes'
import { FORM_FIELDS, TEXT_FIELDS, type TextField, type VisitForm } from './form-fields'
import { lengthOf, readLine } from '../values/text'

export type { CompanionForm, VisitForm } from './form-fields'

/** What the rules of the day are. `latestFirstDay` null: any start is allowed (spec 2, Days). */
export interface FormRules {
  today: Day
  latestFirstDay: Day | null
  /** Those of which one is chosen (choosablePurposes); null: it isn't chosen here. */
  purposes: readonly { id: PurposeId }[] | null
  /** Filled in for a guest by somebody who answers for it: the guest ticks no guide. */
  vouched?: true
}

export const MAX_COMPANIONS = 10

/** The same form with every value in its one spelling: half-width, upper-case, no stray blanks. */
export function normaliseForm(form: VisitForm): VisitForm {
  const texts: Partial<Record<TextField, string>> = {}
  for (const field of TEXT_FIELDS) texts[field] = readLine(form[field])
  return {
    ...form,
    ...texts,
    name: normaliseName(form.name),
    phone: normalisePhone(form.phone),
    document: readDocument(form.document),
    plate: form.driving ? normalisePlate(form.plate) : '',
    companions: form.companions.map((companion) => ({
      ...companion,
      name: normaliseName(companion.name),
      document: readDocument(companion.document),
    })),
  }
}

/**
 * All field errors of a form at once, in the order of its fields (spec 2, refusal 0).
 * The form may be as typed: it is normalised first. Whether the host exists is the server's to say.
 */
export function checkForm(typed: VisitForm, rules: FormRules): FieldError[] {
  const form = normaliseForm(typed)
  const fieldErrors: FieldError[] = []
  const add: Add = (field, code, ...details) => {
    if (code !== null) fieldErrors.push(fieldError(field, code, ...details))
  }

  if (form.hostId === '') add('hostId', 'HOST_REQUIRED')
  add('purpose', purposeFieldError(form.purpose, rules))
  checkDays(form, rules, add)
  add('name', nameFieldError(form.name))
  add('document', documentFieldError(form.documentKind, form.document, rules.today))
  add('phone', phoneFieldError(form.phone, form.phoneKind))
  if (form.driving) add('plate', plateFieldError(form.plate))
  checkCompanions(form, rules.today, add)
  for (const field of TEXT_FIELDS) {
    const { limit } = FORM_FIELDS[field]
    if (lengthOf(form[field]) > limit) add(field, 'TEXT_TOO_LONG', { field, limit })
  }
  if (rules.vouched !== true && !isTicked(form.privacy, rules.today)) add('privacy', 'PRIVACY_REQUIRED')
  return fieldErrors
}

type Add = <C extends ErrorCode>(field: string, code: C | null, ...details: WithDetails<C>) => void

/** The field errors of purpose and days alone, as a card or an activity names them before there is a form. */
export function occasionFieldErrors(
  occasion: Pick<VisitForm, 'purpose' | 'firstDay' | 'lastDay'>,
  rules: FormRules,
): FieldError[] {
  const fieldErrors: FieldError[] = []
  const add: Add = (field, code, ...details) => {
    if (code !== null) fieldErrors.push(fieldError(field, code, ...details))
  }
  add('purpose', purposeFieldError(occasion.purpose, rules))
  checkDays(occasion, rules, add)
  return fieldErrors
}

/** What is wrong with a purpose; null: nothing (spec 2, Purpose). */
export function purposeFieldError(
  purpose: PurposeId,
  { purposes }: Pick<FormRules, 'purposes'>,
): 'PURPOSE_REQUIRED' | 'PURPOSE_GONE' | null {
  if (purpose === '') return 'PURPOSE_REQUIRED'
  return purposes === null || purposes.some(({ id }) => id === purpose) ? null : 'PURPOSE_GONE'
}

/** Days: first ≥ today, last ≥ first, at most 15 counting both (spec 2, Days). */
function checkDays(form: Pick<VisitForm, 'firstDay' | 'lastDay'>, rules: FormRules, add: Add): void {
  // "Unlimited" ends where a pass can no longer name its days.
  const latestFirstDay = rules.latestFirstDay ?? addDays(LAST_PASS_DAY, 1 - MAX_VISIT_DAYS)
  const firstIsDay = isDay(form.firstDay)
  if (!firstIsDay) add('firstDay', 'FIRST_DAY_REQUIRED')
  else if (form.firstDay < rules.today) add('firstDay', 'FIRST_DAY_PAST')
  else if (form.firstDay > latestFirstDay) add('firstDay', 'FIRST_DAY_TOO_FAR', { latest: latestFirstDay })

  if (!isDay(form.lastDay)) add('lastDay', 'LAST_DAY_REQUIRED')
  else if (firstIsDay && form.lastDay < form.firstDay) add('lastDay', 'LAST_DAY_BEFORE_FIRST')
  else if (firstIsDay && daysInclusive(form.firstDay, form.lastDay) > MAX_VISIT_DAYS)
    add('lastDay', 'TOO_LONG')
}

function checkCompanions(form: VisitForm, today: Day, add: Add): void {
  if (form.companions.length > MAX_COMPANIONS) add('companions', 'TOO_MANY_COMPANIONS')
  const seen = new Set([documentKey(form.documentKind, form.document)])
  form.companions.forEach((companion, index) => {
    const key = documentKey(companion.documentKind, companion.document)
    const fieldError = documentFieldError(companion.documentKind, companion.document, today)
    add(`companions.${index}.name`, nameFieldError(companion.name))
    add(`companions.${index}.document`, fieldError ?? (seen.has(key) ? 'DOCUMENT_REPEATED' : null))
    seen.add(key)
  })
}

function nameFieldError(name: string): ErrorCode | null {
  if (name === '') return 'NAME_REQUIRED'
  return checkName(name) === null ? null : 'NAME_INVALID'
}

function phoneFieldError(phone: string, kind: PhoneKind): ErrorCode | null {
  if (phone === '') return 'PHONE_REQUIRED'
  if (checkPhone(phone, kind) === null) return null
  return kind === 'mainland' ? 'PHONE_INVALID' : 'PHONE_INTERNATIONAL_INVALID'
}

const DOCUMENT_CODES = {
  length: 'DOCUMENT_LENGTH',
  form: 'DOCUMENT_FORM',
  region: 'DOCUMENT_REGION',
  birthDate: 'DOCUMENT_BIRTH_DATE',
  check: 'DOCUMENT_CHECK',
} as const

function documentFieldError(kind: DocumentKind, document: string, today: Day): ErrorCode | null {
  if (document === '') return 'DOCUMENT_REQUIRED'
  const fieldError = checkDocument(kind, document, today)
  return fieldError === null ? null : DOCUMENT_CODES[fieldError]
}

function plateFieldError(plate: string): ErrorCode | null {
  if (plate === '') return 'PLATE_REQUIRED'
  return 'fieldError' in checkPlate(plate) ? 'PLATE_INVALID' : null
}

export type Advice = 'farAhead' | 'long'

/** Advice, never a refusal: book only what is needed, because a shared vehicle blocks others (spec 2, Days). */
export function adviceFor(
  days: { firstDay: Day; lastDay: Day },
  rules: { today: Day; adviseAheadDays: number; adviseLongDays: number },
): Advice[] {
  if (!isDay(days.firstDay) || !isDay(days.lastDay) || days.lastDay < days.firstDay) return []
  const advice: Advice[] = []
  if (days.firstDay > addDays(rules.today, rules.adviseAheadDays)) advice.push('farAhead')
  if (daysInclusive(days.firstDay, days.lastDay) > rules.adviseLongDays) advice.push('long')
  return advice
}

import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { dropBlanks, dropSeparators, type Branded } from './text'

/** A number in its one spelling: of the mainland without its country code, of elsewhere E.164. */
export type PhoneNumber = Branded<'PhoneNumber'>

/** Mainland: 1[3-9] and 9 digits. International: E.164 with its plus (spec 2, Mobile). */
export const PHONE_KINDS = ['mainland', 'international'] as const
export type PhoneKind = (typeof PHONE_KINDS)[number]

/** `form`: no number of the kind. `mainland`: one of the mainland given as an international one, or one that can't be a mobile. */
export type PhoneError = 'form' | 'mainland'

const MAINLAND = /^1[3-9]\d{9}$/
// E.164: at most 15 digits, no country code begins with 0; 7 is the shortest subscriber number with code in use.
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/

/**
 * A number in its one spelling, however it was typed: half-width, no blanks, dashes, dots or brackets; 00 is a plus; the
 * zero that some countries dial inside falls away after a country code (+44 (0)20…); +86 and the zero dialled before a call
 * to another city are dropped from a mainland mobile number, so that one phone has one calendar.
 */
export function normalisePhone(raw: string): PhoneNumber {
  const bare = dropSeparators(dropBlanks(raw)).replace(/[()]/g, '')
  const dialled = bare.replace(/^00(?=[1-9])/, '+')
  return international(dialled).replace(/^(?:\+?86)?0?(?=1[3-9]\d{9}$)/, '') as PhoneNumber
}

function international(dialled: string): string {
  if (!INTERNATIONAL.test(dialled)) return dialled
  return parsePhoneNumberFromString(dialled)?.number ?? dialled
}

/** The kind of a number in its one spelling. */
export const phoneKindOf = (phone: PhoneNumber): PhoneKind =>
  phone.startsWith('+') ? 'international' : 'mainland'

/** Takes a normalised number. Null when it is in order. */
export function checkPhone(value: string, kind: PhoneKind): PhoneError | null {
  if (kind === 'mainland') return MAINLAND.test(value) ? null : 'form'
  if (MAINLAND.test(value) || value.startsWith('+86')) return 'mainland'
  // As many digits as numbers of that country have, and a country there is.
  return INTERNATIONAL.test(value) && parsePhoneNumberFromString(value)?.isPossible() === true ? null : 'form'
}

/** '138 0013 8000', also while it is being typed; other numbers as they are. */
export function formatPhone(phone: string): string {
  if (!/^1\d{0,10}$/.test(phone)) return phone
  return [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].filter((group) => group !== '').join(' ')
}

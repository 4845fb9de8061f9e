import { isDay, type Day } from './days'
import { dropBlanks, dropSeparators, upperCaseLatin, type Branded } from './text'

/** A number as it was read; whether it is one says `checkDocument`, and whether it is the same as another `documentKey`. */
export type DocumentNumber = Branded<'DocumentNumber'>

/** The papers a visitor may show (spec 2, ID). */
export const DOCUMENT_KINDS = [
  'mainlandId',
  'passport',
  'hkMacauPermit',
  'taiwanPermit',
  'foreignerPermit',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/**
 * What is wrong with a number. `length`: a mainland ID without 18 characters. `form`: not as the document
 * is written. `region`, `birthDate`, `check`: the parts of an 18-character number (GB 11643).
 */
export type DocumentError = 'length' | 'form' | 'region' | 'birthDate' | 'check'

// GB/T 2260 province codes; 81–83 also begin residence permits of Hong Kong, Macau and Taiwan residents,
// which are 18-character identity numbers like any other.
const PROVINCE_CODES = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 ' +
    '50 51 52 53 54 61 62 63 64 65 71 81 82 83'
  ).split(' '),
)

// GB 11643: weight 2^(18-i) mod 11 of each place, and the character for each remainder.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

/**
 * A number as it is printed, with the digits that count the renewals of a permit: canonical, upper-case, without blanks,
 * dashes, dots and brackets. People and guards read its end off the document.
 */
export const readDocument = (raw: string): DocumentNumber =>
  dropSeparators(upperCaseLatin(dropBlanks(raw))).replace(/[()]/g, '') as DocumentNumber

/**
 * A number in its one spelling: as it is printed, but a permit is the same with and without the digits that count its renewals
 * (spec 2, ID), so that one person has one number.
 */
export function normaliseDocument(kind: DocumentKind, raw: string): DocumentNumber {
  const number = readDocument(raw)
  const permit = PERMITS[kind]
  return permit?.renewed.test(number) === true ? (number.slice(0, permit.places) as DocumentNumber) : number
}

interface Permit {
  form: RegExp
  /** With the digits of its renewals. */
  renewed: RegExp
  /** Places of the number without them. */
  places: number
}

/** Permits, whose numbers have the form of a passport's too. */
const PERMITS: Readonly<Partial<Record<DocumentKind, Permit>>> = {
  // H or M and 8 digits, or A and 7 for those who aren't Chinese nationals.
  hkMacauPermit: { form: /^[HM][\dA]\d{7}(\d{2})?$/, renewed: /^[HM][\dA]\d{9}$/, places: 9 },
  // The card has 8 digits; the booklet before it 10, some with a letter behind.
  taiwanPermit: { form: /^(\d{8}|\d{10}[A-Z]?)$/, renewed: /^\d{10}[A-Z]?$/, places: 8 },
}

/** A permit's number under the name of a passport is the permit's, so that nobody is a second person by naming another kind. */
function kindMeant(kind: DocumentKind, value: string): DocumentKind {
  const permits = kind === 'passport' ? (['hkMacauPermit', 'taiwanPermit'] as const) : []
  return permits.find((permit) => PERMITS[permit]?.form.test(value)) ?? kind
}

/** What tells one document from another, of a number as it is printed or normalised. */
export function documentKey(kind: DocumentKind, value: string): string {
  const meant = kindMeant(kind, value)
  return `${meant}:${normaliseDocument(meant, value)}`
}

/** Ends of so many characters, as the number may be printed: with the digits of its renewals, without, and without a letter behind. */
export function documentEnds(kind: DocumentKind, number: string, length: number): string[] {
  const meant = kindMeant(kind, number)
  const printed = readDocument(number)
  const digits = meant === 'taiwanPermit' ? printed.replace(/[A-Z]$/, '') : printed
  return unique([printed, digits, normaliseDocument(meant, number)].map((each) => each.slice(-length)))
}

const unique = (texts: readonly string[]): string[] =>
  texts.filter((text, index) => texts.indexOf(text) === index)

/** What a guard types of a document to find it: its last six characters. */
const TAIL_LENGTH = 6
/** For the digits of renewals, which may be any: the booking may have been made with others, or without. */
const RENEWALS = '##'
const LETTER = '*'

/** Whether the last six of a document were typed: a passport has letters among them. */
export const isDocumentTail = (typed: string): boolean => /^[0-9A-Z]{6}$/.test(readDocument(typed))

/** By which tails a guard finds a document: a permit also by those that end with its renewals. */
export function tailsOf(kind: DocumentKind, number: string): string[] {
  const meant = kindMeant(kind, number)
  const one = normaliseDocument(meant, number)
  const tails = [one.slice(-TAIL_LENGTH)]
  if (PERMITS[meant] !== undefined) tails.push(one.slice(-4) + RENEWALS)
  if (meant === 'taiwanPermit') tails.push(one.slice(-3) + RENEWALS + LETTER)
  return tails
}

/** The tails that the last six may be, as they were typed or the number whole. */
export function tailsTyped(typed: string): string[] {
  const tail = readDocument(typed).slice(-TAIL_LENGTH)
  return unique([tail, tail.replace(/\d\d$/, RENEWALS), tail.replace(/\d\d[A-Z]$/, RENEWALS + LETTER)])
}

/**
 * Checks a normalised number against its kind's form; null when it is in order. `today` bounds birth dates.
 * A number in order can still be somebody else's, or nobody's.
 */
export function checkDocument(kind: DocumentKind, value: string, today: Day): DocumentError | null {
  switch (kind) {
    case 'mainlandId':
      return checkMainlandId(value, today)
    case 'passport':
      // Passport numbers have 9 characters at most since ICAO 9303; older ones run to 12. All hold a digit.
      return /^[A-Z0-9]{5,12}$/.test(value) && /\d/.test(value) ? null : 'form'
    case 'hkMacauPermit':
    case 'taiwanPermit':
      return PERMITS[kind]?.form.test(value) === true ? null : 'form'
    case 'foreignerPermit':
      return checkForeignerPermit(value, today)
  }
}

/**
 * The 18th character for the 17 digits before it (GB 11643, ISO 7064 MOD 11-2): '0'–'9' or 'X'.
 * Throws RangeError for anything but 17 digits.
 */
export function mainlandCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('17 digits wanted')
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return CHECK_CHARACTERS[sum % 11] as string
}

/** The number in groups as people read it out, also while it is being typed: '450305 19900307 1234'. */
export function formatDocument(kind: DocumentKind, value: string): string {
  const groups: number[] = groupsOf(kind, value)
  let at = 0
  const parts = groups.map((size) => value.slice(at, (at += size)))
  return [...parts, value.slice(at)].filter((part) => part !== '').join(' ')
}

function checkMainlandId(value: string, today: Day): DocumentError | null {
  if (value.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(value)) return 'form'
  if (!PROVINCE_CODES.has(value.slice(0, 2))) return 'region'
  return checkBirthAndLast(value, today)
}

/**
 * Since 2023: 9, province, nationality as 3 digits, then birth date, sequence and check character as in a
 * mainland ID. Before: nationality as 3 letters and 12 digits.
 */
function checkForeignerPermit(value: string, today: Day): DocumentError | null {
  if (/^[A-Z]{3}\d{12}$/.test(value)) return null
  if (!/^9\d{16}[\dX]$/.test(value)) return 'form'
  if (!PROVINCE_CODES.has(value.slice(1, 3))) return 'region'
  return checkBirthAndLast(value, today)
}

function checkBirthAndLast(value: string, today: Day): DocumentError | null {
  const born = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
  if (!isDay(born) || born < '1900-01-01' || born > today) return 'birthDate'
  return mainlandCheckCharacter(value.slice(0, 17)) === value[17] ? null : 'check'
}

function groupsOf(kind: DocumentKind, value: string): number[] {
  if (kind === 'mainlandId') return [6, 8, 4]
  if (kind === 'hkMacauPermit') return [1, 4, 4]
  if (kind === 'taiwanPermit') return [4, 4]
  if (kind === 'foreignerPermit') return /^[A-Z]/.test(value) ? [3, 4, 4] : [6, 8, 4]
  return []
}

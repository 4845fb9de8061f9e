import {
  DOCUMENT_KINDS,
  documentEnds,
  readDocument,
  type DocumentKind,
} from '../../../miniprogram/domain/values/documents'
import {
  checkPhone,
  normalisePhone,
  phoneKindOf,
  type PhoneNumber,
} from '../../../miniprogram/domain/values/phones'
import { searchForm } from '../../../miniprogram/domain/values/text'
import type { VisitForm } from '../../../miniprogram/domain/visit/form-fields'
import { lookupHash } from '../../platform/lookup-hash'
import type { Visit } from '../../stores/visits'

/** What an approver finds a visit by: name, host, plate and the tail of the phone (spec 8). */

const TAIL_LENGTH = 4

/** A visit with its search keys, made from the form's phone number once. */
export const withKeys = (
  visit: Visit,
  { phone, documentKind, document }: Pick<VisitForm, 'phone' | 'documentKind' | 'document'>,
): Visit => ({
  ...visit,
  keys: [...keysOf(visit, phone.slice(-TAIL_LENGTH)), ...documentKeys(documentKind, document)],
})

/** ID and permit numbers by their last four, a permit's with and without its renewals; what is shorter tells too much. */
const documentKeys = (kind: DocumentKind, document: string): string[] =>
  document.length > 2 * TAIL_LENGTH ? documentEnds(kind, document, TAIL_LENGTH).map(documentTailKey) : []

/**
 * What the office finds a visit by: what an approver does, and the last four of the ID, letters among them. A whole number is
 * found by its end. Empty: nothing to search by.
 */
export function recordKeysOf(text: string): string[] {
  const key = searchKeyOf(text)
  return [...documentEndsTyped(text).map(documentTailKey), ...(key === null ? [] : [key])]
}

/** Of a whole number of a document, whichever it is, or of its last four. */
function documentEndsTyped(text: string): string[] {
  const typed = readDocument(text)
  const whole = typed.length >= SHORTEST_NUMBER && /^(?=.*\d)[A-Z\d]+$/.test(typed)
  if (!whole) return /^[A-Z\d]{4}$/.test(typed) ? [typed] : []
  return [...new Set(DOCUMENT_KINDS.flatMap((kind) => documentEnds(kind, typed, TAIL_LENGTH)))]
}

/** A permit's without its renewals. A plate has as many with its province only. */
const SHORTEST_NUMBER = 8

/**
 * What was typed as a search key; null when there is nothing to search by. Four digits are a phone's tail, and a whole number
 * is found by its tail.
 */
export function searchKeyOf(text: string): string | null {
  const typed = searchForm(text)
  if (typed === '') return null
  if (/^\d{4}$/.test(typed)) return phoneTailKey(typed)
  const phone = normalisePhone(text)
  if (isPhone(phone)) return phoneTailKey(phone.slice(-TAIL_LENGTH))
  // A longer name is found by its beginning, a plate by all of it.
  return /[0-9]/.test(typed)
    ? typed.slice(0, LONGEST_PLATE)
    : [...typed].slice(0, NAME_PARTS.longest).join('')
}

const LONGEST_PLATE = 9

/** Also without its plus, or with a digit that is wrong: no plate has so many. */
const isPhone = (phone: PhoneNumber): boolean =>
  checkPhone(phone, phoneKindOf(phone)) === null || /^\+?\d{10,15}$/.test(phone)

const documentTailKey = (tail: string): string => `id:${lookupHash('documentTail', tail.toUpperCase())}`
const phoneTailKey = (tail: string): string => `tail:${lookupHash('phoneTail', tail)}`

/** A part of a name begins at each of its first characters, and wherever a given name or a family's does. */
const NAME_PARTS = { within: 8, longest: 4 }

/** Parts of the name and host, the plate with and without its beginning, and the phone's tail as a hash. */
function keysOf(
  { name, hostName, plate }: Pick<Visit, 'name' | 'hostName' | 'plate'>,
  phoneTail: string,
): string[] {
  const keys = new Set<string>([phoneTailKey(phoneTail)])
  for (const text of [name, hostName]) {
    const parts = text.split(/[\s·]+/).map((part) => [...searchForm(part)])
    const characters = parts.flat()
    const begins = new Set(characters.slice(0, NAME_PARTS.within).map((_, index) => index))
    parts.reduce((at, part) => (begins.add(at), at + part.length), 0)
    for (const from of begins)
      for (let length = 1; length <= NAME_PARTS.longest; length++)
        keys.add(characters.slice(from, from + length).join(''))
  }
  keys.delete('')
  if (plate !== null) for (const from of [0, 1, 2, 3]) keys.add(searchForm(plate).slice(from))
  return [...keys]
}

import { searchForm } from '../../../miniprogram/domain/values/text'
import type { VisitForm } from '../../../miniprogram/domain/visit/form-fields'
import { lookupHash } from '../../platform/lookup-hash'
import type { Visit } from '../../stores/visits'

/** What an approver finds a visit by: name, host, plate and the tail of the phone (spec 8). */

const TAIL_OF_PHONE = 4

/** A visit with its search keys, made from the form's phone number once. */
export const withKeys = (
  visit: Visit,
  { phone, document }: Pick<VisitForm, 'phone' | 'document'>,
): Visit => ({
  ...visit,
  keys: [...keysOf(visit, phone.slice(-TAIL_OF_PHONE)), ...documentKeys(document)],
})

/** ID and permit numbers by their last four; what is shorter tells too much. */
const documentKeys = (document: string): string[] =>
  document.length > 2 * TAIL_OF_PHONE ? [documentTailKey(document.slice(-TAIL_OF_PHONE))] : []

/**
 * What the office finds a visit by: what an approver does, and the last four of the ID, letters among them. A whole number is
 * found by its end. Empty: nothing to search by.
 */
export function recordKeysOf(text: string): string[] {
  const typed = searchForm(text).toUpperCase()
  const whole = typed.length > LONGEST_PLATE_TYPED && /^(?=.*\d)[A-Z\d]+$/.test(typed)
  const tail = typed.slice(-TAIL_OF_PHONE)
  const key = whole && /^\d+$/.test(typed) ? phoneTailKey(tail) : searchKeyOf(text)
  const ofDocument = whole || /^[A-Z\d]{4}$/.test(typed) ? [documentTailKey(tail)] : []
  return key === null ? ofDocument : [...ofDocument, key]
}

/** 桂AD12345: numbers of documents and phones are longer. */
const LONGEST_PLATE_TYPED = 8

/** What was typed as a search key; null when there is nothing to search by. Four digits are a phone's tail. */
export function searchKeyOf(text: string): string | null {
  const typed = searchForm(text)
  if (typed === '') return null
  if (/^\d{4}$/.test(typed)) return phoneTailKey(typed)
  // A longer name is found by its beginning, a plate by all of it.
  return /[0-9]/.test(typed)
    ? typed.slice(0, LONGEST_PLATE)
    : [...typed].slice(0, NAME_PARTS.longest).join('')
}

const LONGEST_PLATE = 9

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

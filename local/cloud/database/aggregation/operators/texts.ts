import { invalidRequest } from '../../errors'
import { ANY, ofList, ofOne, ofPresent, TWO, type Operator } from '../operator'
import { isAbsent, textIn, typeName, wholeNumberIn } from '../values'
import { indexOf } from './index-of'

const characters = (text: string): string[] => Array.from(text)
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')

/** Numbers and dates count as their texts, what is absent as an empty one. */
function asText(name: string, value: unknown): string {
  if (isAbsent(value)) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  throw invalidRequest(`${name} can't convert from ${typeName(value)} to a text`)
}

/** Letters of ASCII only, as the database does it. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())

const substrBytes = ofList('$substrBytes', { least: 3, most: 3 }, (value, start, count) => {
  const whole = bytes(asText('$substrBytes', value))
  const from = wholeNumberIn('$substrBytes', start)
  const length = wholeNumberIn('$substrBytes', count)
  if (from < 0) throw invalidRequest('$substrBytes: starting index must be non-negative')
  const to = length < 0 ? whole.length : from + length
  const inside = (index: number) => index < whole.length && (whole[index]! & 0xc0) === 0x80
  if (inside(from) || inside(to)) throw invalidRequest('$substrBytes cuts a character in two')
  return whole.subarray(from, to).toString('utf8')
})

const $substrCP = ofList('$substrCP', { least: 3, most: 3 }, (value, start, count) => {
  const [from, length] = [wholeNumberIn('$substrCP', start), wholeNumberIn('$substrCP', count)]
  if (from < 0 || length < 0)
    throw invalidRequest('$substrCP needs a place and a length that are not negative')
  return characters(asText('$substrCP', value))
    .slice(from, from + length)
    .join('')
})

/** Where a text stands, in characters or bytes; `cut` gives the text between two such places. */
function within(
  text: string,
  wanted: string,
  start: number,
  end: number,
  units: (text: string) => { length: number },
) {
  const total = units(text).length
  if (start > total) return -1
  for (let index = 0, unit = 0; index <= text.length;) {
    if (
      unit >= start &&
      unit + units(wanted).length <= Math.min(end, total) &&
      text.startsWith(wanted, index)
    )
      return unit
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0)
    unit += units(character).length
    index += character.length
  }
  return -1
}

const $split = ofPresent('$split', TWO, (value, separator) => {
  const [text, by] = [textIn('$split', value), textIn('$split', separator)]
  if (by === '') throw invalidRequest('$split requires a non-empty separator')
  return text.split(by)
})

export const texts: Record<string, Operator> = {
  $concat: ofPresent('$concat', ANY, (...values) => values.map((value) => textIn('$concat', value)).join('')),
  $indexOfBytes: indexOf('$indexOfBytes', (value, wanted, start, end) =>
    within(textIn('$indexOfBytes', value), textIn('$indexOfBytes', wanted), start, end, bytes),
  ),
  $indexOfCP: indexOf('$indexOfCP', (value, wanted, start, end) =>
    within(textIn('$indexOfCP', value), textIn('$indexOfCP', wanted), start, end, characters),
  ),
  $split,
  $strLenBytes: ofOne('$strLenBytes', (value) => bytes(textIn('$strLenBytes', value)).length),
  $strLenCP: ofOne('$strLenCP', (value) => characters(textIn('$strLenCP', value)).length),
  $strcasecmp: ofList('$strcasecmp', TWO, (a, b) =>
    Buffer.compare(bytes(upper(asText('$strcasecmp', a))), bytes(upper(asText('$strcasecmp', b)))),
  ),
  $substr: substrBytes,
  $substrBytes: substrBytes,
  $substrCP,
  $toLower: ofOne('$toLower', (value) => lower(asText('$toLower', value))),
  $toUpper: ofOne('$toUpper', (value) => upper(asText('$toUpper', value))),
}

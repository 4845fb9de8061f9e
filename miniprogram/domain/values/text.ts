import { fromRadicals } from './radicals'

/**
 * How typed text is read, by people and by machines, once and at the edge. Everything here takes any string, also huge
 * ones, lone surrogates and emoji, and gives the same again when applied twice. No regular expression with properties or
 * lookbehind: old phones.
 */

declare const brand: unique symbol
/** A string that only the function that reads it can make. */
export type Branded<Name extends string> = string & { readonly [brand]: Name }

/** Text in its one form, to be compared and searched by: two that look alike to people are equal. */
export type NormalForm = Branded<'NormalForm'>

// What has no shape of its own: zero width, direction, soft hyphen, byte order, variation selectors, fillers, the empty
// Braille cell, marks around annotations, places of pictures, controls but for tab and line ends, which are blanks.
const INVISIBLE =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- single marks, each by itself
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc]/g
// The same beyond U+FFFF, as pairs: marks of hieroglyphs, shorthand and music, then tags and variation selectors.
const INVISIBLE_PAIRS =
  /\ud80d[\udc30-\udc3f]|\ud82f[\udca0-\udca3]|\ud834[\udd59\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]/

// Every dot that stands between the parts of a name or in a plate, and what keyboards give for one: a comma of lists, a short
// stroke, and ㆍ, which is ᆞ in the form below.
const DOTS = /[.·•◦‣∘○・･‧∙⋅᛫ᐧꞏ●⸱⸳⦁。｡\u3001﹑\u4e36ㆍᆞ_]/g
// One more that the form below would take apart into a blank and an accent.
const LIFTED_DOT = /˙/g
// All that Unicode calls a dash, and what is typed for one: the lines of Chinese and the long vowel of Japanese keyboards.
const DASHES =
  /[-\u02d7\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u2212\u2500\u2501\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\u30fc\ufe31\ufe32\ufe58\ufe63\uff0d]/g
// With the letters that some languages write as one, as in Hawaiʻi.
const QUOTES = /['’‘‛ʹʻʼʽʾʿ′‵`´＇]/g

/** Every kind of dot as the one between the parts of a name. */
export const asMiddleDots = (text: string): string => text.replace(DOTS, '·')

/** Old phones have no `normalize`; what they send is normalised again on the server. */
const normalised = (text: string, form: 'NFC' | 'NFD' | 'NFKC'): string =>
  typeof text.normalize === 'function' ? text.normalize(form) : text

/**
 * Full-width forms, ligatures, composed and decomposed letters and the radicals that PDFs give for characters in their one
 * form (Unicode NFKC), without characters that have no shape. Every kind of apostrophe is `'`, of dash `-`; what readers of
 * passports write for a blank (`<`) is one.
 */
export function canonical(raw: string): string {
  // Before that form, which takes a lone acute (´) apart into a blank and an accent.
  const plain = toHalfWidth(normalised(raw, 'NFC')).replace(QUOTES, "'").replace(LIFTED_DOT, '·')
  // And after it, for other characters come to the same by it (﹤, ŉ).
  const one = normalised(dropInvisible(plain), 'NFKC')
  return fromRadicals(one).replace(QUOTES, "'").replace(/</g, ' ').replace(DASHES, '-')
}

/** Free text on one line, as it was meant: nothing invisible, nothing that turns the direction, single blanks. */
export function readLine(raw: string): string {
  return collapseBlanks(normalised(dropInvisible(raw), 'NFC'))
}

/** What names and plates are found by: any case, with or without accents, dots, commas, dashes, apostrophes and blanks. */
export function searchForm(raw: string): NormalForm {
  return withoutAccents(canonical(raw).toLowerCase())
    .replace(DOTS, '')
    .replace(DASHES, '')
    .replace(QUOTES, '')
    .replace(/[\s<,]+/g, '') as NormalForm
}

/** é as e, also where the letter isn't one with an accent of its own (ø, đ, ł). */
const withoutAccents = (text: string): string =>
  normalised(normalised(text, 'NFD').replace(/[\u0300-\u036f]/g, ''), 'NFC').replace(
    /[øđłıßæœ]/g,
    (letter) => PLAIN[letter] ?? letter,
  )

const PLAIN: Readonly<Record<string, string>> = {
  ...{ ø: 'o', đ: 'd', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' },
}

/** Without dots and dashes, as numbers and plates are written with and without them. */
export const dropSeparators = (text: string): string => text.replace(DOTS, '').replace(DASHES, '')

/** Full-width forms (Ａ１．, the wide blank) as their ASCII ones, as Chinese keyboards give them. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}

/** Blanks at the ends dropped, runs of blanks and line ends inside as one space. */
export function collapseBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Without characters that have no shape of their own. */
function dropInvisible(text: string): string {
  const left = text.replace(INVISIBLE, '')
  return INVISIBLE_PAIRS.test(left) ? dropPairs(left) : left
}

/** Also those whose halves come together when what stood between them goes. */
function dropPairs(text: string): string {
  const kept: string[] = []
  for (const half of text.split('')) {
    const isPair = INVISIBLE_PAIRS.test((kept[kept.length - 1] ?? '') + half)
    if (isPair) kept.pop()
    else kept.push(half)
  }
  return kept.join('')
}

/** For numbers and codes, in their one form: no blanks and nothing invisible at all. */
export function dropBlanks(text: string): string {
  // An accent that stood on a blank (˘) comes to stand on the letter before it.
  return normalised(canonical(text).replace(/\s+/g, ''), 'NFC')
}

/** a–z as A–Z and nothing else, so that no letter ever becomes two (ß) or another one (ı). */
export function upperCaseLatin(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** Length as people count it: code points, so that a rare character counts once. */
export function lengthOf(text: string): number {
  return codePointsOf(text).length
}

/** The code points of a text; a lone surrogate stands for itself. */
export function codePointsOf(text: string): number[] {
  const points: number[] = []
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index) ?? 0
    if (point > 0xffff) index += 1
    points.push(point)
  }
  return points
}

/** The first character as people see it, '' of an empty text. */
export function firstCharacter(text: string): string {
  const point = text.codePointAt(0)
  return point === undefined ? '' : String.fromCodePoint(point)
}

/** Half a character, as a cut emoji leaves it, becomes U+FFFD: encoding it would throw. */
export const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd')

/**
 * How typed text is read. Everything here takes any string, also huge ones, lone surrogates and emoji, and
 * gives the same again when applied twice. No regular expression with properties or lookbehind: old phones.
 */

// Marks that phones and chats put around copied numbers (zero width, direction, soft hyphen, byte order).
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

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
export function dropInvisible(text: string): string {
  return text.replace(INVISIBLE, '')
}

/** For numbers and codes: no blanks and nothing invisible at all. */
export function dropBlanks(text: string): string {
  return dropInvisible(text).replace(/\s+/g, '')
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

import { asMiddleDots, canonical, codePointsOf, collapseBlanks, type Branded } from './text'

/** A person's name in its one spelling. */
export type PersonName = Branded<'PersonName'>

/** `length`: not 1–50 characters. `character`: something that is no letter, or a separator out of place. */
export type NameError = 'length' | 'character'

const NAME_LENGTH = { least: 1, most: 50 } as const

const DOT = 0xb7
const SPACE = 0x20

/**
 * A name in its one spelling: canonical, '·' for every kind of dot, single spaces. Apostrophe, hyphen, full stop and comma of
 * Latin names are written as in a passport's machine-readable zone (ICAO 9303: the first dropped, the others a space), because
 * a name holds only Chinese, Latin, '·' and space (spec 2, Name).
 */
export function normaliseName(raw: string): PersonName {
  // Once more: without an apostrophe between them, a letter and an accent are one.
  const parts = collapseBlanks(canonical(asInPassports(canonical(raw))))
  return parts.replace(/ ?· ?/g, '·') as PersonName
}

/** Rule of names (spec 2, Name); takes a normalised name. Null when it is in order. */
export function checkName(name: string): NameError | null {
  const points = codePointsOf(name)
  if (points.length < NAME_LENGTH.least || points.length > NAME_LENGTH.most) return 'length'
  let separated = true
  for (const point of points) {
    const isSeparator = point === DOT || point === SPACE
    if (isSeparator ? separated : !isLetter(point) && !(isAccent(point) && !separated)) return 'character'
    separated = isSeparator
  }
  return separated ? 'character' : null
}

/** Chinese characters, also the rare ones that names keep alive. */
export function isChinese(point: number): boolean {
  return (
    (point >= 0x4e00 && point <= 0x9fff) ||
    (point >= 0x3400 && point <= 0x4dbf) ||
    point === 0x3007 ||
    (point >= 0xf900 && point <= 0xfaff) ||
    // Planes 2 and 3 are set aside for ideographs (extensions B and later).
    (point >= 0x20000 && point <= 0x3fffd)
  )
}

/** Latin letters with and without accents, Vietnamese included. */
function isLatin(point: number): boolean {
  return (
    (point >= 0x41 && point <= 0x5a) ||
    (point >= 0x61 && point <= 0x7a) ||
    (point >= 0xc0 && point <= 0x24f && point !== 0xd7 && point !== 0xf7) ||
    (point >= 0x1e00 && point <= 0x1eff)
  )
}

const isLetter = (point: number): boolean => isChinese(point) || isLatin(point)

/** Accents that some keyboards send as a character of their own after the letter. */
const isAccent = (point: number): boolean => point >= 0x300 && point <= 0x36f

/** What has another use besides is a dot of a name between Chinese characters only; the others are wherever they stand. */
const isDot = (character: string, before: number, after: number): boolean =>
  asMiddleDots(character) === '·' &&
  (!/[._\u3001\u4e36]/.test(character) || (isChinese(before) && isChinese(after)))

const isLatinLetter = (point: number): boolean => isLatin(point) || isAccent(point)

const MARKS = /[\s.,'-]/

/** Only beside Latin letters: a stray mark elsewhere stays, and is refused. */
function asInPassports(text: string): string {
  const characters = Array.from(text)
  const pointAt = (index: number): number => characters[index]?.codePointAt(0) ?? 0
  /** The next letter that way, over blanks and other marks: 'Smith, Jr.'. */
  const letterFrom = (index: number, step: 1 | -1): number => {
    let at = index + step
    while (MARKS.test(characters[at] ?? '')) at += step
    return pointAt(at)
  }
  return characters
    .map((character, index) => {
      if (isDot(character, pointAt(index - 1), pointAt(index + 1))) return '·'
      if (!MARKS.test(character)) return character
      const behind = isLatinLetter(letterFrom(index, -1))
      const before = isLatin(letterFrom(index, 1))
      if (character === "'") return behind || before ? '' : character
      if (character === '-') return behind && before ? ' ' : character
      return behind ? ' ' : character
    })
    .join('')
}

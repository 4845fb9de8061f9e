import { canonical, searchForm } from '../../miniprogram/domain/values/text'
import { allReadings } from './polyphones'
import { withoutTitles } from './titles'

/**
 * What a name can be found by (spec 2, Host): any part of it that begins at a character, in Chinese, in full
 * pinyin (from 2 letters) or in initials (from 2). Every beginning is a term of its own, so that a search is one
 * equality on an index; terms of the whole name carry a mark, so that 李… comes before …李.
 */
export interface NameReading {
  /** 李小明 */
  name: string
  /** Syllables of the name in order, without tones: ['li', 'xiao', 'ming']. */
  syllables: readonly string[]
}

const START = '^'
const LEAST_LETTERS = 2
/** Longer than any pinyin people type before they pick. */
const LONGEST_TERM = 24

/** All terms of a name, by every reading of its characters that names have. */
export function termsOf(readings: readonly NameReading[]): string[] {
  const terms = new Set<string>()
  for (const { name, syllables } of readings) {
    const characters = [...name]
    characters.forEach((_, index) => addBeginnings(terms, characters.slice(index).join(''), 1, index === 0))
    const spoken = characters.filter((character) => CHINESE.test(character))
    for (const reading of allReadings(spoken, syllables)) addReading(terms, reading)
  }
  return [...terms]
}

function addReading(terms: Set<string>, syllables: readonly string[]): void {
  syllables.forEach((_, index) => {
    const rest = syllables.slice(index)
    for (const spelled of spellingsOf(rest))
      addBeginnings(terms, spelled.join(''), LEAST_LETTERS, index === 0)
    addBeginnings(terms, rest.map((syllable) => syllable.charAt(0)).join(''), LEAST_LETTERS, index === 0)
  })
}

const CHINESE = /^[\u3400-\u9fff\u{20000}-\u{323af}]+$/u

/**
 * What was typed as a term: lower-case, without blanks, tone apostrophes and titles; null when too short to search.
 */
export function searchTerm(typed: string): string | null {
  // Before accents are dropped: the ü of pinyin is a letter of its own.
  const term = withoutTitles(
    searchForm(
      canonical(typed)
        .toLowerCase()
        .replace(/([ln])(?:ü|u:)/g, '$1v'),
    ),
  )
  const letters = /^[a-z]+$/.test(term)
  const chinese = CHINESE.test(term)
  if (!letters && !chinese) return null
  return [...term].length < (letters ? LEAST_LETTERS : 1) ? null : [...term].slice(0, LONGEST_TERM).join('')
}

/** ü is typed as v, u or yu, in each syllable by itself: a name is found by each of them. */
function spellingsOf(syllables: readonly string[]): string[][] {
  const umlaut = /^([ln])(?:v|ü|u:|yu)(e?)$/
  return syllables.reduce<string[][]>(
    (spelled, syllable) => {
      const forms = umlaut.test(syllable)
        ? ['v', 'u', 'yu'].map((typed) => syllable.replace(umlaut, `$1${typed}$2`))
        : [syllable]
      return spelled.flatMap((before) => forms.map((form) => [...before, form]))
    },
    [[]],
  )
}

/** The term for names that begin with it. */
export const atStart = (term: string): string => START + term

function addBeginnings(terms: Set<string>, text: string, from: number, whole: boolean): void {
  const characters = [...searchForm(text)]
  for (let length = from; length <= Math.min(characters.length, LONGEST_TERM); length++) {
    const term = characters.slice(0, length).join('')
    terms.add(term)
    if (whole) terms.add(atStart(term))
  }
}

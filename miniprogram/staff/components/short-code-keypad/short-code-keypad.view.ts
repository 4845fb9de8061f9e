import { emergencyNumber } from '../../../domain/emergency/emergency'
import { SHORT_CODE_ALPHABET, SHORT_CODE_LENGTH } from '../../../domain/pass/pass'
import { componentsShortCodeKeypadWords } from '../../../locales/zh/pages/components-short-code-keypad'

/** What a visitor tells or shows: the short code of a pass, or the number 'E-0012' of a phone report (spec 5.6). */
export type CodeKind = 'short' | 'number'

export interface KeypadView {
  kinds: Array<{ kind: CodeKind; word: string; chosen: boolean }>
  /** Only characters that can stand in a code, so nothing confusing can be typed. */
  keys: Array<{ character: string }>
  /** Groups of places, as the code stands on the visitor's phone: 'ABCD 2345'. */
  groups: Array<{ key: string; places: Array<{ key: string; character: string; next: boolean }> }>
  /** Stands before the places: phone reports begin with E. */
  prefix: string
  complete: boolean
  empty: boolean
  spoken: string
}

const KINDS: ReadonlyArray<{ kind: CodeKind; word: string }> = [
  { kind: 'short', word: componentsShortCodeKeypadWords.kindsWord },
  { kind: 'number', word: componentsShortCodeKeypadWords.emergencyNumber },
]

const CHARACTERS: Readonly<Record<CodeKind, string>> = { short: SHORT_CODE_ALPHABET, number: '1234567890' }

/** Numbers are shown with four places; there is room for more. */
const USUAL_DIGITS = 4
const MAX_DIGITS = 8

export function keypadView(typed: string, kind: CodeKind): KeypadView {
  const short = kind === 'short'
  const half = SHORT_CODE_LENGTH / 2
  return {
    kinds: KINDS.map((each) => ({ ...each, chosen: each.kind === kind })),
    keys: CHARACTERS[kind].split('').map((character) => ({ character })),
    groups: short
      ? [placesOf(typed, 0, half), placesOf(typed, half, half)]
      : [placesOf(typed, 0, Math.max(USUAL_DIGITS, typed.length))],
    prefix: short ? '' : 'E-',
    complete: short ? typed.length === SHORT_CODE_LENGTH : Number(typed) > 0,
    empty: typed === '',
    spoken: typed === '' ? componentsShortCodeKeypadWords.spoken : typed.split('').join(' '),
  }
}

const placesOf = (typed: string, start: number, count: number): KeypadView['groups'][number] => ({
  key: String(start),
  places: Array.from({ length: count }, (_, index) => ({
    key: String(start + index),
    character: typed.charAt(start + index),
    next: typed.length === start + index,
  })),
})

/** The code with one more character; a full one stays as it is. */
export function typeCharacter(typed: string, character: string, kind: CodeKind): string {
  const most = kind === 'short' ? SHORT_CODE_LENGTH : MAX_DIGITS
  return typed.length < most && CHARACTERS[kind].indexOf(character) >= 0 ? typed + character : typed
}

/** What is sent. The zeros before a number need not be typed. */
export const codeOf = (typed: string, kind: CodeKind): string =>
  kind === 'short' ? typed : emergencyNumber(Number(typed))

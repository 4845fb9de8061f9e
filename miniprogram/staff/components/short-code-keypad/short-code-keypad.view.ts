import { SHORT_CODE_ALPHABET, SHORT_CODE_LENGTH } from '../../../domain/pass/pass'
import { componentsShortCodeKeypadWords } from '../../../locales/zh/pages/components-short-code-keypad'

/** What a visitor tells: the short code of a pass, typed here, or the number of a phone report (number-sheet). */
export type CodeKind = 'short' | 'number'

export interface KeypadView {
  kinds: Array<{ kind: CodeKind; word: string; chosen: boolean }>
  /** Only characters that can stand in a code, so nothing confusing can be typed. */
  keys: Array<{ character: string }>
  /** Groups of places, as the code stands on the visitor's phone: 'ABCD 2345'. */
  groups: Array<{ key: string; places: Array<{ key: string; character: string; next: boolean }> }>
  complete: boolean
  spoken: string
}

const KINDS: ReadonlyArray<{ kind: CodeKind; word: string }> = [
  { kind: 'short', word: componentsShortCodeKeypadWords.kindsWord },
  { kind: 'number', word: componentsShortCodeKeypadWords.emergencyNumber },
]

export function keypadView(typed: string): KeypadView {
  const half = SHORT_CODE_LENGTH / 2
  return {
    kinds: KINDS.map((each) => ({ ...each, chosen: each.kind === 'short' })),
    keys: SHORT_CODE_ALPHABET.split('').map((character) => ({ character })),
    groups: [placesOf(typed, 0, half), placesOf(typed, half, half)],
    complete: typed.length === SHORT_CODE_LENGTH,
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
export function typeCharacter(typed: string, character: string): string {
  return typed.length < SHORT_CODE_LENGTH && SHORT_CODE_ALPHABET.indexOf(character) >= 0
    ? typed + character
    : typed
}

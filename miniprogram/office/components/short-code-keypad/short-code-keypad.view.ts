import { SHORT_CODE_ALPHABET, SHORT_CODE_LENGTH } from '../../../domain/pass'

export interface KeypadView {
  /** Two groups of four places, as the code stands on the visitor's phone: 'ABCD 2345'. */
  groups: Array<{ key: string; places: Array<{ key: string; character: string; next: boolean }> }>
  complete: boolean
  empty: boolean
  spoken: string
}

/** Only characters that can stand in a code, so nothing confusing can be typed. */
export const KEYS: ReadonlyArray<{ character: string }> = SHORT_CODE_ALPHABET.split('').map((character) => ({
  character,
}))

export function keypadView(typed: string): KeypadView {
  const half = SHORT_CODE_LENGTH / 2
  return {
    groups: [0, half].map((start) => ({
      key: String(start),
      places: Array.from({ length: half }, (_, at) => ({
        key: String(start + at),
        character: typed.charAt(start + at),
        next: typed.length === start + at,
      })),
    })),
    complete: typed.length === SHORT_CODE_LENGTH,
    empty: typed === '',
    spoken: typed === '' ? '还没有输入' : typed.split('').join(' '),
  }
}

/** The code with one more character; a full one stays as it is. */
export function typeCharacter(typed: string, character: string): string {
  return typed.length < SHORT_CODE_LENGTH && SHORT_CODE_ALPHABET.indexOf(character) >= 0
    ? typed + character
    : typed
}

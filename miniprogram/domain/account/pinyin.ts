/** How a name is said: syllables in small letters with blanks between; empty: as it is read by itself. */
export const PINYIN_FORM = /^[a-z ]{0,100}$/

/** Reads pinyin as the office types it; null: it can't be any. */
export function readPinyin(typed: string): string | null {
  const syllables = typed.trim().toLowerCase().replace(/\s+/g, ' ')
  return PINYIN_FORM.test(syllables) ? syllables : null
}

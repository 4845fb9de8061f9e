import type { Purpose, PurposeId, PurposeWords } from '../domain/visit/purposes'
import { inLocale } from './current'

/** What a purpose is called, in the current language. */
export const purposeWords = ({ name, nameEn }: PurposeWords): string =>
  inLocale({ zh: name, en: nameEn || name })

/** A list of purposes of which one is picked: their words, and the place and words of the chosen one. */
export function purposePicker(
  purposes: readonly Pick<Purpose, 'id' | 'name' | 'nameEn'>[],
  chosen: PurposeId,
) {
  const words = purposes.map(purposeWords)
  const purposeAt = purposes.findIndex(({ id }) => id === chosen)
  return { purposes: words, purposeAt, purpose: words[purposeAt] ?? '' }
}

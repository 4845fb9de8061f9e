import { visitWords } from '../../locales/visit'

/** '育才西门、' '育才东门': parts of a list that a line may break between but not within. */
export const unbrokenList = (parts: readonly string[]): Array<{ words: string }> =>
  parts.map((part, index) => ({ words: index < parts.length - 1 ? part + visitWords().gates.comma : part }))

import { dropBlanks } from './text'

/** More than any count of the campus has. */
const MAX_DIGITS = 6

/** Reads a whole number as it is typed, in full-width digits too; 0 for what is none, or longer than any. */
export function readCount(typed: string): number {
  const digits = dropBlanks(typed)
  return /^\d+$/.test(digits) && digits.length <= MAX_DIGITS ? Number(digits) : 0
}

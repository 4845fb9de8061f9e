import { formatDocument, type DocumentKind } from '../../domain/values/documents'
import { formatPhone } from '../../domain/values/phones'
import { dropBlanks, dropSeparators } from '../../domain/values/text'

/** What is typed in groups: a mainland phone, or the number of a document; empty: neither. */
export type Grouping = 'phone' | DocumentKind | ''

export interface Grouped {
  /** As the field shows it. */
  shown: string
  /** As it is told: without what stands between its groups. */
  bare: string
  /** Behind as many of its characters as stood before the cursor. */
  cursor: number
}

/** What was typed or pasted, in its groups: '138 1234 5678'. What isn't such a number stays as it is. */
export function groupTyped(grouping: Grouping, typed: string, cursor = typed.length): Grouped {
  const bare = withoutBreaks(typed)
  if (!isGrouped(grouping, bare)) return { shown: typed, bare: typed, cursor }
  const shown = grouping === 'phone' ? formatPhone(bare) : formatDocument(grouping, bare)
  return { shown, bare, cursor: placeBehind(shown, withoutBreaks(typed.slice(0, cursor)).length) }
}

/** Letters keep their case: written anew, one that an input method is still composing would be torn from it. */
const withoutBreaks = (typed: string): string => dropSeparators(dropBlanks(typed))

const isGrouped = (grouping: Grouping, bare: string): grouping is Exclude<Grouping, '' | 'passport'> => {
  if (grouping === '' || grouping === 'passport') return false
  return grouping === 'phone' ? /^1\d{0,10}$/.test(bare) : /^[A-Za-z]{0,3}\d{0,18}[A-Za-z]?$/.test(bare)
}

/** The place behind so many characters of a text, blanks not counted. */
function placeBehind(text: string, count: number): number {
  let left = count
  for (let place = 0; place < text.length; place++) {
    if (left === 0) return place
    if (text.charAt(place) !== ' ') left--
  }
  return text.length
}

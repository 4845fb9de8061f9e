import { WHOLE_QUEUE, type QueueFilter } from '../../../domain/visit/queue-filter'
import { approvalsListWords } from '../../locales/approvals-list'

/** The filters of the queue as chips that are on or off. */
export type FilterName = 'today' | 'driving' | 'unconfirmed' | 'official' | 'private'

export interface FilterChip {
  name: FilterName
  words: string
  on: boolean
}

const CHIPS: ReadonlyArray<{ name: FilterName; words: string }> = [
  { name: 'today', words: approvalsListWords.chipsWords },
  { name: 'driving', words: approvalsListWords.byCar },
  { name: 'unconfirmed', words: approvalsListWords.officialUnconfirmed },
  { name: 'official', words: approvalsListWords.official },
  { name: 'private', words: approvalsListWords.private },
]

export const filterChips = (filter: QueueFilter): FilterChip[] =>
  CHIPS.map((chip) => ({ ...chip, on: isOn(filter, chip.name) }))

/** The filter with one chip tapped: 因公 and 因私 take each other's place. */
export function withChip(filter: QueueFilter, name: FilterName): QueueFilter {
  const on = !isOn(filter, name)
  if (name === 'today' || name === 'unconfirmed') return { ...filter, [name]: on }
  if (name === 'driving') return { ...filter, driving: on ? true : null }
  return { ...filter, purposeClass: on ? name : null }
}

export const filtersNothing = (filter: QueueFilter): boolean =>
  JSON.stringify(filter) === JSON.stringify(WHOLE_QUEUE)

function isOn(filter: QueueFilter, name: FilterName): boolean {
  if (name === 'official' || name === 'private') return filter.purposeClass === name
  return filter[name] === true
}

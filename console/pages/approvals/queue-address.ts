import type { Input } from '../../../contract'
import { WHOLE_QUEUE, type QueueFilter } from '../../../miniprogram/domain/visit/queue-filter'

/** What the queue shows, as its address has it: a reload, a bookmark and the way back show the same. */
export interface QueueAddress {
  list: Exclude<Input<'approval.list'>['list'], 'ended'>
  /** Typed into the search; empty: the list itself. */
  text: string
  filter: QueueFilter
  /** The booking whose panel is open; null: none. */
  open: string | null
}

type Query = Readonly<Record<string, unknown>>

const LISTS: readonly string[] = ['pending', 'approved', 'returned'] satisfies QueueAddress['list'][]

/** An address that somebody changed by hand shows what it says, as far as that is something. */
export function queueAddress(query: Query): QueueAddress {
  const { list, text, open, of } = query
  return {
    list: LISTS.includes(String(list)) ? (list as QueueAddress['list']) : 'pending',
    text: typeof text === 'string' ? text.slice(0, 60) : '',
    filter: {
      ...WHOLE_QUEUE,
      today: query.today === '1',
      driving: query.driving === '1' ? true : null,
      unconfirmed: query.unconfirmed === '1',
      purposeClass: of === 'official' || of === 'private' ? of : null,
    },
    open: typeof open === 'string' && open !== '' ? open : null,
  }
}

/** More is asked for than the list itself. */
export const isNarrowed = ({ text, filter }: QueueAddress): boolean =>
  text !== '' || filter.today || filter.driving !== null || filter.unconfirmed || filter.purposeClass !== null

/** What isn't narrowed isn't in it. */
export function queryOf({ list, text, filter, open }: QueueAddress): Record<string, string> {
  const pairs: [string, string | null | false][] = [
    ['list', list !== 'pending' && list],
    ['text', text],
    ['today', filter.today && '1'],
    ['driving', filter.driving === true && '1'],
    ['unconfirmed', filter.unconfirmed && '1'],
    ['of', filter.purposeClass],
    ['open', open],
  ]
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== ''),
  )
}

import { isId } from '../../miniprogram/domain/values/ids'

type Query = Readonly<Record<string, unknown>>

/** An id that the address names; null: none, or what can't be one. */
export const idOf = (value: unknown): string | null =>
  typeof value === 'string' && isId(value) ? value : null

/** What is open beside a list. */
export const openOf = ({ open }: Query): string | null => idOf(open)

/** What is looked for. */
export const textOf = ({ text }: Query): string => (typeof text === 'string' ? text.slice(0, 60) : '')

/** What isn't narrowed isn't in the address. */
export const withoutEmpty = (query: Query): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
    ),
  )

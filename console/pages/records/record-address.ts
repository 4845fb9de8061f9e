import type { Input } from '../../../contract'
import { GATE_REASONS } from '../../../miniprogram/domain/gate/reasons'
import { addDays, isDay, type Day } from '../../../miniprogram/domain/values/days'
import { VISIT_STATES } from '../../../miniprogram/domain/visit/visit-state'

export type VisitFilter = Input<'record.visits'>['filter']
export type PassageFilter = Input<'record.passages'>['filter']
type Query = Readonly<Record<string, unknown>>

/** Days that a list of records begins with. */
const DAYS = 7

/** An address that somebody changed by hand shows what it says, as far as that is something. */
export const visitFilterOf = (query: Query, today: Day): VisitFilter => ({
  ...daysOf(query, today),
  ...{ campusId: idOf(query.campus), unitId: idOf(query.unit) },
  state: VISIT_STATES.find((each) => each === query.state) ?? null,
})

export const passageFilterOf = (query: Query, today: Day): PassageFilter => ({
  ...daysOf(query, today),
  ...{ campusId: idOf(query.campus), gateId: idOf(query.gate) },
  decision: query.result === 'allowed' || query.result === 'refused' ? query.result : null,
  reason: GATE_REASONS.find((each) => each === query.result) ?? null,
})

export const openOf = ({ open }: Query): string | null => idOf(open)
export const textOf = ({ text }: Query): string => (typeof text === 'string' ? text.slice(0, 60) : '')

/** What isn't narrowed isn't in the address. */
export const withoutEmpty = (query: Query): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
    ),
  )

const idOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value) ? value : null

/** The last days, unless the address has others; a last day before the first is the first. */
function daysOf({ first, last }: Query, today: Day): { firstDay: Day; lastDay: Day } {
  const lastDay = isDay(last) ? last : isDay(first) && first > today ? first : today
  const firstDay = isDay(first) ? first : addDays(lastDay, 1 - DAYS)
  return { firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay }
}

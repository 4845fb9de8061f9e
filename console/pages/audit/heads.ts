import type { Output } from '../../../contract'
import { formatDay } from '../../../miniprogram/locales/days'
import { headWords as words } from '../../locales/zh/audit'

type Heads = Output<'audit.heads'>

/** How it is with today's head, and whether the office has something to do about it. */
export interface HeadLine {
  text: string
  wrong: boolean
  /** Only its template is missing: the page where that is set. */
  template: boolean
}

const namesOf = (names: readonly string[]): string =>
  names.map((name) => (name === '' ? words.gone : name)).join(words.comma)

/** What the audit page says; the board says it as well where something is to be done. */
export function headLine({ state, without, people, days }: Heads): HeadLine {
  const told = days[0]?.told ?? []
  const line = (text: string, wrong: boolean): HeadLine => ({ text, wrong, template: state === 'unset' })
  if (state === 'told') return line(words.told(namesOf(told)), false)
  if (state !== 'lacking') return line(words.states[state], state === 'unset')
  const lacking = told.length === 0 ? words.toNobody : words.toOneOnly(namesOf(told))
  return line(`${lacking}${whatToDo(without, people)}`, true)
}

function whatToDo(without: readonly string[], people: number): string {
  const topUp = without.length > 0 ? words.topUp(namesOf(without)) : ''
  const another = people < 2 ? words.another : ''
  return topUp + another === '' ? words.outbox : topUp + another
}

/** Each of the last days and who was really told. */
export const headDays = ({ days, state }: Heads): { day: string; told: string }[] =>
  days.map(({ day, told }, index) => ({
    day: formatDay(day),
    told:
      told.length > 0 ? namesOf(told) : index === 0 ? (words.pending[state] ?? words.nobody) : words.nobody,
  }))

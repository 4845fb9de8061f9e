import type { HostRow, Input, Output } from '../../../contract'
import { checkDeputyDays } from '../../../miniprogram/domain/account/accounts'
import { faultOf } from '../../../miniprogram/domain/values/fault-of'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { formatRange } from '../../../miniprogram/locales/days'
import { translate } from '../../../miniprogram/locales/errors'
import { deputyWords } from '../../../miniprogram/staff/locales/deputy'
import type { Question } from '../../shell/question'

export type Deputy = NonNullable<Output<'deputy.get'>['deputy']>
export type Naming = NonNullable<Input<'deputy.set'>>

/** A deputy while they are being named. */
export interface NamingDraft {
  person: HostRow | null
  firstDay: Day
  lastDay: Day
}

/** @param now epoch ms */
export const newNaming = (now: number): NamingDraft => ({
  ...{ person: null, firstDay: dayOf(now), lastDay: dayOf(now) },
})

/** What the server would refuse the days for; empty: nothing. @param now epoch ms */
export function faultOfDays(days: Pick<NamingDraft, 'firstDay' | 'lastDay'>, now: number): string {
  const fault = faultOf(() => checkDeputyDays(days, dayOf(now)))
  return fault === null ? '' : translate(fault.code, fault.details)
}

/** The draft as it is sent; null: nobody is chosen, or these are no days to stand in. @param now epoch ms */
export const namingOf = ({ person, firstDay, lastDay }: NamingDraft, now: number): Naming | null =>
  person === null || faultOfDays({ firstDay, lastDay }, now) !== ''
    ? null
    : { staffId: person.hostId, firstDay, lastDay }

/** Who stands in, and when. @param now epoch ms */
export const deputyLine = (
  { name, firstDay, lastDay }: Deputy,
  now: number,
): { name: string; days: string } => ({
  ...{ name, days: formatRange(firstDay, lastDay, dayOf(now)) },
})

/** Asked once before a deputy decides no more. */
export const endQuestion = ({ name }: Pick<Deputy, 'name'>): Question => ({
  ...{ key: name, title: deputyWords.endTitle, note: deputyWords.endContent(name) },
  ...{ action: deputyWords.endTitle, final: true, reason: null },
})

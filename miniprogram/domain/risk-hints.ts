import { addDays, daysInclusive, type Day } from './days'

/** What an approver should look at twice (spec 3). Hints never decide. */
export type RiskHint = 'long' | 'farAhead' | 'officialByPrivateCar'

export const RISK_HINTS: Readonly<Record<RiskHint, string>> = {
  long: '预约天数较长，请确认确有需要',
  farAhead: '预约日期较远，请确认行程已定',
  officialByPrivateCar: '因公来访车辆免停车费，请确认事由属实',
}

/** Hints for one booking. `submittedOn` is the day it was last sent. */
export function riskHints(
  visit: { firstDay: Day; lastDay: Day; purposeClass: 'official' | 'private'; plate: string | null },
  submittedOn: Day,
  rules: { adviseAheadDays: number; adviseLongDays: number },
): RiskHint[] {
  const hints: RiskHint[] = []
  if (daysInclusive(visit.firstDay, visit.lastDay) > rules.adviseLongDays) hints.push('long')
  if (visit.firstDay > addDays(submittedOn, rules.adviseAheadDays)) hints.push('farAhead')
  if (visit.purposeClass === 'official' && visit.plate !== null) hints.push('officialByPrivateCar')
  return hints
}

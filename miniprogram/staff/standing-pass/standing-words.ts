import type { Output } from '../../../contract'
import type { Day } from '../../domain/values/days'
import { formatDay } from '../../locales/days'
import { standingWords } from '../locales/standing'

export type StandingRow = Output<'standing.list'>['rows'][number]

const ICONS: Readonly<Record<StandingRow['state'], string>> = {
  draft: 'edit',
  asked: 'time',
  returned: 'rollback',
  approved: 'check-circle',
  withdrawn: 'close-circle',
  ended: 'check',
}

/** State in a word, with its icon: colour never speaks alone. */
export function standingOf({ state, over }: Pick<StandingRow, 'state' | 'over'>): {
  state: string
  icon: string
} {
  if (over && state === 'approved') return { state: standingWords.over, icon: ICONS.ended }
  return { state: standingWords.states[state], icon: ICONS[state] }
}

/** What somebody has to know of it now: a renewal that waits, papers that end. Empty: nothing. */
export function warningOf({ renewalUntil, papersUntil, state }: StandingRow, soon: Day, today: Day): string {
  if (state !== 'approved') return ''
  if (renewalUntil !== null) return standingWords.renewalAsked(formatDay(renewalUntil, today))
  if (papersUntil === null || papersUntil > soon) return ''
  return papersUntil < today
    ? standingWords.papersOver
    : standingWords.papersEnd(formatDay(papersUntil, today))
}

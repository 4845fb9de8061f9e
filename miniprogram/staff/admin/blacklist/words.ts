import type { Output } from '../../../../contract'
import { type Day } from '../../../domain/values/days'
import { formatDay } from '../../../locales/days'

export type BlacklistRow = Output<'blacklist.list'>['rows'][number]

/** State in a word, with its icon and tone: colour never speaks alone. */
export const STATES: Readonly<
  Record<BlacklistRow['state'], { words: string; icon: string; tone: 'waiting' | 'force' | 'ended' }>
> = {
  proposed: { words: '待确认', icon: 'time', tone: 'waiting' },
  active: { words: '生效中', icon: 'user-clear', tone: 'force' },
  liftAsked: { words: '待确认解除', icon: 'time', tone: 'waiting' },
  rejected: { words: '未列入', icon: 'minus-circle', tone: 'ended' },
  lifted: { words: '已解除', icon: 'check-circle', tone: 'ended' },
}

/** '5月23日 周六起，长期', '5月23日 周六至5月30日 周六'. */
export function termOf({ from, until }: { from: Day; until: Day | null }, today: Day): string {
  return until === null
    ? `${formatDay(from, today)}起，长期`
    : `${formatDay(from, today)}至${formatDay(until, today)}`
}

import type { Output } from '../../../../contract'
import type { Day } from '../../../domain/values/days'
import { formatDay } from '../../../locales/days'
import { adminBlacklistWords } from '../../../locales/zh/pages/admin-blacklist'

export type BlacklistRow = Output<'blacklist.list'>['rows'][number]

/** State in a word, with its icon and tone: colour never speaks alone. */
export const STATES: Readonly<
  Record<BlacklistRow['state'], { words: string; icon: string; tone: 'waiting' | 'force' | 'ended' }>
> = {
  proposed: { words: adminBlacklistWords.proposedWords, icon: 'time', tone: 'waiting' },
  active: { words: adminBlacklistWords.activeTab, icon: 'user-clear', tone: 'force' },
  liftAsked: { words: adminBlacklistWords.liftAskedWords, icon: 'time', tone: 'waiting' },
  rejected: { words: adminBlacklistWords.rejectedWords, icon: 'minus-circle', tone: 'ended' },
  lifted: { words: adminBlacklistWords.liftedWords, icon: 'check-circle', tone: 'ended' },
}

/** '5月23日 周六起，长期', '5月23日 周六至5月30日 周六'. */
export function termOf({ from, until }: { from: Day; until: Day | null }, today: Day): string {
  return until === null
    ? adminBlacklistWords.termOf(formatDay(from, today))
    : adminBlacklistWords.fromTo(formatDay(from, today), formatDay(until, today))
}

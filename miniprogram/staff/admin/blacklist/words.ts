import type { Output } from '../../../../contract'
import { blacklistStates } from '../../../locales/zh/blacklist'

export type BlacklistRow = Output<'blacklist.list'>['rows'][number]

interface StateView {
  words: string
  icon: string
  tone: 'waiting' | 'force' | 'ended'
}

/** State in a word, with its icon and tone: colour never speaks alone. */
export const STATES: Readonly<Record<BlacklistRow['state'], StateView>> = {
  proposed: { words: blacklistStates.proposed, icon: 'time', tone: 'waiting' },
  active: { words: blacklistStates.active, icon: 'user-clear', tone: 'force' },
  liftAsked: { words: blacklistStates.liftAsked, icon: 'time', tone: 'waiting' },
  rejected: { words: blacklistStates.rejected, icon: 'minus-circle', tone: 'ended' },
  lifted: { words: blacklistStates.lifted, icon: 'check-circle', tone: 'ended' },
}

import type { BlacklistAction, BlacklistState } from '../../domain/blacklist/blacklist'
import type { Day } from '../../domain/values/days'
import { formatPlate } from '../../domain/values/plates'
import { formatDay, formatRange } from '../days'
import { adminBlacklistWords } from './pages/admin-blacklist'
import { adminBlacklistEntryWords } from './pages/admin-blacklist-entry'
import { adminBlacklistListWords } from './pages/admin-blacklist-list'

/** How a blacklist entry is told, on a phone and at the console. */

export const blacklistStates: Readonly<Record<BlacklistState, string>> = {
  proposed: adminBlacklistWords.proposedWords,
  active: adminBlacklistWords.activeTab,
  liftAsked: adminBlacklistWords.liftAskedWords,
  rejected: adminBlacklistWords.rejectedWords,
  lifted: adminBlacklistWords.liftedWords,
}

export const blacklistActions: Readonly<Record<BlacklistAction, string>> = {
  proposed: adminBlacklistEntryWords.proposed,
  confirmed: adminBlacklistEntryWords.acceptTitle,
  rejected: adminBlacklistEntryWords.rejected,
  liftAsked: adminBlacklistEntryWords.liftAsked,
  lifted: adminBlacklistEntryWords.onAcceptTitle,
  liftRejected: adminBlacklistEntryWords.onRejectTitle,
}

/** Whom or what it names. */
export const subjectWords = ({ name, plate }: { name: string; plate: string | null }): string =>
  [name, plate === null ? '' : formatPlate(plate)].filter((part) => part !== '').join(' · ') ||
  adminBlacklistListWords.nameless

/** '5月23日 周六起，长期', '5月23日–30日 共8天'. */
export const termWords = ({ from, until }: { from: Day; until: Day | null }, today: Day): string =>
  until === null ? adminBlacklistWords.termOf(formatDay(from, today)) : formatRange(from, until, today)

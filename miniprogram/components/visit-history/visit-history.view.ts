import type { VisitDetail } from '../../../contract'
import { changeLines } from '../../locales/changes'
import { formatMoment } from '../../locales/days'
import { reasonSentence } from '../../locales/gate'
import { stepReason } from '../../locales/visit'
import type { VisitAction } from '../../domain/visit/visit'
import { visitHistoryWords } from '../../locales/pages/visit-history'

/** One line of a visit's story: a step in its life or a passage through a gate. */
export interface StoryLine {
  key: string
  when: string
  words: string
  by: string
  /** What it changed, from what to what. */
  changes: { words: string }[]
  reason: string
  icon: string
  tone: 'plain' | 'good' | 'attention'
}

const steps = (): Readonly<
  Record<VisitAction, { words: string; icon: string; tone: StoryLine['tone'] }>
> => ({
  submitted: { words: visitHistoryWords().submittedWords, icon: 'send', tone: 'plain' },
  revised: { words: visitHistoryWords().reviseAndSend, icon: 'edit', tone: 'plain' },
  moved: { words: visitHistoryWords().movedWords, icon: 'swap', tone: 'plain' },
  extended: { words: visitHistoryWords().extendedWords, icon: 'calendar', tone: 'good' },
  approved: { words: visitHistoryWords().approvedWords, icon: 'check-circle', tone: 'good' },
  returned: { words: visitHistoryWords().returnedWords, icon: 'rollback', tone: 'attention' },
  revoked: { words: visitHistoryWords().revokedWords, icon: 'minus-circle', tone: 'attention' },
  cancelled: { words: visitHistoryWords().cancelledWords, icon: 'close-circle', tone: 'plain' },
  expired: { words: visitHistoryWords().expiredWords, icon: 'history', tone: 'plain' },
  finished: { words: visitHistoryWords().finishedWords, icon: 'check', tone: 'plain' },
  reported: { words: visitHistoryWords().reportedWords, icon: 'call', tone: 'good' },
})

const ways = () => ({
  qr: visitHistoryWords().qr,
  shortCode: visitHistoryWords().shortCode,
  emergencyNumber: visitHistoryWords().emergencyNumber,
  plate: visitHistoryWords().plate,
  document: visitHistoryWords().document,
  face: visitHistoryWords().face,
})

/** The whole story of a visit, newest first: who, when, what (spec 3), and every passage (spec 5.1). */
export function storyOf(
  { history, passages, visit }: Pick<VisitDetail, 'history' | 'passages'> & { visit?: VisitDetail['visit'] },
  now: number,
): StoryLine[] {
  const looks = steps()
  const lines = history.map((entry, index) => ({
    at: entry.at,
    line: {
      key: `step-${index}`,
      when: formatMoment(entry.at, now),
      ...looks[entry.action],
      by: visit?.standing === true ? byOfStanding(entry) : byWords(entry),
      changes: changeLines(entry.changes, now).map((words) => ({ words })),
      reason: stepReason(entry.reason),
    },
  }))
  const passed = passages.map((passage) => ({ at: passage.at, line: passageLine(passage, now) }))
  // Of steps at the same moment the later one comes first too.
  return [...passed, ...lines.reverse()].sort((a, b) => b.at - a.at).map(({ line }) => line)
}

/** A visitor who was taken out of the record is told by their part in it. */
const byWords = ({ byRole, byName }: VisitDetail['history'][number]): string =>
  byRole === 'system' ? '' : byName === '' && byRole === 'visitor' ? visitHistoryWords().visitor : byName

/** The unit applies for the people of a standing pass; that they may come in is decided by the security office (spec 4.4). */
const byOfStanding = (entry: VisitDetail['history'][number]): string =>
  entry.action === 'approved' ? visitHistoryWords().securityOffice : byWords(entry)

function passageLine(passage: VisitDetail['passages'][number], now: number): StoryLine {
  const course = passage.direction === 'in' ? visitHistoryWords().course : visitHistoryWords().left
  return {
    key: `passage-${passage.id}`,
    when: formatMoment(passage.at, now),
    words: passage.allowed
      ? visitHistoryWords().passed(passage.gateName, course)
      : visitHistoryWords().passageLineWords(passage.gateName, course),
    by: ways()[passage.way],
    changes: [],
    reason: passage.allowed ? '' : (reasonSentence(passage.reason) ?? passage.reason),
    icon: passage.direction === 'in' ? 'login' : 'logout',
    tone: passage.allowed ? 'good' : 'attention',
  }
}

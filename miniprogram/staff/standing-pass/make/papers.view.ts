import type { FieldError } from '../../../domain/errors'
import { checkPapers, checkRenewedPapers, type ShownPaper } from '../../../domain/standing-pass/papers'
import type { Day } from '../../../domain/values/days'
import { translate } from '../../../locales/errors'
import { standingWords as words } from '../../locales/standing'

/** The papers of a standing pass while they are put together (spec 4.4). */
export interface PapersState {
  papers: readonly ShownPaper[]
  /** Those that the office approved it by, which all stay; null: it isn't approved. */
  approvedPapers: readonly ShownPaper[] | null
  /** One of them as it is typed. */
  paperName: string
  /** Empty: none was chosen. */
  paperUntil: string
  paperPhoto: string | null
  photoSending: boolean
  today: Day
}

/** What is wrong with papers, each beside its field. */
export const papersErrors = (
  { approvedPapers, today }: PapersState,
  papers: readonly ShownPaper[],
): FieldError[] =>
  approvedPapers === null ? checkPapers(papers, today) : checkRenewedPapers(papers, approvedPapers, today)

/**
 * The papers with the one that is typed; of an approved pass in place of the one of its name, which it renews. A sentence:
 * why it can't be added.
 */
export function withPaper(state: PapersState): readonly ShownPaper[] | string {
  const { paperName, paperUntil: until, paperPhoto: photo, papers } = state
  if (state.photoSending) return words.photoSending
  if (until === '') return words.paperMissing
  const paper = { name: paperName.trim(), until, photo }
  const same = state.approvedPapers === null ? -1 : papers.map(({ name }) => name).indexOf(paper.name)
  const at = same < 0 ? papers.length : same
  const all = [...papers.slice(0, at), paper, ...papers.slice(at + 1)]
  const [wrong] = papersErrors(state, all).filter(({ field }) => field.indexOf(`papers.${at}.`) === 0)
  return wrong === undefined ? all : translate(wrong.code, wrong.details)
}

/** Whether a paper can be taken off: not one that the office approved it by. */
export const mayRemove = ({ approvedPapers }: PapersState, { name }: ShownPaper): boolean =>
  approvedPapers === null || approvedPapers.every((each) => each.name !== name)

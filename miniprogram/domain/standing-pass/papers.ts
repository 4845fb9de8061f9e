import { fieldError, type FieldError } from '../errors'
import { addDays, isDay, type Day } from '../values/days'
import { lengthOf, readLine } from '../values/text'

/** A paper that a standing pass rests on, such as a certificate or an insurance (spec 4.4). */
export interface Paper {
  name: string
  /** The last day on which it is in date. */
  until: Day
}

export const MAX_PAPERS = 10
export const MAX_PAPER_NAME = 20
/** How many days before a paper's last day its unit is told. */
const ANNOUNCED_DAYS = [7, 30] as const

/** Papers with their names in their one spelling. */
export const normalisePapers = <P extends Paper>(papers: readonly P[]): P[] =>
  papers.map((paper) => ({ ...paper, name: readLine(paper.name) }))

/** What is wrong with papers, each beside its field. */
export function checkPapers(typed: readonly Paper[], today: Day): FieldError[] {
  const fieldErrors: FieldError[] = []
  normalisePapers(typed).forEach(({ name, until }, index) => {
    if (name === '' || lengthOf(name) > MAX_PAPER_NAME)
      fieldErrors.push(fieldError(`papers.${index}.name`, 'PAPER_NAME'))
    if (!isDay(until) || until < today) fieldErrors.push(fieldError(`papers.${index}.until`, 'PAPER_UNTIL'))
  })
  if (typed.length > MAX_PAPERS)
    fieldErrors.push(fieldError('papers', 'PAPERS_TOO_MANY', { max: MAX_PAPERS }))
  return fieldErrors
}

/** The last day on which all of them are in date; null: it rests on none. */
export const papersUntil = (papers: readonly Paper[]): Day | null =>
  papers.reduce<Day | null>((first, { until }) => (first === null || until < first ? until : first), null)

/**
 * Whether papers that ran out put it on hold, which its history doesn't tell yet: not since they were last renewed. A day on
 * which nobody looked is made up for.
 */
export function holdBegins(
  { papers, history }: { papers: readonly Paper[]; history: readonly { what: string }[] },
  today: Day,
): boolean {
  const until = papersUntil(papers)
  const whats = history.map(({ what }) => what)
  return until !== null && until < today && whats.lastIndexOf('held') <= whats.lastIndexOf('papers')
}

/** Which announcement is due today, by its days ahead: the nearest one that was reached; 0: they are over. Null: none yet. */
export function announcementDue(papers: readonly Paper[], today: Day): 0 | 7 | 30 | null {
  const until = papersUntil(papers)
  if (until === null) return null
  if (until < today) return 0
  return ANNOUNCED_DAYS.filter((days) => until <= addDays(today, days))[0] ?? null
}

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
    if (!isInDate(until, today)) fieldErrors.push(fieldError(`papers.${index}.until`, 'PAPER_UNTIL'))
  })
  if (typed.length > MAX_PAPERS)
    fieldErrors.push(fieldError('papers', 'PAPERS_TOO_MANY', { max: MAX_PAPERS }))
  return fieldErrors
}

const isInDate = (until: Day, today: Day): boolean => isDay(until) && until >= today

/** A paper and which photo of it there is; null: none. */
export interface ShownPaper extends Paper {
  photo: string | null
}

/**
 * What is wrong with papers in place of those that the office approved the pass by (`stands`): each of them stays, by its
 * name, with its photo. Another last day is that of a new paper, of which a new photo is there. One that is left as it was
 * may be out of date: it keeps the pass on hold.
 */
export function checkRenewedPapers(
  typed: readonly ShownPaper[],
  stands: readonly ShownPaper[],
  today: Day,
): FieldError[] {
  const left = normalisePapers(stands)
  const photos = stands.map(({ photo }) => photo)
  const fieldErrors = checkPapers(typed, today)
  let allowed: FieldError['field'][] = []
  normalisePapers(typed).forEach(({ name, until, photo }, index) => {
    const at = left.map((each) => each.name).indexOf(name)
    const [before] = at < 0 ? [] : left.splice(at, 1)
    if (before === undefined) return
    const renewed = until !== before.until
    if (!renewed) allowed = [...allowed, `papers.${index}.until`]
    const isNew = photo !== null && photos.indexOf(photo) < 0
    if (renewed ? !isNew : before.photo !== null && photo === null)
      fieldErrors.push(fieldError(`papers.${index}.photo`, 'PAPER_PHOTO', { name }))
  })
  for (const { name } of left) fieldErrors.push(fieldError('papers', 'PAPER_KEPT', { name }))
  return fieldErrors.filter(({ field }) => allowed.indexOf(field) < 0)
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

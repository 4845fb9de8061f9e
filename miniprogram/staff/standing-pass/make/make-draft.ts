import type { Day } from '../../../domain/values/days'
import type { MakeState } from './make.view'

/** Under which name a standing pass that wasn't sent is kept on the phone. */
export const DRAFT = 'standing'

const FIELDS = [
  ...(['why', 'firstDay', 'lastDay', 'weekdays', 'allDay', 'from', 'until', 'gateIds', 'fee'] as const),
  ...(['people', 'person', 'listText', 'papers', 'paperName', 'paperUntil'] as const),
]

/** What of the page is typed. */
export type Typed = Pick<MakeState, (typeof FIELDS)[number]>

/** A photo isn't kept: it goes by itself when no paper takes it. */
export function typedOf(state: MakeState): Typed {
  const typed: Partial<Record<keyof Typed, unknown>> = {}
  for (const field of FIELDS) typed[field] = state[field]
  return { ...(typed as Typed), papers: state.papers.map((paper) => ({ ...paper, photo: null })) }
}

/** True when there is something that would be missed. */
export const hasTyped = ({ why, people, person, listText, papers, paperName }: MakeState): boolean =>
  people.length + papers.length > 0 ||
  [why, person.name, person.document, person.phone, person.plate, listText, paperName].some(
    (text) => text !== '',
  )

/** As it was typed, from today on. */
export const recalled = (typed: Typed, today: Day): Typed => ({
  ...typed,
  firstDay: typed.firstDay < today ? today : typed.firstDay,
  lastDay: typed.lastDay < today ? today : typed.lastDay,
})

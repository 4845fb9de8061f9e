import type { Output } from '../../../contract'
import { addDays, type Day } from '../../domain/values/days'
import { formatDay } from '../../locales/days'
import { standingWords } from './standing'

export type StandingRow = Output<'standing.list'>['rows'][number]
export type StandingPerson = Output<'standing.people'>['rows'][number]

/** Papers that end within so many days are named. */
const SOON_DAYS = 30

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
export function warningOf({ renewalUntil, papersUntil, state }: StandingRow, today: Day): string {
  if (state !== 'approved') return ''
  if (renewalUntil !== null) return standingWords.renewalAsked(formatDay(renewalUntil, today))
  if (papersUntil === null || papersUntil > addDays(today, SOON_DAYS)) return ''
  return papersUntil < today
    ? standingWords.papersOver
    : standingWords.papersEnd(formatDay(papersUntil, today))
}

/** Whether somebody on it comes in by it, in a word. */
export const personStateWord = ({ state }: Pick<StandingPerson, 'state'>): string =>
  standingWords.personStates[state === 'approved' || state === 'pending' ? state : 'ended']

/** What is known of somebody on it, and whether they come in by it. */
export function personWords(person: StandingPerson): { known: string; standing: string; lives: boolean } {
  const { document, plate, phoneTail, state, claimed, photo, cameAt } = person
  const lives = state === 'approved' || state === 'pending'
  const standing = personStateWord(person)
  const parts = [document, plate ?? '', phoneTail === '' ? '' : standingWords.phoneTail(phoneTail)]
  const more = [
    claimed ? standingWords.claimed : '',
    standingWords.photos[photo],
    cameAt === null ? standingWords.notCame : standingWords.came,
  ]
  const joined = (words: string[]): string => words.filter((each) => each !== '').join(' · ')
  return {
    lives,
    known: joined(parts),
    standing: joined(state === 'approved' ? [standing, ...more] : [standing]),
  }
}

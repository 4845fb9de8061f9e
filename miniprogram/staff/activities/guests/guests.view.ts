import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import type { Tab } from '../../../components/tabs/tabs'
import { countedTabs } from '../../../components/tabs/tabs.view'
import { listOfGuest, type GuestList } from '../../../domain/activity/guest'
import { formatMoment } from '../../../locales/days'
import { formatPlate } from '../../../domain/values/plates'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { activityWords } from '../../locales/activities'
import { inertText } from '../../../domain/values/inert-text'

export type GuestRow = Output<'activity.guests'>['rows'][number]

export interface GuestsState {
  activityId: string
  list: PagedList<GuestRow>
  tab: GuestList
  exporting: boolean
  now: number
}

export interface GuestsView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  tab: GuestList
  tabs: Tab<GuestList>[]
  cards: Array<{ id: string; name: string; facts: string; answer: string; joined: string; came: string }>
  exporting: boolean
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
}

export const initialGuests = (): GuestsState => ({
  activityId: '',
  list: emptyList(),
  tab: 'approved',
  exporting: false,
  now: 0,
})

const TABS: Tab<GuestList>[] = [
  { value: 'approved', label: activityWords.guestTabs.approved },
  { value: 'waiting', label: activityWords.guestTabs.waiting },
  { value: 'ended', label: activityWords.guestTabs.ended },
]

/** Who comes to an activity, who waits, and who doesn't come any more (spec 4.2). */
export function guestsView({ list, tab, exporting, now }: GuestsState): GuestsView {
  return {
    stage: listStage(list),
    tab,
    tabs: countedTabs(TABS, list.counts),
    cards: list.rows.map((row) => ({
      id: row.id,
      name: row.name,
      facts: factsOf(row),
      answer: beginningOf(row.answer),
      joined: row.listed ? activityWords.listed : activityWords.joinedAt(formatMoment(row.joinedAt, now)),
      came: tab === 'approved' ? cameWords(row.cameAt, now) : '',
    })),
    exporting,
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}

/** Number and plate, as far as there are any: on a list neither has to be. */
const factsOf = ({ phoneTail, plate }: GuestRow): string =>
  [phoneTail === '' ? '' : activityWords.phoneTail(phoneTail), plate === null ? '' : formatPlate(plate)]
    .filter((part) => part !== '')
    .join(' · ')

/** As much of an answer as a row shows; the list to take along has all of it. */
const SHOWN = 40
const beginningOf = (answer: string): string =>
  answer.length > SHOWN ? `${answer.slice(0, SHOWN)}…` : answer

const cameWords = (cameAt: number | null, now: number): string =>
  cameAt === null ? activityWords.notCome : activityWords.cameAt(formatMoment(cameAt, now))

/**
 * The list as a spreadsheet takes it when pasted. What would begin a formula there, or a new cell, can't: guests type
 * their names and answers themselves.
 */
export function sheetOf(rows: readonly GuestRow[], now: number): string {
  const line = (cells: readonly string[]): string => cells.map(inertText).join('\t')
  return [
    line(activityWords.columns),
    ...rows.map((row) =>
      line([
        ...[row.name, row.phoneTail, row.plate ?? '', row.answer, stateWords(row)],
        ...[formatMoment(row.joinedAt, now), row.cameAt === null ? '' : formatMoment(row.cameAt, now)],
      ]),
    ),
  ].join('\n')
}

const stateWords = ({ state }: GuestRow): string => activityWords.guestStates[listOfGuest(state)]

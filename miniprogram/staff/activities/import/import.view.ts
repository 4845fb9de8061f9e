import type { LoadFailure } from '../../../api/api-error'
import type { Day } from '../../../domain/values/days'
import {
  checkGuestList,
  guestImportWords as words,
  type CheckedList,
  type GuestOnList,
} from '../../locales/guest-import'
import type { RowError } from '../../locales/standing-list'
import type { ActivityDetail } from '../activity/activity.view'

export interface ImportState {
  detail: ActivityDetail | null
  /** Why the activity can't be shown. */
  failure: LoadFailure | null
  text: string
  /** What of `text` can be taken in; null: it wasn't checked as it is now. */
  checked: CheckedList | null
  /** Who hasn't been sent yet, as many as one call takes each. */
  waiting: readonly GuestOnList[][]
  sending: boolean
  added: number
  refused: readonly RowError[]
  /** Why the list can't be read, or why sending stopped. */
  note: string
}

/** What the page says whatever is on it. */
const { note, noCars, rows, example, read } = words
const TEXTS = { note, noCars, rows, example, read }

export interface ImportView {
  words: typeof TEXTS
  stage: 'loading' | 'failed' | 'closed' | 'ready'
  failure: LoadFailure | null
  title: string
  noCars: boolean
  text: string
  mayRead: boolean
  note: string
  /** How it stands with the list; empty: it wasn't checked. */
  result: string
  broken: string
  faults: ShownRows
  refusedTitle: string
  refused: ShownRows
  /** Of the button at the foot; empty: there is nothing to send. */
  action: string
  sending: boolean
}

interface ShownRows {
  rows: readonly RowError[]
  /** That there are more than a phone shows; empty otherwise. */
  more: string
}

/** A phone shows so many at once; who has mended them checks again. */
const MAX_ROWS = 30

export const initialImport = (): ImportState => ({
  ...{ detail: null, failure: null, text: '', checked: null, waiting: [], sending: false },
  ...{ added: 0, refused: [], note: '' },
})

/** The list as it is typed, checked; nobody has been taken in of it yet. */
export function withChecked(state: ImportState, today: Day): Partial<ImportState> {
  if (state.detail === null) return {}
  const checked = checkGuestList(state.text, state.detail.plan, today)
  const empty = checked.people.length === 0 && checked.broken === 0
  return {
    ...{ checked: empty ? null : checked, note: empty ? words.nothingRead : '' },
    added: 0,
    refused: [],
  }
}

/** A list of guests that the organiser pastes: checked first, then taken in (spec 4.2). */
export function importView(state: ImportState): ImportView {
  const { detail, failure, text, checked, waiting, sending, added, refused } = state
  const all = checked?.people.length ?? 0
  const left = waiting.reduce((sum, part) => sum + part.length, 0)
  return {
    words: TEXTS,
    stage: stageOf(state),
    failure,
    title: detail?.activity.title ?? '',
    noCars: detail !== null && !detail.plan.asksPlate,
    text,
    mayRead: text.trim() !== '' && !sending,
    note: state.note,
    result: checked === null ? '' : left < all ? words.added(added) : words.ready(all),
    broken: checked === null || checked.broken === 0 ? '' : words.broken(checked.broken),
    faults: shown(checked?.faults ?? []),
    refusedTitle: refused.length === 0 ? '' : words.refusedTitle(refused.length),
    refused: shown(refused),
    action: actionOf(state, all, left),
    sending,
  }
}

function stageOf({ detail, failure }: ImportState): ImportView['stage'] {
  if (detail === null) return failure === null ? 'loading' : 'failed'
  return detail.allowedActions.addGuests ? 'ready' : 'closed'
}

/** @param left of `all` who can be taken in, how many weren't sent yet */
function actionOf({ sending, note }: ImportState, all: number, left: number): string {
  if (left === 0) return ''
  if (sending) return words.adding(all - left, all)
  return left < all || note !== '' ? words.goOn(left) : words.add(all)
}

const shown = (rows: readonly RowError[]): ShownRows => ({
  rows: rows.slice(0, MAX_ROWS).map((row, at) => ({ ...row, at })),
  more: rows.length > MAX_ROWS ? words.moreRows(rows.length - MAX_ROWS) : '',
})

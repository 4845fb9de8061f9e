import type { LoadFailure } from '../../api/api-error'
import { titleOfVisit } from '../../components/visit-card/visit-card.view'
import type { Me, VisitRow } from '../../../contract'
import { willTell } from '../../api/session'
import type { BookingDraft } from '../../device-storage/booking-draft'
import type { LastVisit } from '../../device-storage/last-visit'
import type { EndedVisit } from '../../device-storage/ended-visits'
import type { Day } from '../../domain/values/days'
import { formatRange } from '../../locales/days'
import { durationName } from '../../locales/durations'
import { endedLine, passLines, type EndedLine, type PassLine } from './pass-lines.view'
import { unitOf } from '../../locales/walk-in'
import { homeWords } from '../../locales/pages/home'

/** What the first screen knows. `kept`: passes on this phone, for when there is no network. */
export interface HomeState {
  me: Me | null
  today: Day
  /** Server time, epoch milliseconds. */
  now: number
  /** Why loading failed; empty while it hasn't. */
  failure: LoadFailure | null
  loading: boolean
  kept: VisitRow[]
  /** Bookings that were revoked, cancelled or expired, not seen on this phone yet. */
  ended: EndedVisit[]
  /** An evacuation list is on this phone (a guard's), for when there is no network. */
  evacuation: boolean
  /** What this phone booked last. */
  lastVisit: LastVisit | null
  /** A booking that was begun on this phone and not sent. */
  draft: BookingDraft | null
  /** This phone decided passages at a gate that the server doesn't have yet. */
  passagesWait: boolean
}

/** Where a card leads; home.ts knows the addresses. */
export type HomeCardTarget =
  | 'returned'
  | 'pending'
  | 'approvals'
  | 'gate'
  | 'desk'
  | 'presence'
  | 'recordLists'
  | 'emergency'
  | 'office'
  | 'hostVisits'

export interface HomeView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof homeWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  passes: PassLine[]
  ended: EndedLine[]
  /** Without a pass for today the way to a booking is the screen's main thing, unless one comes here to work. */
  bookingFirst: boolean
  cards: Array<{
    target: HomeCardTarget
    icon: string
    title: string
    advice: string
    count: string
    urgent: boolean
    /** The booking that it opens by itself; empty: it leads to a list. */
    visitId: string
  }>
  frozen: string
  evacuation: boolean
  /** How a visit goes, for who has nothing here yet. */
  steps: boolean
  /** The last visit, to book again with one tap; empty: there is none, or it may not be over. */
  again: string
  /** What was begun and not sent, to go on with it; empty: nothing (spec 2, Drafts). */
  draft: string
}

/** The first screen: today's passes, else booking; then what waits for me. */
export function homeView(state: HomeState): HomeView {
  const { me, today, now, failure, loading, kept } = state
  const ended = state.ended.map((row) => endedLine(row, today))
  const passes = passLines(me === null ? kept : me.todayPasses, today, now)
  const again = againLine(state)
  return {
    words: homeWords().labels,
    stage: me !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    waiting: loading,
    passes,
    ended,
    bookingFirst: passes.length === 0 && !works(me),
    cards: me === null ? [] : [...passagesLeft(state), ...cardsFor(me)],
    frozen: frozenLine(me),
    evacuation: me === null && failure !== null && state.evacuation,
    steps:
      me !== null && again === '' && passes.length === 0 && ended.length === 0 && cardsFor(me).length === 0,
    again,
    draft: me === null ? '' : draftLine(state.draft),
  }
}

function draftLine(draft: BookingDraft | null): string {
  if (draft === null) return ''
  return draft.host === null
    ? homeWords().draftKept
    : homeWords().visitTo(draft.host.name, draft.host.unitName)
}

/** Over: its days have begun, and no booking of this person holds or waits. */
function againLine({ me, lastVisit, today }: HomeState): string {
  if (me === null || lastVisit === null || lastVisit.firstDay > today) return ''
  const { todayPasses, waiting } = me
  if (todayPasses.length > 0 || waiting.pending > 0 || waiting.returned > 0) return ''
  return homeWords().visitTo(lastVisit.hostName, lastVisit.unitName)
}

/** Who is a guard no more finds the way to what the phone still has to tell (spec 5.1). */
function passagesLeft({ me, passagesWait }: HomeState): HomeView['cards'] {
  if (!passagesWait || me?.guard !== null) return []
  const row = card('gate', 'upload', homeWords().passagesWait, homeWords().passagesWaitNote, 0, true)
  return [{ ...row, count: '' }]
}

/** The first screen follows the roles: whoever works here finds the work first, whatever else they are (spec 1). */
function cardsFor(me: Me): HomeView['cards'] {
  const { staffName, waiting, approver, guard, desk, office, emergency } = me
  const cards: HomeView['cards'] = []
  if (waiting.returned > 0)
    cards.push(
      card(
        'returned',
        'rollback',
        homeWords().returnedBookings,
        homeWords().reviseByReason,
        waiting.returned,
        true,
      ),
    )
  if (approver !== null) {
    const advice = waiting.approvals > 0 ? homeWords().visitorsWait : homeWords().nothingWaiting
    cards.push(
      card(
        'approvals',
        'undertake',
        homeWords().waitsForMe,
        advice,
        waiting.approvals,
        waiting.approvals > 0,
      ),
    )
  }
  if (guard !== null) {
    const gates = guard.gates.map((gate) => gate.name).join(homeWords().listComma)
    cards.push({ ...card('gate', 'scan', homeWords().gateCheck, gates, 0, false), count: '' })
  }
  if (desk !== null) {
    const campuses = desk.campuses.map((campus) => campus.name).join(homeWords().listComma)
    cards.push({ ...card('desk', 'car', homeWords().vehiclesInside, campuses, 0, false), count: '' })
    cards.push({
      ...card('presence', 'usergroup', homeWords().presence, homeWords().presenceNote, 0, false),
      count: '',
    })
    cards.push({
      ...card('recordLists', 'history', homeWords().recordLists, homeWords().recordListsNote, 0, false),
      count: '',
    })
  }
  // While calls are taken they come first for whoever takes them; otherwise the desk alone finds the list.
  if (desk !== null || (office !== null && emergency)) {
    const advice = emergency ? homeWords().emergencyOnNote : homeWords().emergencyOffNote
    const row = { ...card('emergency', 'call', homeWords().emergency, advice, 0, emergency), count: '' }
    if (emergency) cards.unshift(row)
    else cards.push(row)
  }
  if (office !== null) {
    const waits = office.waiting
    const advice = waits > 0 ? homeWords().somethingWaits : homeWords().officeWork
    const row = card('office', 'shield', homeWords().officeRooms, advice, waits, waits > 0)
    cards.push(waits > 0 ? row : { ...row, count: '' })
  }
  if (staffName !== null)
    cards.push({
      ...card('hostVisits', 'user-checked', homeWords().visitsToMe, homeWords().visitsToMeNote, 0, false),
      count: '',
    })
  const [only] = me.pending
  if (only !== undefined) cards.push(pendingCard(only, me))
  else if (waiting.pending > 0)
    cards.push(
      card(
        'pending',
        'time',
        homeWords().pendingBookings,
        homeWords().result(willTell(me)),
        waiting.pending,
        false,
      ),
    )
  return cards
}

/** One booking that waits says all that is to be known of it, for whom or for what it waits, and opens itself. */
function pendingCard(row: VisitRow, me: Me): HomeView['cards'][number] {
  const forPlace = row.activity?.waiting === true
  const whom = row.hostName === '' ? unitOf(row) : homeWords().visitTo(row.hostName, row.unitName)
  const days = formatRange(row.firstDay, row.lastDay, me.today)
  const waited = homeWords().waited(waitedWords(me.now - row.submittedAt))
  return {
    ...card(
      'pending',
      'time',
      forPlace ? homeWords().placeOne(days) : homeWords().pendingOne(days),
      '',
      0,
      false,
    ),
    advice: [forPlace ? titleOfVisit(row) : whom, waited, homeWords().result(willTell(me))].join('\n'),
    count: '',
    visitId: row.id,
  }
}

const MINUTE_MS = 60_000

/** How long somebody has waited: minutes, then whole hours, then whole days. */
function waitedWords(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE_MS))
  if (minutes < 60) return durationName(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? durationName(hours * 60) : homeWords().days(Math.floor(hours / 24))
}

const card = (
  target: HomeCardTarget,
  icon: string,
  title: string,
  advice: string,
  count: number,
  urgent: boolean,
): HomeView['cards'][number] => ({
  target,
  icon,
  title,
  advice,
  count: count > 99 ? '99+' : String(count),
  urgent,
  visitId: '',
})

const works = (me: Me | null): boolean =>
  me !== null && (me.approver !== null || me.guard !== null || me.desk !== null || me.office !== null)

/** What stands at the tab of the first screen: what waits for this person's word; 0: nothing. */
export const waitingForMe = ({ waiting, office }: Me): number =>
  waiting.approvals + waiting.returned + (office?.waiting ?? 0)

function frozenLine(me: Me | null): string {
  const frozen = me?.approver?.frozen
  return frozen ? homeWords().frozenLine(frozen.reason) : ''
}

import type { BookingOptions, Input } from '../../../contract'
import {
  MAX_PEOPLE,
  checkStandingPlan,
  STANDING_FEES,
} from '../../../miniprogram/domain/standing-pass/standing-pass'
import {
  checkPapers,
  checkRenewedPapers,
  type ShownPaper,
} from '../../../miniprogram/domain/standing-pass/papers'
import { comesBy, noWayIn, type PersonForm } from '../../../miniprogram/domain/standing-pass/person'
import { readList } from '../../../miniprogram/domain/standing-pass/read-list'
import { addDays, dayOf, formatMinute, type Weekday } from '../../../miniprogram/domain/values/days'
import { hoursBetween } from '../../../miniprogram/domain/values/validity'
import { translate } from '../../../miniprogram/locales/errors'
import { standingWords } from '../../../miniprogram/staff/locales/standing'
import { listWords, rowErrors, type RowError } from '../../../miniprogram/staff/locales/standing-list'
import { picturesWords } from '../../locales/zh/pictures'
import { standingPassesWords as words } from '../../locales/zh/standing-passes'
import { uploadsOf, type Picture } from '../../pictures/pictures'
import { clockWords, minuteOfClock } from '../../values/clock'
import type { StandingPass } from './standing-passes'

export type Plan = Input<'standing.apply'>['plan']
type Papers = Input<'standing.papers'>['papers']

/** A paper while it is typed. */
export interface PaperDraft {
  key: number
  name: string
  until: string
  /** The photo that it has already. */
  photo: string | null
  /** A new one. */
  pictures: Picture[]
}

/** What a unit applies for while it is typed. */
export interface ApplicationDraft {
  /** Empty: a new one. */
  passId: string
  unitId: string
  why: string
  firstDay: string
  lastDay: string
  weekdays: Weekday[]
  allDay: boolean
  from: string
  until: string
  gateIds: string[]
  fee: Plan['fee']
  /** The people, one a line. */
  listText: string
  papers: PaperDraft[]
}

/** What is offered, and the office's rules. */
export type Offered = Pick<BookingOptions, 'gates' | 'standing'>

const USUAL_DAYS = 120
const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5]
const EVERY_DAY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]
/** As people count them. */
export const WEEKDAY_CHOICES = [...EVERY_DAY.slice(1), 0 as const].map((value) => ({
  value,
  label: words.form.weekday(standingWords.weekdays[value] ?? ''),
}))
export const FEE_CHOICES = STANDING_FEES.map((value) => ({ value, label: standingWords.fees[value] }))

/** @param now epoch ms */
export const newApplication = (unitId: string, now: number): ApplicationDraft => ({
  ...{ passId: '', unitId, why: '', firstDay: dayOf(now), lastDay: addDays(dayOf(now), USUAL_DAYS) },
  ...{ weekdays: [...WORKDAYS], allDay: false, from: '07:00', until: '19:00', gateIds: [], fee: 'free' },
  ...{ listText: '', papers: [] },
})

/** One that was sent back, as it stands; more people may join it. */
export const changeOf = ({ pass, plan }: StandingPass): ApplicationDraft => ({
  ...{ passId: pass.id, unitId: pass.unitId, why: plan.why, firstDay: plan.firstDay, lastDay: plan.lastDay },
  weekdays: plan.weekdays.length === 0 ? [...EVERY_DAY] : [...plan.weekdays],
  ...{ allDay: plan.hours === null, gateIds: [...plan.gateIds], fee: plan.fee, listText: '', papers: [] },
  from: plan.hours === null ? '07:00' : clockWords(plan.hours.from),
  until: plan.hours === null ? '19:00' : formatMinute(plan.hours.until % (24 * 60)),
})

export const newPaper = (papers: readonly PaperDraft[]): PaperDraft => ({
  key: Math.max(0, ...papers.map(({ key }) => key)) + 1,
  ...{ name: '', until: '', photo: null, pictures: [] },
})

/** Papers anew while they are typed. */
export interface PapersDraft {
  papers: PaperDraft[]
  /** Those that the office approved the pass by, which all stay; null: it isn't approved. */
  stands: ShownPaper[] | null
  /** What was looked at, as the server counts it. */
  seen: number
}

export const papersDraftOf = ({ papers, pass, rev: seen }: StandingPass): PapersDraft => ({
  papers: papers.map(({ name, until, photo }, index) => ({
    key: index + 1,
    name,
    until,
    photo,
    pictures: [],
  })),
  stands: pass.state === 'approved' ? papers.map(({ name, until, photo }) => ({ name, until, photo })) : null,
  seen,
})

/** The plan as the server takes it; NaN where a time was cleared: nothing is sent (applicationFaults). */
export function planOf(draft: ApplicationDraft): Plan {
  const { why, firstDay, lastDay, weekdays, allDay, gateIds, fee } = draft
  const [from, until] = [draft.from, draft.until].map((time) => minuteOfClock(time) ?? Number.NaN)
  return {
    ...{ why: why.trim(), firstDay, lastDay, gateIds: [...gateIds], fee },
    weekdays: weekdays.length === EVERY_DAY.length ? [] : [...weekdays],
    hours: allDay ? null : hoursBetween(from ?? Number.NaN, until ?? Number.NaN),
  }
}

export const papersOf = (papers: readonly PaperDraft[]): Papers =>
  papers.map(({ name, until, photo, pictures }) => ({
    ...{ name: name.trim(), until },
    photo: pictures[0]?.uploadId ?? photo,
  }))

/** A list as it was read: who can be sent, in which line each stands, and what is wrong with the rest. */
export interface ListedPeople {
  people: PersonForm[]
  rows: number[]
  faults: RowError[]
}

/** The list as it is typed: who can be sent, and what is wrong with the rest. */
export function listedPeople(text: string, now: number): ListedPeople {
  const { people, faults } = readList(text, dayOf(now), listWords)
  return {
    people: people.map(({ person }) => person),
    rows: people.map(({ row }) => row),
    faults: rowErrors(faults),
  }
}

/** What keeps papers from being sent, in sentences. @param stands those of a pass that is approved, which all stay; null: it isn't */
export function paperFaults(
  papers: readonly PaperDraft[],
  now: number,
  stands: readonly ShownPaper[] | null = null,
): string[] {
  const [typed, today] = [papersOf(papers), dayOf(now)]
  const errors = stands === null ? checkPapers(typed, today) : checkRenewedPapers(typed, stands, today)
  const wrong = errors.map(({ code, details }) => translate(code, details))
  const open = papers.some(({ pictures }) => uploadsOf(pictures) === null)
  return [...new Set(wrong), ...(open ? [picturesWords.onTheirWay] : [])]
}

/** What keeps it from being sent, in sentences. @param listed its list, read: once for whoever shows it too */
export function applicationFaults(
  draft: ApplicationDraft,
  { people, faults }: Pick<ListedPeople, 'people' | 'faults'>,
  offered: Offered | undefined,
  now: number,
): string[] {
  if (offered === undefined) return []
  if (!draft.allDay && [draft.from, draft.until].some((time) => minuteOfClock(time) === null))
    return [words.form.missingHours]
  if (draft.weekdays.length === 0) return [words.form.missingWeekday]
  const coming = people.map((person) => ({ ...comesBy(person), name: person.name }))
  const plan = [
    ...checkStandingPlan(planOf(draft), dayOf(now), offered.standing, offered.gates),
    ...noWayIn(coming, draft.gateIds, offered.gates),
  ].map(({ code, details }) => translate(code, details))
  return [
    ...plan,
    ...(draft.passId === '' && people.length === 0 && faults.length === 0
      ? [translate('STANDING_EMPTY', {})]
      : []),
    ...(faults.length > 0 ? [words.form.brokenRows] : []),
    ...(people.length > MAX_PEOPLE ? [words.form.tooMany(MAX_PEOPLE)] : []),
    ...paperFaults(draft.papers, now),
  ]
}

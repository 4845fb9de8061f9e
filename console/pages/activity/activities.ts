import type { BookingOptions, Input, Output } from '../../../contract'
import { readCount } from '../../../miniprogram/domain/values/counts'
import { MAX_ACCOUNT_REASON } from '../../../miniprogram/domain/account/accounts'
import { checkPlan, MAX_MESSAGE_LENGTH } from '../../../miniprogram/domain/activity/activity'
import { listOfGuest, type GuestList } from '../../../miniprogram/domain/activity/guest'
import { hoursBetween } from '../../../miniprogram/domain/values/validity'
import { usualPurpose } from '../../../miniprogram/domain/visit/purposes'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { translate } from '../../../miniprogram/locales/errors'
import { purposeWords } from '../../../miniprogram/locales/purposes'
import { activityHours, activityWords } from '../../../miniprogram/staff/locales/activities'
import { activityReasons, pickedReasons } from '../../../miniprogram/staff/locales/picked-reasons'
import { activitiesWords as words } from '../../locales/zh/activities'
import { stamp } from '../../sheet/stamp'
import type { Question } from '../../shell/question'
import { minuteOfClock } from '../../values/clock'
import { choicesOf, type OfficeList } from '../../values/choices'

type Row = Output<'activity.list'>['rows'][number]
export type Activity = Output<'activity.get'>
type Guest = Output<'activity.guests'>['rows'][number]

/** State in a word; what is over says so. */
const stateOf = ({ state, over }: Pick<Row, 'state' | 'over'>): string =>
  over && (state === 'open' || state === 'closed') ? activityWords.over : activityWords.states[state]

export const ACTIVITY_CHOICES = choicesOf<OfficeList>(words.shown)

/** An activity as a row. */
export interface ActivityLine {
  id: string
  title: string
  state: string
  /** Somebody has to answer it. */
  waits: boolean
  unit: string
  days: string
  quota: number
  asked: string
}

export const activityLines = (rows: readonly Row[], now: number): ActivityLine[] =>
  rows.map((row) => ({
    ...{ id: row.id, title: row.title, state: stateOf(row), waits: row.state === 'asked', quota: row.quota },
    unit: activityWords.organisedBy(row.unitName, row.organiserName),
    days: formatRange(row.firstDay, row.lastDay, dayOf(now)),
    asked: formatMoment(row.askedAt, now),
  }))

/** One activity as facts: its plan, how many come, what was answered. */
export function activityFacts(detail: Activity, now: number): { label: string; words: string }[] {
  const {
    activity,
    plan,
    purposeWords: purpose,
    gates,
    taken,
    waiting,
    answeredBy,
    answer,
    cancelled,
    message,
  } = detail
  return [
    { label: activityWords.days, words: formatRange(plan.firstDay, plan.lastDay, dayOf(now)) },
    { label: activityWords.hours, words: activityHours(plan.hours) },
    { label: activityWords.purpose, words: purposeWords(purpose) },
    { label: activityWords.unit, words: activity.unitName },
    { label: activityWords.organiser, words: activity.organiserName },
    { label: words.gates, words: gates.map(({ name }) => name).join(words.comma) },
    { label: activityWords.car, words: plan.asksPlate ? activityWords.carYes : activityWords.carNo },
    { label: activityWords.question, words: plan.question },
    { label: words.taken, words: activityWords.taken(taken, plan.quota) },
    { label: words.waiting, words: waiting === 0 ? '' : words.people(waiting) },
    { label: activityWords.answeredBy, words: answeredBy ?? '' },
    { label: activityWords.answer, words: answer ?? '' },
    { label: activityWords.cancelled, words: cancelled ?? '' },
    {
      label: activityWords.message,
      words: message === null ? '' : `${formatMoment(message.at, now)} ${message.text}`,
    },
  ].filter((fact) => fact.words !== '')
}

/** What has to happen first; empty: nothing to say. */
export function adviceOf({ activity, allowedActions }: Activity): string {
  if (allowedActions.needsColleague) return activityWords.needsColleague
  return activity.state === 'asked' && !allowedActions.answer ? activityWords.waitsForOffice : ''
}

export type ActivityStep = 'accept' | 'refuse' | 'close' | 'cancel' | 'message' | 'export'

/** What is asked once before something is done with an activity. */
export function activityQuestion({ activity }: Activity, step: ActivityStep): Question {
  const about = { key: `${step}:${activity.id}`, final: false, reason: null }
  const asking = (sheet: { heading: string; explanation: string; action: string; placeholder: string }) => ({
    ...{ ...about, title: sheet.heading, note: sheet.explanation, action: sheet.action },
    reason: {
      example: sheet.placeholder,
      ...(step === 'refuse' || step === 'cancel'
        ? {
            label: words.reason,
            choices: pickedReasons[activityReasons[step]],
            limit: MAX_ACCOUNT_REASON,
          }
        : { label: words.text, limit: MAX_MESSAGE_LENGTH }),
    },
  })
  switch (step) {
    case 'accept':
      return {
        ...{ ...about, title: activityWords.acceptTitle, note: activityWords.acceptContent },
        action: activityWords.acceptConfirm,
      }
    case 'close':
      return {
        ...{ ...about, title: activityWords.closeTitle, note: activityWords.closeContent, final: true },
        action: activityWords.closeConfirm,
      }
    case 'export':
      return { ...about, title: words.export, note: words.exportNote, action: words.exportAction }
    case 'refuse':
      return asking(activityWords.refuse)
    case 'cancel':
      return { ...asking(activityWords.cancel), final: true }
    case 'message':
      return asking(activityWords.tell)
  }
}

/** Which guests the address asks for; whatever isn't a list means those who have a place. */
export const guestListOf = (asked: unknown): GuestList =>
  GUEST_CHOICES.find(({ value }) => value === asked)?.value ?? 'approved'
export const GUEST_CHOICES = choicesOf<GuestList>(words.lists)

export const guestLines = (rows: readonly Guest[], now: number) =>
  rows.map(({ id, name, phoneTail, plate, answer, listed, joinedAt, cameAt }) => ({
    ...{ id, name, phoneTail, answer, plate: plate === null ? '' : formatPlate(plate) },
    joined: listed ? activityWords.listed : formatMoment(joinedAt, now),
    came: cameAt === null ? words.notCome : formatMoment(cameAt, now),
  }))

/** What stands in the file of guests beneath `activityWords.columns`. */
export function guestCells(guest: Guest): string[] {
  const { name, phoneTail, plate, answer, state, joinedAt, cameAt } = guest
  return [
    ...[name, phoneTail, plate ?? '', answer, activityWords.guestStates[listOfGuest(state)]],
    ...[stamp(joinedAt), cameAt === null ? '' : stamp(cameAt)],
  ]
}

/** Those of which one is chosen. */
type Purposes = readonly { id: string }[]

/** What the form offers. */
type Offered = Pick<BookingOptions, 'gates'> & { purposes: Purposes }
export const NOTHING_OFFERED: Offered = { purposes: [], gates: [] }

/** What is applied for while it is typed. */
export interface PlanDraft {
  unitId: string
  title: string
  purpose: Activity['plan']['purpose']
  firstDay: string
  lastDay: string
  allDay: boolean
  from: string
  until: string
  gateIds: string[]
  quota: string
  asksPlate: boolean
  question: string
}

export const newPlan = (unitId: string, purposes: Purposes, now: number): PlanDraft => ({
  purpose: usualPurpose(purposes, 'official'),
  ...{ unitId, title: '', firstDay: dayOf(now), lastDay: dayOf(now), allDay: true },
  ...{ from: '08:00', until: '18:00', gateIds: [], quota: '', asksPlate: true, question: '' },
})

/** NaN where a time was cleared: nothing is sent (planFaults). */
const hoursOf = ({ from, until }: PlanDraft): { from: number; until: number } =>
  hoursBetween(minuteOfClock(from) ?? Number.NaN, minuteOfClock(until) ?? Number.NaN)

export function planOf(draft: PlanDraft): Input<'activity.apply'> {
  const { unitId, title, purpose, firstDay, lastDay, allDay, gateIds, asksPlate, question } = draft
  const hours = allDay ? null : hoursOf(draft)
  const quota = readCount(draft.quota)
  const plan = { title: title.trim(), purpose, firstDay, lastDay, hours, gateIds, quota, asksPlate }
  return { unitId, plan: { ...plan, question: question.trim() } }
}

/** What keeps it from being sent, in sentences. */
export function planFaults(draft: PlanDraft, { purposes, gates }: Offered, now: number): string[] {
  const cleared = [
    ...(draft.firstDay === '' || draft.lastDay === '' ? [words.plan.missing] : []),
    ...(!draft.allDay && [draft.from, draft.until].some((time) => minuteOfClock(time) === null)
      ? [words.plan.missingHours]
      : []),
  ]
  if (cleared.length > 0) return cleared
  return checkPlan(planOf(draft).plan, dayOf(now), purposes, gates).map(({ code, details }) =>
    translate(code, details),
  )
}

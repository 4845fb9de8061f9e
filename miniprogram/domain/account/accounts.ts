import { daysInclusive, isDay, type Day } from '../values/days'
import { DomainError } from '../errors'
import { lengthOf, searchForm } from '../values/text'

/** What became of a request for an account. */
export const ACCOUNT_REQUEST_STATES = ['open', 'accepted', 'refused'] as const
export type AccountRequestState = (typeof ACCOUNT_REQUEST_STATES)[number]

/** Accounts of approvers (spec 1): asked for, created by the office, frozen with reason and date, removed. */
export interface ApproverLife {
  frozen: { reason: string; since: number } | null
  removed: boolean
  /** False while frozen or removed: who may decide and who is told. */
  active: boolean
  history: AccountStep[]
}

export const ACCOUNT_STEPS = ['created', 'unitAdded', 'frozen', 'unfrozen', 'removed'] as const

export type AccountStepName = (typeof ACCOUNT_STEPS)[number]

interface AccountStep {
  at: number
  action: AccountStepName
  byName: string
  reason: string | null
}

export const MAX_ACCOUNT_REASON = 100

/** Freezes an account: the approver still sees the queue, every decision is refused with the reason. */
export function freeze<A extends ApproverLife>(account: A, byName: string, reason: string, now: number): A {
  const given = accountReason(reason)
  if (account.removed || account.frozen !== null) throw new DomainError('ACCOUNT_CHANGED')
  const frozen = { reason: given, since: now }
  return step({ ...account, frozen, active: false }, 'frozen', byName, given, now)
}

export function unfreeze<A extends ApproverLife>(account: A, byName: string, now: number): A {
  if (account.removed || account.frozen === null) throw new DomainError('ACCOUNT_CHANGED')
  return step({ ...account, frozen: null, active: true }, 'unfrozen', byName, null, now)
}

export function remove<A extends ApproverLife>(account: A, byName: string, reason: string, now: number): A {
  const given = accountReason(reason)
  if (account.removed) throw new DomainError('ACCOUNT_CHANGED')
  return step({ ...account, removed: true, active: false }, 'removed', byName, given, now)
}

/** A reason is always given; it is shown to the one it concerns. */
export function accountReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new DomainError('ACCOUNT_REASON_REQUIRED')
  if (lengthOf(given) > MAX_ACCOUNT_REASON) throw new DomainError('REASON_TOO_LONG')
  return given
}

/** Whether an account is meant by what the office typed: part of its name, or of one of its units'. */
export function fitsAccount(typed: string, name: string, unitNames: readonly string[]): boolean {
  const wanted = searchForm(typed)
  return [name, ...unitNames].some((each) => searchForm(each).indexOf(wanted) >= 0)
}

/** An approver on leave names a deputy of the unit for some days (spec 3). */
export interface DeputyDays {
  firstDay: Day
  lastDay: Day
}

const MAX_DEPUTY_DAYS = 60

export function checkDeputyDays(days: DeputyDays, today: Day): DeputyDays {
  const { firstDay, lastDay } = days
  if (!isDay(firstDay) || !isDay(lastDay) || lastDay < firstDay || lastDay < today)
    throw new DomainError('DEPUTY_DAYS')
  if (daysInclusive(firstDay, lastDay) > MAX_DEPUTY_DAYS) throw new DomainError('DEPUTY_DAYS')
  return days
}

/** What one approver on leave named a deputy for; several may name the same one (spec 3). */
export interface Naming extends DeputyDays {
  /** openid of the approver on leave. */
  principalId: string
  /** Units to which both belong. */
  unitIds: string[]
}

/** Whether a deputy stands in on `day`. */
export const isActiveOn = (days: DeputyDays, day: Day): boolean => days.firstDay <= day && day <= days.lastDay

/** Units for which a deputy stands in on `day`. */
export const unitsStoodFor = (namings: readonly Naming[], day: Day): string[] => [
  ...new Set(namings.filter((naming) => isActiveOn(naming, day)).flatMap(({ unitIds }) => unitIds)),
]

/** The namings as far as they are for units the deputy belongs to; those for none of them fall away. */
export const withinUnits = (namings: readonly Naming[], own: readonly string[]): Naming[] =>
  namings
    .map((naming) => ({ ...naming, unitIds: naming.unitIds.filter((unitId) => own.includes(unitId)) }))
    .filter(({ unitIds }) => unitIds.length > 0)

function step<A extends ApproverLife>(
  account: A,
  action: AccountStep['action'],
  byName: string,
  reason: string | null,
  at: number,
): A {
  return { ...account, history: [...account.history, { at, action, byName, reason }] }
}

/** What somebody can be by an account. */
export const ACCOUNT_ROLES = ['approver', 'deputy', 'guard', 'desk', 'office'] as const
/** Those of them that the office gives by itself (spec 1). */
export const DUTY_ROLES = ['guard', 'desk', 'office'] as const
/** As whom one acts: a deputy as the approver. */
export const ACTING_ROLES = ['approver', ...DUTY_ROLES] as const
export type DutyRole = (typeof DUTY_ROLES)[number]

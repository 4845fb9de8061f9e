import { compareDays, startOfDay, type Day } from '../values/days'

/**
 * The head of the audit trail goes to two people of the office each day (spec 9): whoever rewrites the trail afterwards has
 * what they hold against it.
 */
export const HEAD_RECIPIENTS = 2

/** Between which minutes of the day it goes out: people are at work, and a missed tick still comes in time. */
const FROM_MINUTE = 9 * 60
const UNTIL_MINUTE = 22 * 60
/** So many are tried on a day, when messages to some of them don't go out. */
export const MAX_HEAD_NOTICES = 8

/** Where the day stands, for sending: before its time, in it, or after. */
export function headTime(now: number, today: Day): 'early' | 'now' | 'late' {
  const minute = (now - startOfDay(today)) / 60_000
  return minute < FROM_MINUTE ? 'early' : minute < UNTIL_MINUTE ? 'now' : 'late'
}

/** A notice of the day's head, as it stands. */
export interface HeadNotice {
  openid: string
  /** `sent`: WeChat took it; `waiting`: it may still go out; `lost`: it won't. */
  outcome: 'sent' | 'waiting' | 'lost'
}

const EPOCH: Day = '1970-01-01'

/**
 * Who is told now: as many as are missing, of those who can still be told and weren't tried today. Each day begins with
 * others, so that with more than two it isn't always the same pair who hold the heads.
 * @param able openids of office accounts that have a message left
 */
export function headRecipients(today: Day, able: readonly string[], tried: readonly HeadNotice[]): string[] {
  const missing = HEAD_RECIPIENTS - tried.filter(({ outcome }) => outcome !== 'lost').length
  const left = [...new Set(able)].sort()
  const first = left.length === 0 ? 0 : (compareDays(today, EPOCH) * HEAD_RECIPIENTS) % left.length
  return [...left.slice(first), ...left.slice(0, first)]
    .filter((openid) => !tried.some((each) => each.openid === openid))
    .slice(0, Math.max(0, Math.min(missing, MAX_HEAD_NOTICES - tried.length)))
}

/**
 * How it is with today's head. `unset`: the office named no template, so none goes out. `waiting`: two may still be told;
 * `lacking`: they can't, as things are.
 */
export const HEAD_STATES = ['early', 'unset', 'waiting', 'told', 'lacking'] as const
export type HeadState = (typeof HEAD_STATES)[number]

/** @param able as for `headRecipients` */
export function headState(
  now: number,
  today: Day,
  hasTemplate: boolean,
  able: readonly string[],
  tried: readonly HeadNotice[],
): HeadState {
  const count = (outcome: HeadNotice['outcome']): number =>
    tried.filter((each) => each.outcome === outcome).length
  if (count('sent') >= HEAD_RECIPIENTS) return 'told'
  const time = headTime(now, today)
  if (!hasTemplate) return 'unset'
  if (time === 'early') return 'early'
  const next = time === 'now' ? headRecipients(today, able, tried).length : 0
  return count('sent') + count('waiting') + next >= HEAD_RECIPIENTS ? 'waiting' : 'lacking'
}

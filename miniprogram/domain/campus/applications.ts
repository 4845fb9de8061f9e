import type { ActivityState } from '../activity/activity-state'
import { isStandingOver, type StandingPlan } from '../standing-pass/standing-pass'
import type { StandingState } from '../standing-pass/standing-state'
import { dayOf } from '../values/days'
import { addDecision, noDecisions, sumDecisions, type Decisions } from './decisions'

/** What units apply for, and what becomes of it, as figures count it (spec 10): standing passes and activities. */
export type ApplicationKind = 'standing' | 'activity'

export interface ApplicationFigures extends Decisions {
  /** Sent for the first time; renewals of a standing pass too. */
  asked: number
  /** Of the decisions: not approved. */
  returned: number
  /** Withdrawn, or called off, after it was approved. */
  withdrawn: number
  /** Standing passes that papers which ran out put on hold, and those that ended because nobody confirmed them. */
  held: number
  unconfirmed: number
}

export const noApplications = (): ApplicationFigures => ({
  ...noDecisions(),
  ...{ asked: 0, returned: 0, withdrawn: 0, held: 0, unconfirmed: 0 },
})

/** One thing that happened; `took`: milliseconds from being sent, the first time or again. */
export type ApplicationEvent =
  { what: 'approved' | 'returned'; took: number } | { what: 'asked' | 'withdrawn' | 'held' | 'unconfirmed' }

/** A step as the audit trail tells it: states, or hashes where the state stayed, and by which action. */
export interface TrailStep {
  action: string
  from: string | null
  to: string | null
  at: number
}

/** What a standing pass is counted by. */
export interface CountedPass extends Pick<StandingPlan, 'lastDay' | 'hours'> {
  history: readonly { at: number; what: string }[]
}

type Move<State extends string> = `${State | 'null'} ${State}`

const sentAt = ({ history }: CountedPass, at: number, ...whats: string[]): number =>
  history.filter((step) => step.at <= at && whats.includes(step.what)).pop()?.at ?? at

/** What a step of a standing pass is; null: nothing that is counted. */
export function standingEvent(pass: CountedPass, step: TrailStep): ApplicationEvent | null {
  const { from, to, at } = step
  const took = at - sentAt(pass, at, 'asked', 'changed')
  switch (`${from ?? 'null'} ${to ?? ''}` as Move<StandingState>) {
    case 'draft asked':
      return { what: 'asked' }
    case 'asked approved':
      return { what: 'approved', took }
    case 'asked returned':
      return { what: 'returned', took }
    case 'approved withdrawn':
      return { what: 'withdrawn' }
    case 'approved ended':
      return isStandingOver(pass, dayOf(at)) ? null : { what: 'unconfirmed' }
    default:
      return stayedEvent(pass, step)
  }
}

/** Where it stays approved, the trail says who did what alone, and its history what came of it. */
function stayedEvent(pass: CountedPass, { action, at }: TrailStep): ApplicationEvent | null {
  const has = (what: string): boolean => pass.history.some((step) => step.at === at && step.what === what)
  const took = at - sentAt(pass, at, 'renewalAsked')
  if (action === 'standing.renew' && has('renewalAsked')) return { what: 'asked' }
  if (action === 'standing.answer' && has('renewed')) return { what: 'approved', took }
  if (action === 'standing.answer' && has('renewalRefused')) return { what: 'returned', took }
  return action === 'lookAfterStandingPasses' && has('held') ? { what: 'held' } : null
}

/** What a step of an activity is; null: nothing that is counted. */
export function activityEvent(
  { askedAt }: { askedAt: number },
  { from, to, at }: TrailStep,
): ApplicationEvent | null {
  switch (`${from ?? 'null'} ${to ?? ''}` as Move<ActivityState>) {
    case 'null asked':
      return { what: 'asked' }
    case 'asked open':
      return { what: 'approved', took: at - askedAt }
    case 'asked refused':
      return { what: 'returned', took: at - askedAt }
    case 'open cancelled':
    case 'closed cancelled':
      return { what: 'withdrawn' }
    default:
      return null
  }
}

export function addApplication(figures: ApplicationFigures, event: ApplicationEvent): void {
  if ('took' in event) addDecision(figures, event.took)
  if (event.what !== 'approved') figures[event.what]++
}

/** Absent: figures of before they were counted. */
export function sumApplications(
  a: ApplicationFigures = noApplications(),
  b: ApplicationFigures = noApplications(),
): ApplicationFigures {
  return {
    ...sumDecisions(a, b),
    asked: a.asked + b.asked,
    returned: a.returned + b.returned,
    withdrawn: a.withdrawn + b.withdrawn,
    held: a.held + b.held,
    unconfirmed: a.unconfirmed + b.unconfirmed,
  }
}

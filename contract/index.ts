import type * as z from 'zod'
import type { Action } from '../miniprogram/actions'
import { account } from './account'
import type { ActionShape } from './action'
import { activity } from './activity'
import { audit } from './audit'
import { blacklist } from './blacklist'
import { campus } from './campus'
import { campusImport } from './campus/import'
import { emergency } from './emergency'
import { face } from './face'
import { file } from './file'
import { gate } from './gate'
import { invitation } from './invitation'
import { notice } from './notice'
import { parking } from './parking'
import { pass } from './pass'
import { standingPass } from './standing-pass'
import { vehicle } from './vehicle'
import { visit } from './visit'
import { walkIn } from './walk-in'

/**
 * Input and output of exactly the actions of miniprogram/actions.ts: one too few doesn't compile, one too many fails
 * test/contract.
 */
export const actions = {
  ...account,
  ...activity,
  ...audit,
  ...blacklist,
  ...campus,
  ...campusImport,
  ...emergency,
  ...face,
  ...file,
  ...gate,
  ...invitation,
  ...notice,
  ...parking,
  ...pass,
  ...standingPass,
  ...vehicle,
  ...visit,
  ...walkIn,
} satisfies Readonly<Record<Action, ActionShape>>

export type { Action }
/** What a caller passes; for actions that change something the request id travels beside it. */
export type Input<A extends Action> = z.input<(typeof actions)[A]['input']>
export type Output<A extends Action> = z.output<(typeof actions)[A]['output']>

/** What the function receives. */
export interface Request<A extends Action = Action> {
  action: A
  input: Input<A>
  requestId?: string
}

/** What it answers. A refusal is a code with its details (domain/errors.ts); who shows it makes the sentence. */
export type Reply<A extends Action = Action> =
  | { ok: true; data: Output<A>; now: number }
  | { ok: false; code: string; details: Record<string, unknown>; now: number }

export type VisitForm = Input<'visit.submit'>['form']
export type VisitRow = Output<'visit.list'>['rows'][number]
export type ApprovalRow = Output<'approval.list'>['rows'][number]
export type VisitDetail = Output<'visit.get'>
export type ApprovalDetail = Output<'approval.get'>
export type BookingOptions = Output<'visit.options'>
export type Checked = Output<'gate.check'>
export type Me = Output<'me'>
export type HostRow = Output<'host.search'>['rows'][number]
export type Gate = BookingOptions['gates'][number]

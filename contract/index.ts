import type * as z from 'zod'
import { approver } from './approver'
import { accounts } from './accounts'
import { blacklist } from './blacklist'
import { faces } from './faces'
import { devices } from './devices'
import { guard } from './guard'
import { invitations } from './invitations'
import { office } from './office'
import { queue } from './queue'
import { release } from './release'
import { shared } from './shared'
import { vehicles } from './vehicles'
import { visitor } from './visitor'

/** Every action of the `api` function by name: the one list that client, server and tests share. */
export const actions = {
  ...shared,
  ...visitor,
  ...approver,
  ...guard,
  ...devices,
  ...blacklist,
  ...release,
  ...accounts,
  ...vehicles,
  ...invitations,
  ...queue,
  ...office,
  ...faces,
}

export type Action = keyof typeof actions
/** What a caller passes; for mutating actions the request id travels beside it. */
export type Input<A extends Action> = z.input<(typeof actions)[A]['input']>
export type Output<A extends Action> = z.output<(typeof actions)[A]['output']>

/** What the function receives. */
export interface Request<A extends Action = Action> {
  action: A
  input: Input<A>
  requestId?: string
}

/** What it answers. Match on `code`; `message` is a sentence for people. */
export type Reply<A extends Action = Action> =
  | { ok: true; data: Output<A>; now: number }
  | { ok: false; code: string; message: string; details: Record<string, unknown>; now: number }

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

import type { Action } from '../../miniprogram/actions'
import type { Day } from '../../miniprogram/domain/values/days'
import type { Changer } from '../platform/unit-of-work'
import type { ApproverAccount } from '../stores/accounts'
import type { Device } from '../stores/devices'
import type { Visit } from '../stores/visits'
import type { Accounts } from './account/load-accounts'

/** Who calls what, and when: everything a use case may know about the call besides its input. */
export interface Caller extends Changer, Accounts {
  kind: 'wechat' | 'console'
  action: Action
  /** The console's session that the call came through; null: it came from the phone. */
  sessionId: string | null
  today: Day
  scope: CallScope
}

/** Gate hardware that has shown who it is. */
export interface DeviceCaller extends Changer {
  kind: 'device'
  device: Device
  /** How far the server's clock is ahead of the device's, in milliseconds; null: it tells none. */
  clockOffset: number | null
  today: Day
  scope: CallScope
}

/**
 * Whose records this call may touch, by the scope of its action (dispatch/scopes.ts). Each function answers NOT_FOUND for
 * others' records: who may not see a booking doesn't learn that it exists. A call that never asks isn't answered.
 */
export interface CallScope {
  /** The visit, if it is in the scope; `approver`: the account as the transaction read it. */
  visit(visit: Visit | null, approver?: ApproverAccount): Visit
  /** Units the caller works for, as staff and as approver; `approver`: the account as the transaction read it. */
  units(approver?: ApproverAccount): readonly string[]
  /** Gates where the caller stands. */
  gates(): readonly string[]
  /** Campuses of the desk, of the guard's gates; the office works on all. */
  campuses(): Promise<Campuses>
}

export interface Campuses {
  includes(campusId: string): boolean
}

/** A job of the timer: nobody waits for its reply, and no record is foreign to it. */
export const byTimer = (action: string, now: number): Changer => ({
  kind: 'timer',
  id: 'timer',
  role: 'timer',
  action,
  requestId: '',
  content: '',
  now,
  beforeCommit() {},
  answeredBefore() {},
  // What it writes is due at once, and sent by the job that sends what is due.
  afterCommit() {},
})

/** A console's page before anybody has signed in there, or as somebody does. */
export const byConsole = (openid: string, action: string, now: number): Changer => ({
  ...byTimer(action, now),
  ...{ kind: 'console', id: openid, role: 'console' },
})

/** Who has the keys of the cloud and changes it from outside: an import that can be run again, so it keeps no reply. */
export const byOperator = (action: string, now: number): Changer => ({
  ...byTimer(action, now),
  kind: 'operator',
  id: 'operator',
  role: 'operator',
})

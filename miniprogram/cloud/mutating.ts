import type { Action } from '../../contract'

/** Whether an action changes anything, as the contract says (a test holds the two side by side). */
export const MUTATES: Readonly<Record<Action, boolean>> = {
  me: false,
  'visit.options': false,
  'host.search': false,
  'consent.record': true,
  'visit.submit': true,
  'visit.revise': true,
  'visit.cancel': true,
  'visit.list': false,
  'visit.get': false,
  'pass.issue': false,
  'approval.list': false,
  'approval.get': false,
  'approval.approve': true,
  'approval.return': true,
  'approval.revoke': true,
  'gate.admit': true,
  'gate.recent': false,
}

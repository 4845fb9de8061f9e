import { traitsOf, type Action, type Role, type Scope } from '../../miniprogram/actions'
import { DomainError } from '../../miniprogram/domain/errors'
import { dayOf } from '../../miniprogram/domain/values/days'
import type { Changer } from '../platform/unit-of-work'
import type { Caller, DeviceCaller } from '../usecases/caller'
import { startDelivery } from '../usecases/notice/deliver'
import { scopeOf, type AskedScope } from './scopes'
import type { SignedIn } from '../usecases/account/console-sessions'
import { ALL_ROLES, loadAccounts, type Accounts } from '../usecases/account/load-accounts'

/** What makes a call one: its action, the key the caller made for it, and the keyed hash of what it asks for. */
export interface CallKey<A extends string = string> {
  action: A
  requestId: string
  content: string
}

/** A caller whose scope tells whether it was asked. */
export type Dispatched<C extends Changer = Changer> = C & { scope: AskedScope }

/**
 * The WeChat user of this call, with the accounts the action asks for. `openid` is what the platform says (house rule 7).
 * NOT_ALLOWED without an account that the action takes; FROZEN where a frozen approver may not do it, nor by another account.
 */
export async function wechatCaller(
  openid: string | null,
  call: CallKey<Action>,
  now: number,
): Promise<Dispatched<Caller>> {
  if (openid === null) throw new DomainError('NOT_ALLOWED')
  const { console, afterEnd } = traitsOf(call.action)
  if (console === 'only') throw new DomainError('NOT_ALLOWED')
  const accounts = await loadAccounts(openid, rolesSeenBy(call.action), dayOf(now), afterEnd)
  return personBy({ kind: 'wechat', id: openid, sessionId: null, accounts }, call, now)
}

/**
 * Somebody at a console, who may do there exactly what the same accounts may on the phone, as far as the action is for a
 * console at all. NOT_ALLOWED, FROZEN as for `wechatCaller`.
 */
export function consoleCaller(
  { openid, sessionId, accounts }: SignedIn,
  call: CallKey<Action>,
  now: number,
): Dispatched<Caller> {
  if (traitsOf(call.action).console === undefined) throw new DomainError('NOT_ALLOWED')
  return personBy({ kind: 'console', id: openid, sessionId, accounts }, call, now)
}

function personBy(
  { accounts: all, ...who }: Pick<Caller, 'kind' | 'id' | 'sessionId'> & { accounts: Accounts },
  call: CallKey<Action>,
  now: number,
): Dispatched<Caller> {
  const { roles, scope: kind, whileFrozen } = traitsOf(call.action)
  const accounts = only(rolesSeenBy(call.action), all)
  // What another account of theirs lets them do, a frozen one doesn't keep them from.
  const frozen = whileFrozen === true ? null : (accounts.approver?.frozen ?? null)
  const role = roleOf(roles, frozen === null ? accounts : { ...accounts, approver: null })
  if (role === null)
    throw frozen === null ? new DomainError('NOT_ALLOWED') : new DomainError('FROZEN', { ...frozen })
  const scope = scopeOf(kind, { id: who.id, ...accounts })
  const afterCommit = who.kind === 'wechat' ? sendNow(now) : leaveToTimer
  return { ...who, role, ...call, now, today: dayOf(now), ...accounts, scope, ...hooks(scope), afterCommit }
}

/**
 * The accounts that an action looks at: those of its roles. Whatever somebody is besides opens nothing more in it: staff of a
 * unit are no approver of it because they approve for another.
 */
const rolesSeenBy = (action: Action): readonly Role[] =>
  action === 'me' ? ALL_ROLES : traitsOf(action).roles

function only(roles: readonly Role[], accounts: Accounts): Accounts {
  const seen = <R extends keyof Accounts>(role: R): Accounts[R] | null =>
    roles.includes(role) ? accounts[role] : null
  return {
    ...{ staff: seen('staff'), approver: seen('approver'), guard: seen('guard') },
    ...{ desk: seen('desk'), office: seen('office') },
  }
}

/** The account by which the caller may do it; null when there is none. */
const roleOf = (roles: readonly Role[], accounts: Accounts): Role | null =>
  roles.find((role) => role !== 'anyone' && accounts[role] !== null) ??
  roles.find((role) => role === 'anyone') ??
  null

const NO_ACCOUNTS: Accounts = { staff: null, approver: null, guard: null, desk: null, office: null }

/** Gate hardware that has shown who it is; it stands at one gate. */
export function deviceCaller(
  { device, clockOffset }: Pick<DeviceCaller, 'device' | 'clockOffset'>,
  kind: Scope,
  call: CallKey,
  now: number,
): Dispatched<DeviceCaller> {
  const id = device._id
  const scope = scopeOf(kind, { id, ...NO_ACCOUNTS }, [device.gateId])
  const who = { kind: 'device' as const, id, role: 'device', device, clockOffset }
  return { ...who, ...call, now, today: dayOf(now), scope, ...hooks(scope), afterCommit: leaveToTimer }
}

const hooks = (scope: AskedScope): Pick<Changer, 'beforeCommit' | 'answeredBefore'> => ({
  beforeCommit: () => scope.requireAsked(),
  answeredBefore: () => scope.settle(),
})

const sendNow =
  (now: number): Changer['afterCommit'] =>
  (noticeIds) =>
    startDelivery(noticeIds, now)

/** Of calls over HTTP access, from which WeChat may take no message: what they write is due, and the timer sends it. */
const leaveToTimer: Changer['afterCommit'] = () => undefined

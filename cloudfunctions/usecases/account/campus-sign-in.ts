import { createHash } from 'node:crypto'
import { mayUseConsole } from '../../../miniprogram/domain/account/console'
import { DomainError } from '../../../miniprogram/domain/errors'
import { dayOf } from '../../../miniprogram/domain/values/days'
import {
  campusProvider,
  ProviderFault,
  providerAddress,
  staffNumberBy,
  type Ties,
} from '../../platform/campus-provider'
import { transact } from '../../platform/transaction'
import { change } from '../../platform/unit-of-work'
import {
  loadSignInIn,
  removeSignInIn,
  saveSignInIn,
  signInId,
  type SignIn,
} from '../../stores/console-sign-ins'
import { mayBeginSignIn } from '../../stores/search-limits'
import { loadStaff } from '../../stores/staff'
import { byConsole } from '../caller'
import { beginSessionIn, newSecret, partsOf, secretHashOf } from './console-sessions'
import { belongsTo, type Screen } from './console-sign-in'
import { ALL_ROLES, loadAccounts } from './load-accounts'

/**
 * Signing in to the console by 统一身份认证 (docs/decisions/0036): the page sends its browser to the campus's provider, which sends
 * it back to the page with a code, and the page brings that here. All of it hangs on the one secret that the browser holds.
 */

/** Passwords are typed there, and second factors looked for. */
export const AWAY_MS = 10 * 60_000

/** Whether this campus has such a way in. */
export const hasCampusSignIn = (): boolean => campusProvider() !== null

/**
 * Where the browser goes, and what it has to hold until it comes back to `page`. NOT_FOUND: this campus has no such way in;
 * BUSY: too many from its address; CONSOLE_CODE: the provider can't be reached.
 */
export async function beginCampusSignIn(
  screen: Screen,
  page: string,
  now: number,
): Promise<{ address: string; token: string }> {
  if (!hasCampusSignIn()) throw new DomainError('NOT_FOUND')
  if (!(await mayBeginSignIn(screen.address, now))) throw new DomainError('BUSY')
  const secret = newSecret()
  const ties = tiesOf(secret, page)
  const address = await unlessFaulty(providerAddress(ties))
  const _id = signInId(ties.state)
  await transact((tx) =>
    saveSignInIn(tx, {
      ...{ _id, state: 'away', secretHash: secretHashOf(secret), digits: '', ...screen },
      ...{ beganAt: now, endsAt: now + AWAY_MS, openid: null },
    }),
  )
  return { address, token: `${_id}.${secret}` }
}

/**
 * What the browser with this token shall hold from now on, when the provider has sent it back with `search`. CONSOLE_CODE: it is
 * over, was used, belongs to another browser, or isn't what the provider says; NOT_ALLOWED: its person may use no console, or
 * hasn't bound themself to their row of the directory.
 */
export async function finishCampusSignIn(
  token: string,
  { agent }: Screen,
  page: string,
  search: string,
  now: number,
): Promise<{ token: string; lastsMs: number }> {
  const { id, secret } = partsOf(token)
  const ties = tiesOf(secret, page)
  // What somebody else made the browser bring uses nothing up.
  if (secret === '' || id !== signInId(ties.state) || new URLSearchParams(search).get('state') !== ties.state)
    throw new DomainError('CONSOLE_CODE')
  const signIn = await usedUp(id, { secret, agent }, now)
  const staff = await loadStaff(await unlessFaulty(staffNumberBy(search, ties)))
  const openid = staff?.active === true ? staff.openid : null
  if (openid === null || !mayUseConsole(await loadAccounts(openid, ALL_ROLES, dayOf(now))))
    throw new DomainError('NOT_ALLOWED')
  return change(byConsole(openid, 'console.signIn', now), ({ tx }) => beginSessionIn(tx, openid, signIn, now))
}

/** The sign-in, for whoever comes first. */
const usedUp = (id: string, browser: { secret: string; agent: string }, now: number): Promise<SignIn> =>
  transact(async (tx) => {
    const found = await loadSignInIn(tx, id)
    if (found?.state !== 'away' || !belongsTo(found, browser, now)) throw new DomainError('CONSOLE_CODE')
    await removeSignInIn(tx, id)
    return found
  })

/** Each by a hash of its own: whoever sees one of them in an address knows neither the others nor the secret. */
function tiesOf(secret: string, page: string): Ties {
  const tie = (of: string): string => createHash('sha256').update(`${of}:${secret}`).digest('base64url')
  return { page, state: tie('state'), nonce: tie('nonce'), verifier: tie('verifier') }
}

async function unlessFaulty<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ProviderFault) throw new DomainError('CONSOLE_CODE')
    throw error
  }
}

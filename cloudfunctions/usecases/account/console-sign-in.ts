import { randomBytes, randomInt } from 'node:crypto'
import type { Input, Output } from '../../../contract'
import type { SignInBegun } from '../../../contract/console'
import { mayUseConsole, SIGN_IN_LASTS_MS } from '../../../miniprogram/domain/account/console'
import { DomainError, isDomainError } from '../../../miniprogram/domain/errors'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { transact } from '../../platform/transaction'
import { change } from '../../platform/unit-of-work'
import {
  loadSignIn,
  loadSignInIn,
  removeSignInIn,
  saveSignInIn,
  signInId,
  type SignIn,
} from '../../stores/console-sign-ins'
import { countTry, isHeldUp, type Trier } from '../../stores/refused-tries'
import { mayBeginSignIn } from '../../stores/search-limits'
import { byConsole, type Caller } from '../caller'
import { ALL_ROLES, loadAccounts } from './load-accounts'
import { beginSessionIn, newSecret, partsOf, secretHashOf } from './console-sessions'

/**
 * Signing in to the console by scanning (spec 1): the page begins, its person looks and says yes on the phone, and the page,
 * which asks every other second, is signed in. Only the browser that shows the code has what makes a session of the yes.
 */

/** A computer as its person would recognise it. */
export type Screen = Pick<SignIn, 'browser' | 'agent' | 'address'>

/** A new code for this screen, and what its browser has to hold; BUSY when its address has had too many. */
export async function beginSignIn(
  screen: Screen,
  now: number,
): Promise<{ begun: Omit<SignInBegun, 'byCampus'>; token: string }> {
  if (!(await mayBeginSignIn(screen.address, now))) throw new DomainError('BUSY')
  const [code, secret] = [randomBytes(16).toString('base64url'), newSecret()]
  const _id = signInId(code)
  const [digits, endsAt] = [String(randomInt(10, 100)), now + SIGN_IN_LASTS_MS]
  // Nobody has done anything yet: it is no change that an audit trail would tell.
  await transact((tx) =>
    saveSignInIn(tx, {
      ...{ _id, state: 'open', secretHash: secretHashOf(secret), digits, ...screen },
      ...{ beganAt: now, endsAt, openid: null },
    }),
  )
  return { begun: { code, digits, endsAt }, token: `${_id}.${secret}` }
}

/** What the browser with this token shall hold from now on: null while nobody has said yes. CONSOLE_CODE: it is over. */
export async function finishSignIn(
  token: string,
  { agent }: Screen,
  now: number,
): Promise<{ token: string; lastsMs: number } | null> {
  const { id, secret } = partsOf(token)
  const signIn = id === '' ? null : await loadSignIn(id)
  if (signIn === null || !belongsTo(signIn, { secret, agent }, now)) throw new DomainError('CONSOLE_CODE')
  const { openid } = signIn
  if (openid === null) return null
  // Whoever lost their account since they said yes has said it for nothing.
  if (!mayUseConsole(await loadAccounts(openid, ALL_ROLES, dayOf(now)))) throw new DomainError('CONSOLE_CODE')
  return change(byConsole(openid, 'console.signIn', now), async ({ tx }) => {
    // Used up by whoever comes first.
    const still = await loadSignInIn(tx, id)
    if (still === null) throw new DomainError('CONSOLE_CODE')
    await removeSignInIn(tx, id)
    return beginSessionIn(tx, openid, still, now)
  })
}

/** Whether it is that of this browser, which holds its secret, and not over. */
export const belongsTo = (
  signIn: SignIn,
  { secret, agent }: { secret: string; agent: string },
  now: number,
): boolean => now < signIn.endsAt && signIn.secretHash === secretHashOf(secret) && signIn.agent === agent

/** Whose screen it is. CONSOLE_CODE: nobody's, used, or over. */
export const lookAtSignIn = (
  caller: Caller,
  { code }: Input<'console.look'>,
): Promise<Output<'console.look'>> =>
  tried(caller, async () => requireOpen(await loadSignIn(signInId(code)), caller))

/** Signs the browser in that shows the code. CONSOLE_CODE as above. */
export const confirmSignIn = (
  caller: Caller,
  { code }: Input<'console.confirm'>,
): Promise<Output<'console.confirm'>> =>
  tried(caller, () =>
    change(caller, async ({ tx }) => {
      const signIn = requireOpen(await loadSignInIn(tx, signInId(code)), caller)
      await saveSignInIn(tx, { ...signIn, state: 'confirmed', openid: caller.id })
      return {}
    }),
  )

/** Somebody was shown a code that isn't theirs: it signs nobody in any more. */
export const refuseSignIn = (
  caller: Caller,
  { code }: Input<'console.refuse'>,
): Promise<Output<'console.refuse'>> =>
  tried(caller, () =>
    change(caller, async ({ tx }) => {
      const { _id } = requireOpen(await loadSignInIn(tx, signInId(code)), caller)
      await removeSignInIn(tx, _id)
      return {}
    }),
  )

function requireOpen(signIn: SignIn | null, { now }: Caller): SignIn {
  if (signIn === null || signIn.state !== 'open' || now >= signIn.endsAt)
    throw new DomainError('CONSOLE_CODE')
  return signIn
}

/** Wrong codes are counted; who has had too many isn't told whether this one was right. */
async function tried<T>(caller: Caller, step: () => Promise<T>): Promise<T> {
  const by = trierOf(caller)
  if (await isHeldUp('wrongCode', by, caller.now)) throw new DomainError('CONSOLE_CODE')
  try {
    return await step()
  } catch (error) {
    if (isDomainError(error) && error.code === 'CONSOLE_CODE') await countTry('wrongCode', by, caller.now)
    throw error
  }
}

function trierOf({ id, approver, desk, office }: Caller): Trier {
  const name = (approver ?? desk ?? office)?.name ?? ''
  return { kind: 'wechat', id, name, gateId: '', gateName: '' }
}

import type { Reply } from '../../contract'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import { dayOf } from '../../miniprogram/domain/values/days'

/**
 * One call of `openid` through the door that its action has: the phone's, or the console's where no phone may. A test sits at a
 * computer that is signed in; signing in is tested by itself (console.test.ts).
 */
export async function callAt(
  event: unknown,
  openid: string | null,
  now: number,
  trace = 'trace',
): Promise<Reply> {
  const { handle, answerCall } = await import('../../cloudfunctions/api/handle')
  const { action = '' } = (event ?? {}) as { action?: string }
  if (openid === null || !isConsoleOnly(action)) return handle(event, openid, now, trace)
  const { consoleCaller } = await import('../../cloudfunctions/dispatch/callers')
  const { ALL_ROLES, loadAccounts } = await import('../../cloudfunctions/usecases/account/load-accounts')
  const { useCases } = await import('../../cloudfunctions/console/use-cases')
  const callerOf: Parameters<typeof answerCall>[1]['callerOf'] = async (key) =>
    consoleCaller(
      { openid, sessionId: 'computer', accounts: await loadAccounts(openid, ALL_ROLES, dayOf(now)) },
      key,
      now,
    )
  return answerCall(event, { kind: 'console', openid, callerOf, useCases }, now, trace)
}

const isConsoleOnly = (action: string): boolean =>
  Object.hasOwn(ACTIONS, action) && traitsOf(action as Action).console === 'only'

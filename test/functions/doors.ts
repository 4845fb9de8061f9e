import { isDeepStrictEqual } from 'node:util'
import { actions, type Reply } from '../../contract'
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
  const { action = '' } = (event ?? {}) as { action?: string }
  const reply = await answered(event, action, openid, now, trace)
  if (reply.ok && Object.hasOwn(actions, action)) requireSaid(action as Action, reply.data)
  return reply
}

/** Throws for a reply with a field that the contract doesn't name: a record handed out whole tells more than it should. */
function requireSaid(action: Action, data: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(data))
  const said: unknown = JSON.parse(JSON.stringify(actions[action].output.parse(sent)))
  if (!isDeepStrictEqual(said, sent))
    throw new Error(
      `${action} says more than its contract: ${JSON.stringify(sent)}, not ${JSON.stringify(said)}`,
    )
}

async function answered(
  event: unknown,
  action: string,
  openid: string | null,
  now: number,
  trace: string,
): Promise<Reply> {
  const { handle, answerCall } = await import('../../cloudfunctions/api/handle')
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

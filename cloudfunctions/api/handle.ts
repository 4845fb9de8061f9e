import * as z from 'zod'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import { DomainError, isDomainError } from '../../miniprogram/domain/errors'
import { actions, type Reply } from '../../contract'
import { requestId as requestIdShape } from '../../contract/values'
import { countRefused } from '../stores/refused-tries'
import { wechatCaller, type CallKey, type Dispatched } from '../dispatch/callers'
import { dispatch, type Definition } from '../dispatch/dispatch'
import { log, traceOf } from '../platform/log'
import type { Caller } from '../usecases/caller'
import { useCases, type UseCases } from './use-cases'

/** Anything beside these three is not read: least of all an openid. */
const envelope = z.object({
  action: z.string().max(64),
  input: z.unknown(),
  requestId: requestIdShape.optional(),
})

/** Somebody who calls, from wherever. */
export interface Person {
  kind: Caller['kind']
  openid: string | null
  /** Throws when they may not make this call. */
  callerOf(call: CallKey<Action>): Dispatched<Caller> | Promise<Dispatched<Caller>>
  /** What answers them; an action that isn't there is refused by `callerOf`. */
  useCases: Partial<UseCases<Action>>
}

/** One call of a WeChat user. */
export const handle = (event: unknown, openid: string | null, now: number, trace: string): Promise<Reply> =>
  answerCall(
    event,
    { kind: 'wechat', openid, callerOf: (call) => wechatCaller(openid, call, now), useCases },
    now,
    trace,
  )

/** One call. Refusals are answers; anything unknown is logged under `trace` and answered INTERNAL. */
export async function answerCall(event: unknown, by: Person, now: number, trace: string): Promise<Reply> {
  try {
    return { ok: true, data: (await answer(event, by, now)) as never, now }
  } catch (error) {
    if (by.openid !== null) await recordRefusal(error, event, by.openid, now)
    return { ok: false, ...refusalOf(error, trace), now }
  }
}

async function answer(event: unknown, by: Person, now: number): Promise<unknown> {
  const { kind, openid, callerOf } = by
  const call = envelope.safeParse(event)
  if (!call.success || !isAction(call.data.action)) throw new DomainError('BAD_REQUEST')
  const { action, input, requestId = '' } = call.data
  // Absent, not null: null is an input of its own (deputy.set).
  const given = input === undefined ? {} : input
  return dispatch(
    definitionOf(action, by),
    given,
    (content) => {
      if (traitsOf(action).changes && requestId === '')
        throw new DomainError('BAD_REQUEST', { fields: ['requestId'] })
      return callerOf({ action, requestId, content })
    },
    openid === null ? undefined : { kind, id: openid, requestId, now },
  )
}

/** What isn't theirs: an action without the account, a record of somebody else, a gate where they don't stand (spec 9). */
const REFUSED_ACCESS: readonly string[] = ['NOT_ALLOWED', 'NOT_FOUND', 'WRONG_GATE_ACCOUNT']

async function recordRefusal(error: unknown, event: unknown, openid: string, now: number): Promise<void> {
  if (!isDomainError(error) || !REFUSED_ACCESS.includes(error.code)) return
  const { action } = event as { action: Action }
  const { scope } = traitsOf(action)
  // What is for anybody has nothing of somebody else's, and what is for the office has everybody's.
  if (error.code === 'NOT_FOUND' && (scope === 'nothing' || scope === 'everything')) return
  await countRefused('wechat', openid, now)
}

const isAction = (name: string): name is Action => Object.prototype.hasOwnProperty.call(ACTIONS, name)

const definitionOf = (action: Action, { useCases: those }: Person): Definition<Caller> => ({
  action,
  ...actions[action],
  run: those[action] as Definition<Caller>['run'],
})

/** A refusal as it is answered; what isn't one is a fault of ours. */
export function refusalOf(error: unknown, trace: string): Omit<Extract<Reply, { ok: false }>, 'ok' | 'now'> {
  if (isDomainError(error)) return { code: error.code, details: error.details }
  log('error', 'call.failed', { trace, ...traceOf(error) })
  return { code: 'INTERNAL', details: { requestId: trace } }
}

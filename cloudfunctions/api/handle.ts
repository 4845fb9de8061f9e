import * as z from 'zod'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import { DomainError, isDomainError } from '../../miniprogram/domain/errors'
import { actions, type Reply } from '../../contract'
import { requestId as requestIdShape } from '../../contract/values'
import { countTry } from '../stores/refused-tries'
import { isChecked } from '../dispatch/scopes'
import { wechatCaller } from '../dispatch/callers'
import { dispatch, type Definition } from '../dispatch/dispatch'
import { log, traceOf } from '../platform/log'
import type { Caller } from '../usecases/caller'
import { useCases } from './use-cases'

/** Anything beside these three is not read: least of all an openid. */
const envelope = z.object({
  action: z.string().max(64),
  input: z.unknown(),
  requestId: requestIdShape.optional(),
})

/** One call of a WeChat user. Refusals are answers; anything unknown is logged under `trace` and answered INTERNAL. */
export async function handle(
  event: unknown,
  openid: string | null,
  now: number,
  trace: string,
): Promise<Reply> {
  try {
    return { ok: true, data: (await answer(event, openid, now)) as never, now }
  } catch (error) {
    if (openid !== null) await recordRefusal(error, event, openid, now)
    return { ok: false, ...refusalOf(error, trace), now }
  }
}

async function answer(event: unknown, openid: string | null, now: number): Promise<unknown> {
  const call = envelope.safeParse(event)
  if (!call.success || !isAction(call.data.action)) throw new DomainError('BAD_REQUEST')
  const { action, input, requestId = '' } = call.data
  // Absent, not null: null is an input of its own (deputy.set).
  const given = input === undefined ? {} : input
  return dispatch(
    definitionOf(action),
    given,
    (content) => {
      if (traitsOf(action).changes && requestId === '')
        throw new DomainError('BAD_REQUEST', { fields: ['requestId'] })
      return wechatCaller(openid, { action, requestId, content }, now)
    },
    openid === null ? undefined : { kind: 'wechat', id: openid, requestId, now },
  )
}

/** What isn't theirs: an action without the account, a record of somebody else, a gate where they don't stand (spec 9). */
const REFUSED_ACCESS: readonly string[] = ['NOT_ALLOWED', 'NOT_FOUND', 'WRONG_GATE_ACCOUNT']

async function recordRefusal(error: unknown, event: unknown, openid: string, now: number): Promise<void> {
  if (!isDomainError(error) || !REFUSED_ACCESS.includes(error.code)) return
  const { action } = event as { action: Action }
  // Of what has no scope to check there is nothing of somebody else's.
  if (error.code === 'NOT_FOUND' && !isChecked(traitsOf(action).scope)) return
  // The refusal is the answer, whether it could be counted or not.
  await countTry('refusedAccess', { kind: 'wechat', id: openid, ...NOWHERE }, now).catch((failure) =>
    log('warn', 'refusal.notCounted', traceOf(failure)),
  )
}

const NOWHERE = { name: '', gateId: '', gateName: '' }

const isAction = (name: string): name is Action => Object.prototype.hasOwnProperty.call(ACTIONS, name)

const definitionOf = (action: Action): Definition<Caller> => ({
  action,
  ...actions[action],
  run: useCases[action] as Definition<Caller>['run'],
})

function refusalOf(error: unknown, trace: string): Omit<Extract<Reply, { ok: false }>, 'ok' | 'now'> {
  if (isDomainError(error)) return { code: error.code, details: error.details }
  log('error', 'call.failed', { trace, ...traceOf(error) })
  return { code: 'INTERNAL', details: { requestId: trace } }
}

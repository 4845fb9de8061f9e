import * as z from 'zod'
import { actions, type Action, type Output, type Reply } from '../../contract'
import { requestId as requestIdShape } from '../../contract/values'
import { traitsOf } from '../../miniprogram/actions'
import { dayOf } from '../../miniprogram/domain/values/days'
import { DomainError } from '../../miniprogram/domain/errors'
import { log, traceOf } from '../platform/log'
import { ALL_ROLES, loadAccounts } from '../stores/accounts'
import { loadEarlierReply, requestKey } from '../stores/requests'
import type { Context } from '../usecases/context'
import { useCases } from './use-cases'

/** Anything beside these three is not read: least of all an openid. */
const envelope = z.object({
  action: z.string().max(64),
  input: z.unknown(),
  requestId: requestIdShape.optional(),
})

/**
 * One call: parse → who is it → may they → use case → reply. Refusals are answers; anything unknown is logged
 * under `trace` and answered INTERNAL with that id.
 */
export async function handle(
  event: unknown,
  openid: string | null,
  now: number,
  trace: string,
): Promise<Reply> {
  try {
    return { ok: true, data: await answer(parse(event), openid, now), now }
  } catch (error) {
    return { ok: false, ...refusalOf(error, trace), now }
  }
}

/**
 * A refusal never hides the reply that the same request got before: a retry after a lost reply may come when the day
 * has changed, the approver is frozen, or the visit stands otherwise.
 */
async function answer({ action, input, requestId }: ParsedCall, openid: string | null, now: number) {
  try {
    return await run(action, await contextOf(action, openid, requestId, now), input)
  } catch (error) {
    const earlier =
      error instanceof DomainError && openid !== null && requestId !== ''
        ? await loadEarlierReply(requestKey(openid, requestId))
        : null
    if (earlier?.action !== action) throw error
    return actions[action].output.parse(earlier.reply)
  }
}

interface ParsedCall {
  action: Action
  input: unknown
  requestId: string
}

function parse(event: unknown): ParsedCall {
  const call = envelope.safeParse(event)
  if (!call.success || !isAction(call.data.action)) throw new DomainError('BAD_REQUEST')
  const { action, requestId } = call.data
  const shape = actions[action]
  // Absent, not null: null is an input of its own (deputy.set).
  const input = shape.input.safeParse(call.data.input === undefined ? {} : call.data.input)
  // Paths only: what was typed stays out of replies and logs.
  if (!input.success)
    throw new DomainError('BAD_REQUEST', { fields: input.error.issues.map(({ path }) => path.join('.')) })
  if (traitsOf(action).changes && requestId === undefined)
    throw new DomainError('BAD_REQUEST', { fields: ['requestId'] })
  return { action, input: input.data, requestId: requestId ?? '' }
}

const isAction = (name: string): name is Action => Object.prototype.hasOwnProperty.call(actions, name)

async function contextOf(
  action: Action,
  openid: string | null,
  requestId: string,
  now: number,
): Promise<Context> {
  if (openid === null) throw new DomainError('NOT_ALLOWED')
  const row = traitsOf(action)
  const wanted = row.roles
  const today = dayOf(now)
  const accounts = await loadAccounts(openid, action === 'me' ? ALL_ROLES : wanted, today)
  if (!wanted.some((role) => role === 'anyone' || accounts[role] !== null))
    throw new DomainError('NOT_ALLOWED')
  const frozen = wanted.includes('approver') ? (accounts.approver?.frozen ?? null) : null
  if (frozen !== null && row.whileFrozen !== true) throw new DomainError('FROZEN', { ...frozen })
  return { action, access: row, openid, requestId, now, today, ...accounts }
}

/** The reply is cut to the contract's output, so that nothing a record holds besides can leave with it. */
async function run<A extends Action>(action: A, context: Context, input: unknown): Promise<Output<A>> {
  const useCase = useCases[action] as (context: Context, input: unknown) => Promise<unknown>
  return actions[action].output.parse(await useCase(context, input)) as Output<A>
}

function refusalOf(error: unknown, trace: string): Omit<Extract<Reply, { ok: false }>, 'ok' | 'now'> {
  if (error instanceof DomainError) return { code: error.code, details: error.details }
  log('error', 'call.failed', { trace, ...traceOf(error) })
  return { code: 'INTERNAL', details: { requestId: trace } }
}

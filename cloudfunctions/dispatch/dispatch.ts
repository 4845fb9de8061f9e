import type * as z from 'zod'
import { DomainError } from '../../miniprogram/domain/errors'
import { contentOf } from '../platform/canonical'
import { log } from '../platform/log'
import { earlierReplyOf, type Changer } from '../platform/unit-of-work'
import type { Dispatched } from './callers'

/** One thing that can be asked: what goes in, what comes out, and what does it. */
export interface Definition<C extends Changer = Changer> {
  action: string
  input: z.ZodType
  output: z.ZodType
  run: (caller: C, input: unknown) => Promise<unknown>
}

/**
 * One call, whoever makes it: parse → who is it → may they → use case → reply. The reply is cut to the contract's output,
 * so that nothing a record holds besides can leave with it. BAD_REQUEST names the fields that don't fit.
 */
export async function dispatch<C extends Changer>(
  definition: Definition<C>,
  given: unknown,
  callerOf: (content: string, input: unknown) => Dispatched<C> | Promise<Dispatched<C>>,
  keyOf?: Pick<Changer, 'kind' | 'id' | 'requestId' | 'now'>,
): Promise<unknown> {
  const { action, output, run } = definition
  const input = parsed(definition, given)
  const content = contentOf(action, input)
  try {
    const caller = await callerOf(content, input)
    const reply = await run(caller, input)
    caller.scope.requireAsked()
    return cut(output, action, reply)
  } catch (error) {
    const earlier = await earlierOr(error, { ...definition, content }, keyOf)
    // Of a reply that showed a person only the record is kept: it isn't given again when that may no longer be seen.
    const whole = output.safeParse(earlier)
    if (!whole.success) throw error
    return whole.data
  }
}

/**
 * A reply as the contract says it. A row of a list that isn't as the contract says is logged and left out: it never hides
 * the others.
 */
function cut(output: z.ZodType, action: string, reply: unknown): unknown {
  const whole = output.safeParse(reply)
  if (whole.success) return whole.data
  const { rows } = reply as { rows?: unknown }
  if (!Array.isArray(rows)) throw whole.error
  const fit = rows.filter((row) => output.safeParse({ ...(reply as object), rows: [row] }).success)
  if (fit.length === rows.length) throw whole.error
  log('error', 'row.left', { action, rows: rows.length - fit.length })
  return output.parse({ ...(reply as object), rows: fit })
}

function parsed({ input }: Definition<never>, given: unknown): unknown {
  const result = input.safeParse(given)
  // Paths only: what was typed stays out of replies and logs.
  if (!result.success)
    throw new DomainError('BAD_REQUEST', { fields: result.error.issues.map(({ path }) => path.join('.')) })
  return result.data
}

/**
 * A refusal never hides the reply that the same request got before: a retry after a lost reply may come when the day
 * has changed, the approver is frozen, or the visit stands otherwise. BUSY is none: the next try is answered by the use
 * case, which shows again whoever was shown.
 */
async function earlierOr(
  error: unknown,
  { action, content }: { action: string; content: string },
  keyOf: Pick<Changer, 'kind' | 'id' | 'requestId' | 'now'> | undefined,
): Promise<unknown> {
  if (!(error instanceof DomainError) || error.code === 'BUSY' || keyOf === undefined) throw error
  const earlier = await earlierReplyOf<unknown>({
    ...{ ...keyOf, action, content, role: '' },
    ...{ beforeCommit() {}, answeredBefore() {}, afterCommit() {} },
  })
  if (earlier === null) throw error
  return earlier
}

import { ACTIONS } from '../actions'
import type { Action, Input, Output } from '../../contract'
import { hideConfirming, showConfirming } from './confirming'
import { idempotencyKey, type IdempotencyKey } from './idempotency-key'
import { asApiError, ApiError } from './api-error'
import { readTogether } from './read-together'
import { send } from './transport'

const RETRY_AFTER_MS = [1000, 2000, 4000]

export interface CallOptions {
  /** Of a changing action: kept by the page across second taps, so that one request is done once. */
  idempotencyKey?: IdempotencyKey
  /**
   * A changing action got no answer and is being sent again: show "还没有收到答复，正在重试…". Without it the platform's own
   * sign says so; a call in the background gives a function that does nothing.
   */
  onRetry?: () => void
  /** One try and this long to answer (milliseconds): where somebody waits at a gate and another way is at hand. */
  within?: number
}

/**
 * Calls an action of the contract. Resolves with its output; throws a `ApiError`.
 * A changing action without an answer is repeated with the same request id (1, 2, 4 s); a reading one is not:
 * its page shows 重试.
 */
export async function call<A extends Action>(
  action: A,
  input: Input<A>,
  options: CallOptions = {},
): Promise<Output<A>> {
  if (!ACTIONS[action].changes) return output<A>(await readTogether({ action, input }))

  const key = options.idempotencyKey ?? idempotencyKey()
  const requestId = await key.requestIdFor(JSON.stringify([action, input]))
  let confirming = false
  const onRetry =
    options.onRetry ??
    (() => {
      confirming = true
      showConfirming()
    })
  try {
    const sent = sendUntilAnswered({ action, input, requestId }, onRetry, options.within)
    const done = output<A>(await sent)
    key.settle(null)
    return done
  } catch (thrown) {
    const refusal = asApiError(thrown)
    key.settle(refusal)
    throw refusal
  } finally {
    if (confirming) hideConfirming()
  }
}

async function sendUntilAnswered(
  request: Parameters<typeof send>[0],
  onRetry: () => void,
  within: number | undefined,
): ReturnType<typeof send> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(request, within)
    } catch (thrown) {
      const wait = RETRY_AFTER_MS[attempt]
      if (wait === undefined || within !== undefined) throw asApiError(thrown)
      onRetry()
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

function output<A extends Action>(reply: Awaited<ReturnType<typeof send>>): Output<A> {
  if (reply.ok) return reply.data as unknown as Output<A>
  throw new ApiError(reply.code, reply.details)
}

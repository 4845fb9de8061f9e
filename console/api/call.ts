import type { Action, Input, Output, Reply } from '../../contract'
import { ACTIONS } from '../../miniprogram/actions'
import { ApiError, isUnsettled } from './api-error'
import { post } from './post'
import { readSession, session, signedInAgain } from './session'

const RETRY_AFTER_MS = [1000, 2000, 4000]

export interface CallOptions {
  /** Of a changing action that is tried again by hand: the id it had, so that one request is done once. */
  requestId?: string
}

export const newRequestId = (): string => crypto.randomUUID()

/**
 * Calls an action of the contract. Resolves with its output, throws an `ApiError`.
 *
 * When the sign-in has ended meanwhile, the shell asks for a new one over the page and the call goes on after it: nothing
 * typed is lost. A changing action without an answer is repeated under the same id (1, 2, 4 s), so it is done once.
 */
export async function call<A extends Action>(
  action: A,
  input: Input<A>,
  { requestId = newRequestId() }: CallOptions = {},
): Promise<Output<A>> {
  const request = ACTIONS[action].changes ? { action, input, requestId } : { action, input }
  for (let attempt = 0; ; attempt++) {
    try {
      return await answered<A>(request)
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.code === 'SIGNED_OUT') {
        await signedInAgain()
        continue
      }
      // The page begins anew, as theirs.
      if (thrown instanceof ApiError && thrown.code === 'OTHER_PERSON') await readSession()
      const wait = RETRY_AFTER_MS[attempt]
      if (!ACTIONS[action].changes || !isUnsettled(thrown) || wait === undefined) throw thrown
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

async function answered<A extends Action>(request: object): Promise<Output<A>> {
  const reply = (await post('/v1/call', request, session.me?.person)) as Reply<A>
  if (!reply.ok) throw new ApiError(reply.code, reply.details)
  return reply.data
}

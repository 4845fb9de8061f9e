import { randomUUID } from 'node:crypto'
import type { Reply } from '../../contract'
import { together, type TogetherReply } from '../../contract/together'
import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { handle } from './handle'

requireKeys()

/** Entry of the `api` function: everything the Mini Program asks. */
export async function main(event: unknown): Promise<Reply | TogetherReply> {
  const [openid, now] = [callerOpenid(), Date.now()]
  const answer = (call: unknown) => handle(call, openid, now, randomUUID().slice(0, 8))
  const calls = together.safeParse(event)
  return calls.success ? { together: await Promise.all(calls.data.together.map(answer)), now } : answer(event)
}

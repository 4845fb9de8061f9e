import type { Reply, Request } from '../../contract'
import type { Together, TogetherReply } from '../../contract/together'
import { exchange, send } from './transport'

interface Waiting {
  request: Request
  answer: (reply: Reply) => void
  fail: (refusal: unknown) => void
}

let waiting: Waiting[] = []

/**
 * Sends a reading call together with all others of the same moment: a page that asks for several things waits for one
 * call, and one is billed. Resolves with the reply; throws a refusal NETWORK / BUSY when there was none.
 */
export function readTogether(request: Request): Promise<Reply> {
  return new Promise((answer, fail) => {
    waiting.push({ request, answer, fail })
    if (waiting.length === 1) void Promise.resolve().then(sendWaiting)
  })
}

function sendWaiting(): void {
  const calls = waiting
  waiting = []
  const [first] = calls
  if (first === undefined) return
  if (calls.length === 1) {
    send(first.request).then(first.answer, first.fail)
    return
  }
  const data: Together = { together: calls.map(({ request }) => request) }
  exchange<TogetherReply>(data).then(
    ({ together }) => calls.forEach(({ answer }, index) => answer(together[index] as Reply)),
    (refusal: unknown) => calls.forEach(({ fail }) => fail(refusal)),
  )
}

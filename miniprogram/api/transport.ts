import type { Reply, Request } from '../../contract'
import { learnServerTime } from './clock'
import { busyRefusal, networkRefusal } from './api-error'

const FUNCTION = 'api'
const TIME_LIMIT_MS = 10_000
/** The platform's own codes for a function that ran out of time or memory: it exists, it just didn't manage. */
const OVERLOADED = [-504002, -504003, -404012]

/** One call, one reply, or a refusal NETWORK / BUSY when there was none. */
export const send = (request: Request, limit?: number): Promise<Reply> => exchange<Reply>(request, limit)

/** What the function answers to `data`, which says the server's time; a refusal NETWORK / BUSY when there was no answer. */
export function exchange<Result extends { now: number }>(
  data: object,
  limit = TIME_LIMIT_MS,
): Promise<Result> {
  const sentAt = Date.now()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(networkRefusal()), limit)
    wx.cloud
      .callFunction({ name: FUNCTION, data })
      .then(({ result }: { result?: unknown }) => {
        clearTimeout(timer)
        const reply = result as Result
        learnServerTime(reply.now, sentAt, Date.now())
        resolve(reply)
      })
      .catch((failure: { errCode?: number }) => {
        clearTimeout(timer)
        console.warn('wx.cloud.callFunction', failure)
        reject(OVERLOADED.indexOf(failure.errCode ?? 0) >= 0 ? busyRefusal() : networkRefusal())
      })
  })
}

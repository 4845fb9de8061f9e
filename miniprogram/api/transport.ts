import type { Reply, Request } from '../../contract'
import { learnServerTime } from './clock'
import { busyRefusal, cloudRefusal, networkRefusal } from './api-error'

const FUNCTION = 'api'
const TIME_LIMIT_MS = 10_000

/** One call, one reply, or a refusal NETWORK / BUSY / CLOUD when there was none. */
export const send = (request: Request, limit?: number): Promise<Reply> => exchange<Reply>(request, limit)

/** What the function answers to `data`, which says the server's time; a refusal when there was no answer. */
export function exchange<Result extends { now: number }>(
  data: object,
  limit = TIME_LIMIT_MS,
): Promise<Result> {
  const sentAt = Date.now()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(networkRefusal()), limit)
    wx.cloud.callFunction({ name: FUNCTION, data }).then(
      ({ result }: { result?: unknown }) => {
        clearTimeout(timer)
        const reply = (result ?? null) as Result | null
        // A function that was cut off answers nothing.
        if (reply === null) return reject(busyRefusal())
        learnServerTime(reply.now, sentAt, Date.now())
        resolve(reply)
      },
      (failure: unknown) => {
        clearTimeout(timer)
        console.warn('wx.cloud.callFunction', failure)
        reject(cloudRefusal(failure))
      },
    )
  })
}

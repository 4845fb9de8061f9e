import { webcrypto } from 'node:crypto'
import { vi } from 'vitest'
import type { Action, Input, Output, Reply, Request } from '../../contract'
import type { Random } from '../../local/demo/random'
import { call } from '../../miniprogram/api/call'
import { idempotencyKey } from '../../miniprogram/api/idempotency-key'
import type { ApiError } from '../../miniprogram/api/api-error'

/** What the network does with one request. */
export interface Fate {
  /** It never arrives. */
  lost?: boolean
  /** It arrives twice: at the same moment, or once more after everything was answered. */
  twice?: 'together' | 'late'
  /** What is answered never comes back. */
  replyLost?: boolean
  /** How the phone learns that something was lost: at once, or by its time limit. */
  silent?: boolean
}

/** 20 % of the requests and 20 % of the replies get lost, 10 % of the requests arrive twice. */
export function fateOf(random: Random): Fate {
  const [request, reply, copies] = [random.next(), random.next(), random.next()]
  return {
    lost: request < 0.2,
    replyLost: reply < 0.2,
    twice: copies >= 0.1 ? undefined : copies < 0.05 ? 'together' : 'late',
    silent: random.next() < 0.5,
  }
}

export interface LossyPhone {
  /**
   * One request of the user, made by the program's own code: tried again by it, and tapped again by the user until it is
   * known what came of it.
   */
  request<A extends Action>(action: A, input: Input<A>, fates: () => Fate): Promise<Output<A>>
  /** Every reply to the last request that the server made, also those that were lost; late copies have arrived. */
  replies(): Promise<Reply[]>
}

const TAPS = 20
const TIME_LIMIT_MS = 10_000
const PAUSES_MS = [1000, 2000, 4000]

/**
 * A phone on a network that loses things: `serve` answers what arrives. Pauses between tries take no time here, and the
 * time limit strikes exactly when the answer is never to come. Undone by `vi.unstubAllGlobals()`.
 */
export function lossyPhone(serve: (request: Request) => Promise<Reply>): LossyPhone {
  let fate: () => Fate = () => ({})
  let served: Promise<Reply>[] = []
  let late: Request[] = []
  const timeLimits = limitsInOurHands()

  const deliver = (request: Request): Promise<Reply> => {
    const reply = serve(request)
    served.push(reply)
    return reply
  }
  const never = ({ silent }: Fate): Promise<never> => {
    if (silent !== true) return Promise.reject(Object.assign(new Error('request:fail'), { errCode: -1 }))
    timeLimits.strike()
    return new Promise(() => undefined)
  }
  const callFunction = async ({ data }: { data: Request }): Promise<{ result: Reply }> => {
    const own = fate()
    if (own.lost === true) return never(own)
    const copies = [deliver(data), ...(own.twice === 'together' ? [deliver(data)] : [])]
    if (own.twice === 'late') late.push(data)
    const result = await Promise.race(copies)
    return own.replyLost === true ? never(own) : { result }
  }
  vi.stubGlobal('wx', phoneWith(callFunction))

  return {
    async request(action, input, fates) {
      fate = fates
      served = []
      late = []
      const key = idempotencyKey()
      for (let tap = 1; ; tap++) {
        try {
          return await call(action, input, { idempotencyKey: key })
        } catch (thrown) {
          if ((thrown as ApiError).code !== 'NETWORK' || tap === TAPS) throw thrown
        }
      }
    },
    async replies() {
      await Promise.all(served)
      for (const request of late) await deliver(request)
      return Promise.all(served)
    },
  }
}

function phoneWith(callFunction: (request: { data: Request }) => Promise<{ result: Reply }>) {
  const stored = new Map<string, unknown>()
  return {
    getRandomValues: ({ length, success }: { length: number; success: (bytes: object) => void }) =>
      success({ randomValues: webcrypto.getRandomValues(new Uint8Array(length)).buffer }),
    getStorageSync: (key: string) => stored.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => stored.set(key, value),
    cloud: { callFunction },
  }
}

/** Takes the phone's timers, by their lengths, out of the clock; all others (the SDK's) run as they are. */
function limitsInOurHands(): { strike: () => void } {
  const real = globalThis.setTimeout
  let latest: () => void = () => undefined
  vi.stubGlobal('setTimeout', (work: () => void, ms: number, ...rest: []) => {
    if (ms === TIME_LIMIT_MS) {
      latest = work
      return undefined
    }
    return real(work, PAUSES_MS.includes(ms) ? 0 : ms, ...rest)
  })
  return { strike: () => latest() }
}

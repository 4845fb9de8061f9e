import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from './functions/call-environment'
import { FunctionError } from './functions/errors'
import type { FunctionRunner } from './functions/runner'

/** Who holds a phone; null for a phone nobody holds. */
export type Identify = (phone: string) => { openid: string; appid: string } | null

export type ClientOptions = { identify: Identify; runner: FunctionRunner }

type CallBody = { name?: unknown; data?: unknown }

/** Largest event from a Mini Program: 1 MB. */
const MOST_CALL_BYTES = 1024 * 1024

/**
 * What `wx.cloud` in the preview talks to. Who calls follows from the phone alone (header `x-phone`); nothing a
 * body says can change it.
 */
export function clientRoutes(app: FastifyInstance, { identify, runner }: ClientOptions): void {
  app.post('/client/call', { bodyLimit: MOST_CALL_BYTES }, async (request, reply) => {
    const caller = callerOf(request, identify)
    if (!caller) return reply.code(401).send(notLoggedIn('cloud.callFunction'))
    const { name, data } = (request.body ?? {}) as CallBody
    const event = withUser(data, caller)
    try {
      const { result, requestId } = await runner.call({ name: String(name), event, source: 'client', caller })
      return { result, requestID: requestId }
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error
      return { errCode: error.errCode, errMsg: error.errMsg }
    }
  })

  app.post('/client/database', () => ({
    errCode: -502003,
    errMsg: 'database permission denied: every collection is ADMINONLY',
  }))
}

export function callerOf(request: FastifyRequest, identify: Identify): Caller | null {
  const phone = request.headers['x-phone']
  return typeof phone === 'string' ? identify(phone) : null
}

export const notLoggedIn = (api: string) => ({
  errCode: -601034,
  errMsg: `${api}:fail nobody holds this phone`,
})

/** The platform adds the caller to every event that comes from a Mini Program, over whatever stood there. */
function withUser(data: unknown, { openid, appid }: Caller) {
  const fields = data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {}
  return { ...fields, userInfo: { appId: appid, openId: openid } }
}

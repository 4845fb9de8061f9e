import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'

/** A request that isn't there whole after this time is answered with 408 and its connection closed. */
const REQUEST_MS = 20_000

/** What every server of this machine is made with. Closing doesn't wait for pages that keep a stream of events open. */
export function serverOptions(requestMs = REQUEST_MS) {
  const connectionsCheckingInterval = Math.min(requestMs, 1000)
  return {
    forceCloseConnections: true,
    requestTimeout: requestMs,
    http: { headersTimeout: requestMs, connectionsCheckingInterval },
  } as const
}

/** A fastify server with the given routes, on loopback only; gives it and its address. */
export async function listenOnLoopback(routes: FastifyPluginAsync, port: number, requestMs?: number) {
  const app: FastifyInstance = fastify(serverOptions(requestMs))
  await app.register(routes)
  const url = await app.listen({ host: '127.0.0.1', port })
  return { app, url }
}

/** Where a listening server's routes are reached from this machine. */
export function addressOf(app: FastifyInstance): string {
  const { port } = app.server.address() as AddressInfo
  return `http://127.0.0.1:${port}${app.prefix}`
}

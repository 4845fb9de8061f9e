import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'

/** A fastify server with the given routes, on loopback only; gives it and its address. */
export async function listenOnLoopback(routes: FastifyPluginAsync, port: number) {
  const app: FastifyInstance = fastify({ forceCloseConnections: true })
  await app.register(routes)
  const url = await app.listen({ host: '127.0.0.1', port })
  return { app, url }
}

/** Where a listening server's routes are reached from this machine. */
export function addressOf(app: FastifyInstance): string {
  const { port } = app.server.address() as AddressInfo
  return `http://127.0.0.1:${port}${app.prefix}`
}

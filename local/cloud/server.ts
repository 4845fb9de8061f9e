import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'

/** A fastify server with the given routes, on loopback only; gives it and its address. */
export async function listenOnLoopback(routes: FastifyPluginAsync, port: number) {
  const app: FastifyInstance = fastify({ forceCloseConnections: true })
  await app.register(routes)
  const address = await app.listen({ host: '127.0.0.1', port })
  return { app, url: address }
}

import type { FastifyReply } from 'fastify'

/** Ends when the client hangs up before it has its answer. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

/** Seconds after which a client that met a busy function may ask again. */
export const RETRY_AFTER_SECONDS = 1

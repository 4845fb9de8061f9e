import type { FastifyReply, FastifyRequest } from 'fastify'
import type { LiveEvent } from '../protocol'

/** Proxies and browsers drop a silent stream. */
const HEARTBEAT_MS = 20_000

/** Server-Sent Events to every stage and phone that listens. */
export class Feed {
  private readonly listeners = new Set<FastifyReply>()
  private readonly heartbeat = setInterval(() => this.write(': still here\n\n'), HEARTBEAT_MS)

  listen(request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    })
    reply.raw.write('retry: 1000\n\n')
    this.listeners.add(reply)
    request.raw.on('close', () => this.listeners.delete(reply))
  }

  send({ type, ...content }: LiveEvent): void {
    this.write(`event: ${type}\ndata: ${JSON.stringify(content)}\n\n`)
  }

  close(): void {
    clearInterval(this.heartbeat)
    for (const { raw } of this.listeners) raw.end()
  }

  private write(text: string): void {
    for (const { raw } of this.listeners) raw.write(text)
  }
}

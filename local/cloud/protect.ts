import type { FastifyInstance } from 'fastify'
import { isTooDeep } from './json-depth'

/** Names under which this machine reaches itself. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Keeps web pages of others out of a server on this machine, and requests that would break it. A page whose name is
 * made to lead here (DNS rebinding) comes with its own Host, a page elsewhere with its own Origin: both are refused
 * with 403. JSON nested too deep is refused with 400.
 */
export function protect(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers, socket }, reply) => {
    const own = ownHosts(socket.localPort)
    const { host, origin } = headers
    const isOwn = host !== undefined && own.includes(host.toLowerCase())
    const fromOwn = origin === undefined || own.some((each) => origin.toLowerCase() === `http://${each}`)
    if (isOwn && fromOwn) return undefined
    return reply.code(403).send({ errCode: 403, errMsg: `only http://${own[0]} is served, to its own pages` })
  })

  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTooDeep(body)) done(tooDeep(), undefined)
    else void parse(request, body, done)
  })
}

function ownHosts(port: number | undefined): string[] {
  const withPort = OWN_NAMES.map((name) => `${name}:${port}`)
  return port === 80 ? [...withPort, ...OWN_NAMES] : withPort
}

const tooDeep = () =>
  Object.assign(new Error('the JSON of the request is nested too deep'), {
    statusCode: 400,
    code: 'TOO_DEEP',
  })

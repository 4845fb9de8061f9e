import fs from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'

/** Where the page is served, as a static hosting would. */
const PREFIX = '/console'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
}

/**
 * The built page of the office's console (dist/console), with the headers that a hosting is asked to send. Its policy stands in
 * the page itself too; that nobody frames it can only be said here.
 */
export async function consoleRoutes(app: FastifyInstance, folder: string): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('content-security-policy', "frame-ancestors 'none'")
    void reply.header('x-content-type-options', 'nosniff')
    void reply.header('referrer-policy', 'no-referrer')
  })
  app.get(PREFIX, (_request, reply) => reply.redirect(`${PREFIX}/`))
  app.get(`${PREFIX}/*`, (request, reply) => {
    const { '*': wanted } = request.params as { '*': string }
    const file = path.join(folder, wanted === '' ? 'index.html' : wanted)
    const type = TYPES[path.extname(file)]
    if (!fs.existsSync(path.join(folder, 'index.html')))
      return reply.code(503).type('text/plain; charset=utf-8').send('The console is not built: npm run build')
    if (type === undefined || !file.startsWith(folder + path.sep) || !fs.existsSync(file))
      return reply.code(404).type('text/plain; charset=utf-8').send('There is no such file.')
    const lasting = wanted.startsWith('assets/')
    return reply
      .header('cache-control', lasting ? 'max-age=31536000, immutable' : 'no-cache')
      .type(type)
      .send(fs.readFileSync(file))
  })
}

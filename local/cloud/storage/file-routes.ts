import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { MAX_FILE_BYTES, type FileStore } from './file-store'
import type { SignedUrls } from './signed-url'

type Address = { Params: { name: string }; Querystring: { t?: string; sign?: string } }

/** `/files/<name>`: upload and download through signed addresses; nothing is reachable without one. */
export function fileRoutes(app: FastifyInstance, files: FileStore, urls: SignedUrls): void {
  void app.register(async (scope) => {
    // A file is bytes, whatever type it claims.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

    scope.put<Address>('/files/:name', { bodyLimit: MAX_FILE_BYTES }, async (request, reply) => {
      const path = urls.open(request.params.name, request.query, 'put')
      if (path === undefined) return reply.code(403).type('application/xml').send(denied())
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      await files.put({ path, owner: null, contentType: typeOf(path) }, bytes)
      return reply.code(200).send('')
    })

    scope.get<Address>('/files/:name', async (request, reply) => {
      const path = urls.open(request.params.name, request.query, 'get')
      if (path === undefined) return reply.code(403).type('application/xml').send(denied())
      const file = files.find(path)
      if (!file) return reply.code(404).send('')
      // A file from a stranger's phone must not run as a page of this address.
      reply.header('x-content-type-options', 'nosniff').header('content-security-policy', 'sandbox')
      return reply.type(file.contentType).send(await files.read(path))
    })
  })
}

const TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
}

/** The type a path's ending stands for. */
export const typeOf = (path: string) => TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'

/** As the object store says it; the SDK reads this form. */
const denied = () =>
  '<?xml version="1.0" encoding="utf-8"?><Error><Code>AccessDenied</Code><Message>Request has expired or is not signed' +
  '</Message><RequestId>local</RequestId><TraceId>local</TraceId></Error>'

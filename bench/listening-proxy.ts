import http from 'node:http'

/** One HTTP request of an SDK, whole. */
export interface WireRequest {
  method: string
  /** With its query. */
  path: string
  contentType: string
  body: Buffer
}

export interface WireAnswer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

/** Answers a request in the cloud's place, or with what `passOn` brings back from it; null breaks the connection. */
export type Between = (request: WireRequest, passOn: () => Promise<WireAnswer>) => Promise<WireAnswer | null>

export interface ListeningProxy {
  url: string
  close(): Promise<void>
}

/**
 * Listens in between SDK and cloud. Addresses of files that the cloud gives out lead through here as well, so that
 * nothing passes unheard. Too slow to time anything through. `target`: address of the cloud.
 */
export async function openListeningProxy(target: string, between: Between): Promise<ListeningProxy> {
  let url = ''
  // One that closed idle connections would now and then close one that is just being used again.
  const server = http.createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    void wholeOf(incoming)
      .then((request) => between(request, () => passOn(request, incoming.headers)))
      .then((answer) => {
        if (answer === null) incoming.socket.destroy()
        else response.writeHead(answer.status, answer.headers).end(answer.body)
      })
      .catch(() => response.destroy())
  })
  const passOn = async (request: WireRequest, headers: http.IncomingHttpHeaders): Promise<WireAnswer> => {
    const { status, headers: given, body: sent } = await send(target, request, headers)
    const body = redirected(sent, String(given['content-type']), target, url)
    const { 'transfer-encoding': _, ...kept } = given
    return { status, headers: { ...kept, 'content-length': String(body.length) }, body }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function wholeOf(incoming: http.IncomingMessage): Promise<WireRequest> {
  const { method = 'GET', url: path = '/' } = incoming
  const contentType = String(incoming.headers['content-type'] ?? '')
  return { method, path, contentType, body: await bytesOf(incoming) }
}

async function bytesOf(message: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function send(
  target: string,
  { method, path, body }: WireRequest,
  headers: http.IncomingHttpHeaders,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const onward = http.request(
      new URL(path, target),
      { method, headers: { ...headers, host: new URL(target).host } },
      (answer) => {
        const { statusCode: status = 502, headers } = answer
        bytesOf(answer).then((bytes) => resolve({ status, headers, body: bytes }), reject)
      },
    )
    onward.on('error', reject)
    onward.end(body)
  })
}

/** An answer with addresses of the cloud turned into ones of the proxy. */
function redirected(body: Buffer, contentType: string, target: string, url: string): Buffer {
  if (!contentType.startsWith('application/json') || !body.includes(target)) return body
  return Buffer.from(body.toString('utf8').replaceAll(target, url))
}

/** What a request of the wire protocol asks for; none of its conditions and values are read here. */
export interface WireCall {
  /** `database.getDocument`, `storage.batchDeleteFile`…; `wx.openapi` for WeChat's server API, `file.get` and `file.put` for bytes. */
  action: string
  collection: string
  /** In which transaction; null outside of one. */
  transactionId: string | null
  /** The conditions, as the SDK writes them. */
  query: unknown
}

/** Reads a request of the SDKs. WeChat's server API alone travels as a form. */
export function wireCallOf({ method, path, contentType, body }: WireRequest): WireCall {
  const bare = { collection: '', transactionId: null, query: null }
  if (!path.startsWith('/admin')) return { ...bare, action: `file.${method.toLowerCase()}` }
  if (contentType.startsWith('multipart/form-data')) return { ...bare, action: 'wx.openapi' }
  const {
    action = '',
    collectionName = '',
    transactionId,
    query = null,
  } = JSON.parse(body.toString()) as {
    action?: string
    collectionName?: string
    transactionId?: string
    query?: unknown
  }
  return {
    action,
    collection: collectionName,
    transactionId: transactionId === undefined || transactionId === '' ? null : transactionId,
    query,
  }
}

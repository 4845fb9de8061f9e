import http from 'node:http'

/** One request of the SDK, as far as its cost goes. `rows`: how many documents came back. */
export interface Step {
  kind:
    'read' | 'query' | 'count' | 'write' | 'begin' | 'readIn' | 'writeIn' | 'commit' | 'rollback' | 'message'
  rows: number
}

export interface Recorder {
  url: string
  steps: Step[]
  close(): Promise<void>
}

/** Listens in between SDK and cloud, to learn which requests an action is made of. Too slow to measure through. */
export async function openRecorder(target: string): Promise<Recorder> {
  const steps: Step[] = []
  const server = http.createServer((request, response) => {
    void passOn(target, request, response, steps)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    steps,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function passOn(
  target: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  steps: Step[],
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  // Noted when it is sent, so that requests sent together keep their order.
  const step = stepOf(String(request.headers['content-type']), body)
  if (step !== null) steps.push(step)
  const onward = http.request(
    new URL(request.url ?? '/', target),
    { method: request.method, headers: { ...request.headers, host: new URL(target).host } },
    (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts)
        if (step !== null) step.rows = rowsIn(text)
        response.writeHead(answer.statusCode ?? 502, answer.headers).end(text)
      })
    },
  )
  onward.on('error', () => response.destroy())
  onward.end(body)
}

interface Body {
  action?: string
  transactionId?: string
  query?: unknown
}

function stepOf(contentType: string, body: Buffer): Step | null {
  if (!contentType.startsWith('application/json')) return { kind: 'message', rows: 0 }
  const { action, transactionId, query } = JSON.parse(body.toString()) as Body
  const inside = typeof transactionId === 'string' && transactionId !== ''
  const kinds: Record<string, Step['kind']> = {
    'database.getDocument': inside ? 'readIn' : byId(query) ? 'read' : 'query',
    'database.calculateDocument': 'count',
    'database.modifyDocument': inside ? 'writeIn' : 'write',
    'database.insertDocument': inside ? 'writeIn' : 'write',
    'database.removeDocument': inside ? 'writeIn' : 'write',
    'database.startTransaction': 'begin',
    'database.commitTransaction': 'commit',
    'database.abortTransaction': 'rollback',
  }
  const kind = kinds[action ?? '']
  if (kind === undefined) throw new Error(`a request the benchmark doesn't know: ${String(action)}`)
  return { kind, rows: 0 }
}

const byId = (query: unknown): boolean =>
  /^\{"_id":"[^"]*"\}$/.test(typeof query === 'string' ? query : JSON.stringify(query))

function rowsIn(answer: Buffer): number {
  try {
    const { data } = JSON.parse(answer.toString()) as { data?: { list?: unknown[] } }
    return data?.list?.length ?? 0
  } catch {
    // A message's answer is no JSON.
    return 0
  }
}

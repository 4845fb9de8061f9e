import { openListeningProxy, wireCallOf, type WireCall, type WireRequest } from './listening-proxy'

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

/** Listens in between SDK and cloud, to learn which requests an action is made of. */
export async function openRecorder(target: string): Promise<Recorder> {
  const steps: Step[] = []
  const { url, close } = await openListeningProxy(target, async (request, passOn) => {
    const step = stepOf(request)
    steps.push(step)
    const answer = await passOn()
    step.rows = rowsIn(answer.body)
    return answer
  })
  return { url, steps, close }
}

function stepOf(request: WireRequest): Step {
  const { action, transactionId, query } = wireCallOf(request)
  const inside = transactionId !== null
  const kinds: Record<WireCall['action'], Step['kind']> = {
    'wx.openapi': 'message',
    'database.getDocument': inside ? 'readIn' : byId(query) ? 'read' : 'query',
    'database.calculateDocument': 'count',
    'database.modifyDocument': inside ? 'writeIn' : 'write',
    'database.insertDocument': inside ? 'writeIn' : 'write',
    'database.removeDocument': inside ? 'writeIn' : 'write',
    'database.startTransaction': 'begin',
    'database.commitTransaction': 'commit',
    'database.abortTransaction': 'rollback',
  }
  const kind = kinds[action]
  if (kind === undefined) throw new Error(`a request the benchmark doesn't know: ${action}`)
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

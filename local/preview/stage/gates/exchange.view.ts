import type { LaneExchange } from '../../../gate-simulator/lane-row'

/** One call to the gate API as text: what was sent, what came back. */
export interface ExchangeView {
  /** `POST /v1/verify`, without the query. */
  title: string
  /** HTTP status, or that there was no answer. */
  status: string
  outcome: 'ok' | 'refused' | 'failed'
  ms: string
  request: string
  answer: string
}

export function exchangeView({ call, status, answer, ms }: LaneExchange): ExchangeView {
  const { method, path, headers, body } = call
  const lines = [
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : ['', readable(body)]),
  ]
  return {
    title: `${method} ${path.split('?')[0] ?? ''}`,
    status: status === null ? '没有应答' : String(status),
    outcome: status === null ? 'failed' : status < 400 ? 'ok' : 'refused',
    ms: `${Math.round(ms)} ms`,
    request: lines.join('\n'),
    answer: readable(answer),
  }
}

/** JSON with line breaks; other text as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

import type { LaneMode, Mischief, Shown } from '../../gate-simulator/lane-row'
import type { LiveEvent, StageState } from '../protocol'

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
  return (await response.json()) as T
}

export const loadState = () => send<StageState>('GET', '/preview/state')
export const addPhone = (person: string) => send('POST', '/preview/phones', { person })
export const handPhone = (id: string, person: string) => send('PUT', `/preview/phones/${id}`, { person })
export const removePhone = (id: string) => send('DELETE', `/preview/phones/${id}`)
export const setLaneMode = (lane: string, mode: LaneMode) => send('PUT', `/preview/lanes/${lane}`, { mode })
export const showAtLane = (lane: string, shown: Shown, mischief: Mischief | null) =>
  send('POST', `/preview/lanes/${lane}/shown`, { shown, mischief })

type Listeners = { [T in LiveEvent['type']]: (event: Extract<LiveEvent, { type: T }>) => void }

/** Listens to the server's feed. `reconnected` is called when it comes back after a break: the server was restarted. */
export function listen(listeners: Listeners, reconnected: () => void): void {
  const events = new EventSource('/preview/events')
  let broken = false
  events.addEventListener('error', () => (broken = true))
  events.addEventListener('open', () => {
    if (broken) reconnected()
    broken = false
  })
  for (const [type, listener] of Object.entries(listeners)) {
    events.addEventListener(type, (event) => (listener as (content: unknown) => void)(JSON.parse(event.data)))
  }
}

import type { CallRow } from '../protocol'
import { element } from '../runtime/dom'

const SHOWN = 60
const outcomes: Record<CallRow['outcome'], string> = { ok: '成功', refused: '拒绝', failed: '出错' }

/** One quiet line per cloud call; a press shows the rest. */
export function createCallList(): { root: HTMLElement; add(call: CallRow): void } {
  const empty = element('p', { class: 'empty' }, '手机每次调用云函数，这里多一行。')
  const list = element('div', { class: 'call-rows' }, empty)
  const root = element('section', { class: 'panel calls' }, element('h2', {}, '云调用'), list)
  return {
    root,
    add(call) {
      empty.remove()
      list.prepend(row(call))
      while (list.childElementCount > SHOWN) list.lastElementChild?.remove()
    },
  }
}

function row({ name, action, person, durationMs, outcome, message, at }: CallRow): HTMLElement {
  const time = new Date(at).toLocaleTimeString('zh-CN', { hour12: false })
  return element(
    'details',
    { class: 'call', 'data-outcome': outcome },
    element(
      'summary',
      {},
      element('code', {}, action || name),
      element('span', {}, person ?? '未知来者'),
      element('span', { class: 'duration' }, `${Math.round(durationMs)} ms`),
      element('span', { class: 'outcome' }, outcomes[outcome]),
    ),
    element('p', {}, `${time} · 云函数 ${name}`, message ? ` · ${message}` : ''),
  )
}

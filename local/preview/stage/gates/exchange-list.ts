import type { LaneExchange } from '../../../gate-simulator/lane-row'
import { element } from '../../runtime/dom'
import { exchangeView } from './exchange.view'

const SHOWN = 12

/** The calls of one lane, the newest first and open. `beside`: what stands beside the heading. */
export function createExchangeList(beside: HTMLElement): {
  root: HTMLElement
  draw(exchanges: readonly LaneExchange[]): void
} {
  const list = element('div', { class: 'exchange-rows' })
  const root = element(
    'section',
    { class: 'exchanges' },
    element('header', {}, element('h2', {}, '接口往来'), beside),
    list,
  )
  let newest = 0
  return {
    root,
    draw(exchanges) {
      const shown = exchanges.slice(-SHOWN).reverse()
      // What somebody opened to read stays as it is.
      if (shown.length > 0 && shown[0]?.id === newest) return
      newest = shown[0]?.id ?? 0
      const rows = shown.map((exchange, index) => row(exchange, index === 0))
      list.replaceChildren(
        ...(rows.length > 0
          ? rows
          : [element('p', { class: 'empty' }, '车道每问一次系统，这里多一条：签过名的请求和收到的应答。')]),
      )
    },
  }
}

function row(exchange: LaneExchange, open: boolean): HTMLElement {
  const { title, status, outcome, ms, request, answer } = exchangeView(exchange)
  return element(
    'details',
    { class: 'exchange', 'data-outcome': outcome, open },
    element(
      'summary',
      {},
      element('code', {}, title),
      element('span', { class: 'duration' }, ms),
      element('span', { class: 'outcome' }, status),
    ),
    element('h3', {}, '请求'),
    element('pre', {}, request),
    element('h3', {}, '应答'),
    element('pre', {}, answer),
  )
}

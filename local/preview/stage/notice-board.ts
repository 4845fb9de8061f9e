import type { NoticeCard } from '../protocol'
import { element } from '../runtime/dom'

const SHOWN = 30

/** Subscribe messages as a phone shows them; a press opens the page on the addressee's phone. */
export function createNoticeBoard(
  appName: string,
  open: (notice: NoticeCard) => void,
): { root: HTMLElement; add(notice: NoticeCard): void } {
  const empty = element('p', { class: 'empty' }, '还没有通知。提交一次预约后，审批人会在这里收到提醒。')
  const list = element('div', { class: 'notice-list', 'aria-live': 'polite' }, empty)
  const root = element('section', { class: 'panel notices' }, element('h2', {}, '通知栏'), list)
  return {
    root,
    add(notice) {
      empty.remove()
      list.prepend(card(appName, notice, open))
      while (list.childElementCount > SHOWN) list.lastElementChild?.remove()
    },
  }
}

function card(appName: string, notice: NoticeCard, open: (notice: NoticeCard) => void): HTMLElement {
  return element(
    'button',
    { class: 'notice', onclick: () => open(notice) },
    element(
      'header',
      {},
      element('i', { class: 'mark' }),
      element('span', {}, appName),
      element('time', {}, clock(notice.at)),
    ),
    element('b', {}, notice.title),
    element(
      'dl',
      {},
      ...notice.fields.flatMap(({ label, value }) => [element('dt', {}, label), element('dd', {}, value)]),
    ),
    element(
      'footer',
      {},
      element('span', {}, notice.to ? `发给 ${notice.to.name}` : '收件人不在演示人物中'),
      element('span', {}, notice.page ? '查看 ›' : ''),
    ),
  )
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })
}

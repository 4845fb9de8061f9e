import type { SharedCard } from '../protocol'
import { element } from './dom'
import { chooseFrom, openLayer, showMessage } from './overlay'
import { topPage } from './page-stack'
import { neighbours, phone, sendCard } from './phone'
import { fileUrl } from './temp-files'
import { restart } from './launch'

/** Scene "card in a chat with one person". */
const SCENE_CARD = 1007

/** Asks the page for its card (onShareAppMessage) and lets the person choose who gets it. */
export async function shareFrom(from: 'button' | 'menu', node?: any): Promise<void> {
  const page = topPage()
  const target = node ? { id: node.id, dataset: node.dataset ?? {} } : undefined
  const answer: any = page.call('onShareAppMessage', { from, target, webViewUrl: undefined })
  if (!answer && !('onShareAppMessage' in page.caller))
    return showMessage('不能转发', '这个页面没有提供转发。')
  const settled = (await answer?.promise?.catch(() => null)) ?? answer ?? {}
  const card: SharedCard = {
    title: settled.title ?? page.window.navigationBarTitleText ?? '',
    path: String(settled.path ?? page.url).replace(/^\/+/, ''),
    imageUrl: settled.imageUrl ? fileUrl(settled.imageUrl) : '',
    from: phone.phone.person.name,
  }
  const others = neighbours()
  if (!others.length) return showMessage(card.title, '台上没有别的手机可以发送。')
  const chosen =
    others[
      await chooseFrom(
        others.map(({ person, label }) => `${person.name}（${label}）`),
        `发送“${card.title}”给`,
      )
    ]
  if (chosen) sendCard(chosen.id, card)
}

/** A card that arrived in a chat: it stays above the program until opened or put away. */
export function showCard({ title, path, imageUrl, from }: SharedCard): void {
  const layer = openLayer(
    'card',
    element(
      'div',
      { class: 'wx-box', role: 'dialog' },
      element(
        'header',
        {},
        element('b', {}, from),
        element('button', { 'aria-label': '收起', onclick: () => layer.close() }, '×'),
      ),
      element(
        'button',
        { class: 'wx-share-card', onclick: () => restart({ url: path, scene: SCENE_CARD }) },
        element('span', {}, title),
        imageUrl ? element('img', { src: imageUrl, alt: '' }) : element('i', {}, '校园访客'),
        element('small', {}, '小程序'),
      ),
    ),
  )
}

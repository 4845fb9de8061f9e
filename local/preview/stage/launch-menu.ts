import type { Launch } from '../protocol'
import { element } from '../runtime/dom'
import { openPopover } from './popover'

/** WeChat's scenes that this program is opened from. */
const scenes: [number, string][] = [
  [1001, '最近使用'],
  [1007, '聊天里的卡片'],
  [1014, '订阅消息'],
  [1047, '扫小程序码'],
]

/** Opens the program at a page as from outside: for trying links, cards and codes. */
export function openLaunchMenu(anchor: HTMLElement, route: string, open: (launch: Launch) => void): void {
  openPopover(anchor, (close) => {
    const url = element('input', {
      name: 'url',
      value: route,
      spellcheck: 'false',
      'aria-label': '页面与参数',
    })
    const scene = element(
      'select',
      { name: 'scene', 'aria-label': '来源' },
      ...scenes.map(([value, label]) => element('option', { value }, `${label}（${value}）`)),
    )
    const form = element(
      'form',
      { class: 'launch-form' },
      element('h3', {}, '从指定页面打开'),
      url,
      scene,
      element('button', { class: 'primary' }, '打开'),
    )
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      close()
      open({ url: url.value.trim().replace(/^\/+/, ''), scene: Number(scene.value) })
    })
    return [form]
  })
}

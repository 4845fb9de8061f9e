import type { PhoneHandle, PhoneRow } from '../protocol'
import { element } from '../runtime/dom'
import { createFaceControl } from './face-control'
import { openLaunchMenu } from './launch-menu'

export const PHONE_WIDTH_PX = 375
export const PHONE_HEIGHT_PX = 760
/** What happens at one moment is looked at once. */
const GLANCE_PAUSE_MS = 400

interface PhoneCardActions {
  handOver(anchor: HTMLElement): void
  /** Writes what the holder has prepared into the form on the screen. */
  fillIn(): void
  remove(): void
}

/** One phone on the stage: who holds it, its switches, its screen. */
export interface PhoneCard {
  id: string
  root: HTMLElement
  /** The phone's own functions; null while it loads. */
  handle(): PhoneHandle | null
  screen(): Document | null
  show(row: PhoneRow): void
  /** Something of the holder's may have changed: their phone looks. */
  glance(): void
  scale(factor: number): void
  flash(): void
  /** Shows or hides the sliders of the simulated face. */
  faceControl(shown: boolean): void
}

export function createPhoneCard(first: PhoneRow, actions: PhoneCardActions): PhoneCard {
  let row = first
  let glancing = 0
  const frame = element('iframe', {
    'data-phone': row.id,
    title: `手机 ${row.id}`,
    allow: 'camera; microphone; clipboard-write; autoplay',
    src: `/phone/${row.id}`,
  })
  const handle = () => frame.contentWindow?.phone ?? null

  const name = element('b')
  const role = element('span', { class: 'role' })
  const hint = element('p', { class: 'hint' })
  const holder = element(
    'button',
    {
      class: 'holder',
      'aria-haspopup': 'menu',
      title: '把手机交给别人',
      onclick: () => actions.handOver(holder),
    },
    name,
    role,
    element('i', { class: 'caret' }),
  )
  const offline = toggle('断网', (on) => handle()?.setOffline(on))
  const largeType = toggle('大字', (on) => handle()?.setLargeType(on))
  const open = element(
    'button',
    { onclick: () => openLaunchMenu(open, handle()?.route() ?? '', (launch) => handle()?.launch(launch)) },
    '打开页面…',
  )
  const switches = element(
    'div',
    { class: 'switches' },
    offline,
    largeType,
    element('button', { onclick: () => handle()?.launch({ url: '', scene: 1001 }) }, '重启'),
    open,
    element(
      'button',
      { class: 'remove', 'aria-label': '收起这部手机', title: '收起这部手机', onclick: actions.remove },
      '×',
    ),
  )
  const fill = element('button', { title: '替拿着手机的人填好表单', onclick: actions.fillIn }, '填入资料')
  switches.prepend(fill)
  const body = element('div', { class: 'phone-body' }, frame)
  const box = element('div', { class: 'phone-box' }, body)
  const root = element(
    'article',
    { class: 'phone-card', 'data-card': row.id },
    element('header', {}, holder, hint),
    switches,
    box,
  )

  // A phone that was reloaded remembers its switches itself; the buttons follow it.
  frame.addEventListener('load', () => {
    const remembered = JSON.parse(
      sessionStorage.getItem(`${document.body.dataset.dataset}:${row.id}:switches`) ?? '{}',
    )
    offline.setAttribute('aria-pressed', String(Boolean(remembered.offline)))
    largeType.setAttribute('aria-pressed', String(Boolean(remembered.largeType)))
  })

  function show(next: PhoneRow): void {
    const handedOver = next.person.id !== row.person.id
    row = next
    name.textContent = row.person.name
    role.textContent = row.label
    role.dataset.role = row.label
    hint.textContent = row.person.hint
    hint.title = row.person.hint
    fill.hidden = row.person.prepared === null
    // Another person: the program starts from its beginning, not on the page the other one had open.
    if (handedOver) handle()?.launch({ url: '', scene: 1001 })
  }
  show(row)

  return {
    id: row.id,
    root,
    handle,
    screen: () => frame.contentDocument,
    show,
    glance() {
      clearTimeout(glancing)
      glancing = window.setTimeout(() => handle()?.glance(), GLANCE_PAUSE_MS)
    },
    scale(factor) {
      body.style.transform = `scale(${factor})`
      box.style.width = `${(PHONE_WIDTH_PX + 16) * factor}px`
      box.style.height = `${(PHONE_HEIGHT_PX + 16) * factor}px`
      root.style.width = box.style.width
    },
    faceControl(shown) {
      root.querySelector('.face-control')?.remove()
      const phone = handle()
      if (shown && phone) box.before(createFaceControl(phone))
    },
    flash() {
      root.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' })
      body.animate([{ boxShadow: '0 0 0 6px #1f7a4d' }, { boxShadow: '0 0 0 6px transparent' }], {
        duration: 1200,
      })
    },
  }
}

function toggle(label: string, change: (on: boolean) => void): HTMLButtonElement {
  const button = element('button', { 'aria-pressed': 'false' }, label)
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(on))
    change(on)
  })
  return button
}

import { glassEasel } from './framework'

const LONG_PRESS_MS = 350
const STILL_WITHIN_PX = 10

/** Desktop browsers have a mouse: it becomes a finger, and a finger that rests becomes a long press. */
export function installTouch(): void {
  let target: EventTarget | null = null
  let pressed = { x: 0, y: 0 }
  let timer = 0

  const startPress = (node: EventTarget | null, x: number, y: number) => {
    pressed = { x, y }
    clearTimeout(timer)
    timer = window.setTimeout(() => longPress(node, x, y), LONG_PRESS_MS)
  }
  const move = (x: number, y: number) => {
    if (Math.hypot(x - pressed.x, y - pressed.y) > STILL_WITHIN_PX) clearTimeout(timer)
  }

  const on = (type: string, listener: (event: any) => void) => document.addEventListener(type, listener, true)
  on('mousedown', (event: MouseEvent) => {
    if (event.button !== 0 || !event.target) return
    target = event.target
    sendTouch('touchstart', event.target, event)
    startPress(event.target, event.clientX, event.clientY)
  })
  on('mousemove', (event: MouseEvent) => {
    if (!target) return
    sendTouch('touchmove', target, event)
    move(event.clientX, event.clientY)
  })
  on('mouseup', (event: MouseEvent) => {
    clearTimeout(timer)
    if (target) sendTouch('touchend', target, event)
    target = null
  })
  on('touchstart', (event: TouchEvent) => {
    const touch = event.touches[0]
    if (event.isTrusted && touch) startPress(event.target, touch.clientX, touch.clientY)
  })
  on('touchmove', (event: TouchEvent) => {
    const touch = event.touches[0]
    if (event.isTrusted && touch) move(touch.clientX, touch.clientY)
  })
  on('touchend', () => clearTimeout(timer))
}

function sendTouch(
  type: string,
  target: EventTarget,
  { clientX, clientY, pageX, pageY, screenX, screenY }: MouseEvent,
): void {
  const touch = { identifier: 1, target, clientX, clientY, pageX, pageY, screenX, screenY }
  const held = type === 'touchend' ? [] : [touch]
  const event = new Event(type, { bubbles: true, cancelable: true, composed: true })
  Object.assign(event, { touches: held, targetTouches: held, changedTouches: [touch], clientX, clientY })
  target.dispatchEvent(event)
}

function longPress(node: EventTarget | null, x: number, y: number): void {
  let found = node as any
  while (found && !found.__wxElement) found = found.parentNode
  if (!found) return
  const detail = { x, y }
  const options = { bubbles: true, composed: true }
  glassEasel.triggerEvent(found.__wxElement, 'longpress', detail, options)
  glassEasel.triggerEvent(found.__wxElement, 'longtap', detail, options)
}

import { toBrowserLengths } from '../compiler/units'
import { eventObject } from './event-object'
import { reportError } from './errors'

/** Where a handler was written: in the component's script, in a `.wxs` file or in an inline `<wxs>`. */
const WRITTEN_IN_SCRIPT = 0

/** Called by compiled templates for each event. */
export function handleEvent(
  caller: any,
  event: any,
  handler: (...args: any[]) => unknown,
  place?: [number],
): unknown {
  try {
    const object = eventObject(event)
    if (!place || place[0] === WRITTEN_IN_SCRIPT) return handler.call(caller, object)
    object.instance = componentDescriptor(event.currentTarget)
    return handler(object, componentDescriptor(caller))
  } catch (error) {
    reportError(error)
    return undefined
  }
}

/** `change:property="{{wxs.function}}"`: children exist only after the frame in which the property was set. */
export function observeProperty(observer: (...args: any[]) => void) {
  return (value: unknown, old: unknown, host: any, node: any) =>
    requestAnimationFrame(() =>
      observer(value, old, componentDescriptor(host.getMethodCaller()), componentDescriptor(node)),
    )
}

/** WXS's view of an element or component. */
function componentDescriptor(target: any): Record<string, unknown> {
  const node = target._$ ?? target
  const root = () => node.shadowRoot ?? node.getShadowRoot?.() ?? node.ownerShadowRoot
  const host: HTMLElement = node.$$
  const toggle = (names: string, on: boolean) =>
    names.split(/\s+/).forEach((name) => node.toggleNodeClass(name, on, 3))
  const descriptor: Record<string, unknown> = {
    selectComponent: (selector: string) => {
      const found = root().querySelector(selector)
      return found && componentDescriptor(found)
    },
    selectAllComponents: (selector: string) => root().querySelectorAll(selector).map(componentDescriptor),
    setStyle(style: string | Record<string, string>) {
      if (typeof style === 'string') host.setAttribute('style', style)
      else
        for (const [name, value] of Object.entries(style))
          host.style.setProperty(hyphenated(name), toBrowserLengths(String(value)))
      return descriptor
    },
    addClass: (names: string) => (toggle(names, true), descriptor),
    removeClass: (names: string) => (toggle(names, false), descriptor),
    hasClass: (name: string) => node.classList.contains(name),
    getDataset: () => node.dataset,
    callMethod: (name: string, argument: unknown) => node.getMethodCaller?.()[name]?.(argument),
    triggerEvent: (name: string, detail: unknown) => node.triggerEvent(name, detail),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms),
    clearTimeout: (timer: number) => clearTimeout(timer),
    getState: () => (node.wxsState ??= {}),
    getBoundingClientRect: () => host.getBoundingClientRect(),
    getComputedStyle: (names: string[]) => {
      const computed = getComputedStyle(host)
      return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(hyphenated(name))]))
    },
  }
  return descriptor
}

function hyphenated(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

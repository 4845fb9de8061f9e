import { componentSpace, glassEasel, type GeneralComponent } from '../framework'
import { runAnimation } from '../animation'
import { reportError } from '../errors'

type PropertyTable = Record<string, unknown>

/** A built-in component's element, as its definition sees it. */
export interface BuiltinElement {
  /** The DOM element `<wx-…>`. */
  host: HTMLElement
  node: GeneralComponent
  read<T = any>(property: string): T
  /** Runs the listener now and whenever one of the properties changes. */
  watch(properties: string[], listener: () => void): void
  fire(type: string, detail?: unknown, bubbles?: boolean): void
  /** What the person entered becomes the property's value, also for `model:value`. */
  keep(property: string, value: unknown): void
  onRelease(listener: () => void): void
  /** Set by components that a form collects. */
  field?: FormField
}

interface FormField {
  value(): unknown
  reset(): void
}

interface BuiltinHost extends HTMLElement {
  builtin?: BuiltinElement
}

/** The built-in component behind a DOM element. */
export function builtinOf(host: Element | null): BuiltinElement | undefined {
  return (host as BuiltinHost | null)?.builtin
}

/**
 * Runs the listener once the element has a width, and whenever the width changes. Whatever measures needs it: a page
 * that isn't shown has no measures, and what is computed there would stay without height.
 */
export function onWidth(host: HTMLElement, listener: () => void): void {
  let width = 0
  new ResizeObserver(([seen]) => {
    const next = seen!.contentRect.width
    if (next === width) return
    width = next
    if (width > 0) listener()
  }).observe(host)
}

const aria = Object.fromEntries(
  [
    'Label',
    'Labelledby',
    'Describedby',
    'Role',
    'Roledescription',
    'Hidden',
    'Checked',
    'Selected',
    'Disabled',
    'Expanded',
    'Controls',
    'Haspopup',
    'Busy',
    'Modal',
    'Live',
    'Valuenow',
    'Valuetext',
    'Level',
  ].map((name) => [`aria${name}`, null]),
)

/** Properties that every built-in component has. */
const shared: PropertyTable = {
  hidden: Boolean,
  hoverClass: { type: String, value: 'none' },
  hoverStayTime: { type: Number, value: 70 },
  hoverStartTime: { type: Number, value: 50 },
  hoverStopPropagation: Boolean,
  animation: null,
  tabindex: null,
  ...aria,
}

/**
 * Defines the built-in component `<name>`. `setUp` runs once its element is there; what it needs it keeps in its own
 * variables.
 */
export function defineBuiltin(
  name: string,
  properties: PropertyTable,
  setUp: (element: BuiltinElement) => void = () => {},
): void {
  const table = { ...shared, ...properties }
  const component = componentSpace
    .define(`builtin/${name}`)
    .options({ multipleSlots: false, writeFieldsToNode: true } as any)
    .definition({
      properties: table as any,
      lifetimes: {
        attached(this: any) {
          const element = createElement(this)
          this.builtin = element
          setUpShared(element)
          setUp(element)
        },
        detached(this: any) {
          this.releaseBuiltin?.()
        },
      },
      observers: Object.keys(table).map((property) => ({
        fields: property,
        observer(this: any) {
          this.notifyBuiltin?.(property)
        },
      })),
    })
    .registerComponent()
  componentSpace.setGlobalUsingComponent(name, component as any)
}

function createElement(node: any): BuiltinElement {
  const host = node.$$ as BuiltinHost
  const watchers: { properties: string[]; listener: () => void }[] = []
  const releases: (() => void)[] = []
  const guard = (listener: () => void) => {
    try {
      listener()
    } catch (error) {
      reportError(error)
    }
  }
  const element: BuiltinElement = {
    host,
    node,
    read: (property) => node.data[property],
    watch(properties, listener) {
      watchers.push({ properties, listener })
      guard(listener)
    },
    fire: (type, detail = {}, bubbles = false) =>
      node.triggerEvent(type, detail, { bubbles, composed: bubbles }),
    keep(property, value) {
      const proxy = glassEasel.Component.getDataProxy(node)
      proxy.replaceProperty(property, value)
      proxy.applyDataUpdates(false)
    },
    onRelease: (listener) => void releases.push(listener),
  }
  node.notifyBuiltin = (property: string) => {
    for (const { properties, listener } of watchers) if (properties.includes(property)) guard(listener)
  }
  node.releaseBuiltin = () => releases.forEach(guard)
  host.builtin = element
  return element
}

function setUpShared(element: BuiltinElement): void {
  const { host, node } = element
  element.watch(['hidden'], () => host.classList.toggle('wx-hidden', element.read<boolean>('hidden')))
  element.watch(['animation'], () => void runAnimation(element))
  element.watch(Object.keys(aria), () => {
    for (const property of Object.keys(aria)) {
      const value = element.read(property)
      const name = property === 'ariaRole' ? 'role' : `aria-${property.slice(4).toLowerCase()}`
      if (value !== null && value !== undefined && value !== '') host.setAttribute(name, String(value))
    }
  })
  // A press may disable the element or change its hover-class: what it put on is what comes off.
  let pressed: string[] = []
  const press = () => {
    const names = element.read<string>('hoverClass')
    if (!names || names === 'none' || element.read('disabled')) return
    pressed = names.split(/\s+/)
    for (const name of pressed) (node as any).toggleNodeClass(name, true, 3)
  }
  const release = () => {
    for (const name of pressed) (node as any).toggleNodeClass(name, false, 3)
    pressed = []
  }
  host.addEventListener('touchstart', press)
  for (const type of ['touchend', 'touchcancel']) {
    host.addEventListener(type, () => setTimeout(release, element.read('hoverStayTime')))
  }
}

/** A native control inside the host. Its own DOM events never leave it: the component fires WeChat's instead. */
export function nativeControl<T extends keyof HTMLElementTagNameMap>(
  { host }: BuiltinElement,
  tag: T,
  listeners: Record<string, (event: any) => void> = {},
): HTMLElementTagNameMap[T] {
  const control = document.createElement(tag)
  host.append(control)
  for (const [type, listener] of Object.entries(listeners)) {
    control.addEventListener(type, (event) => {
      event.stopPropagation()
      listener(event)
    })
  }
  return control
}

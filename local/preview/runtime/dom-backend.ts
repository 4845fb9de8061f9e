import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { builtinTags } from '../compiler/builtin-tags'
import { toBrowserLengths } from '../compiler/units'

const builtins = new Set<string>([...builtinTags, 'page'])

/**
 * glass-easel's backend for the current window, with WeChat's element names (`<view>` is `<wx-view>`), its lengths in
 * inline styles, and its rule for events: only touch, mouse and animation events come from the DOM; input, change,
 * scroll and the like are fired by the built-in components, and would otherwise arrive twice.
 */
export class DomBackend extends glassEasel.CurrentWindowBackendContext {
  constructor() {
    super()
    const backend = this as unknown as { document: unknown }
    backend.document = {
      createElement: createHost,
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    }
  }

  override setListenerStats(
    ...args: Parameters<glassEasel.CurrentWindowBackendContext['setListenerStats']>
  ): void {
    const [node, type, capture, level] = args
    if (/^(touch|mouse)/.test(type)) super.setListenerStats(node, type, capture, level)
    // An animation's end has nothing to prevent: 0 means "never default-prevented".
    if (/^(transitionend|animation)/.test(type)) super.setListenerStats(node, type, capture, 0)
  }

  /** "Relative to the viewport" is relative to the page, which scrolls below the navigation bar. */
  override createIntersectionObserver(
    ...[target, relative, ...rest]: Parameters<
      glassEasel.CurrentWindowBackendContext['createIntersectionObserver']
    >
  ): glassEasel.backend.Observer {
    const page = (target as unknown as HTMLElement).closest('.wx-page-scroller')
    return super.createIntersectionObserver(target, relative ?? (page as unknown as typeof target), ...rest)
  }
}

function createHost(tag: string): HTMLElement {
  const host = document.createElement(builtins.has(tag) ? `wx-${tag}` : tag)
  const set = host.setAttribute
  host.setAttribute = (name, value) =>
    set.call(host, name, name === 'style' ? toBrowserLengths(value) : value)
  return host
}

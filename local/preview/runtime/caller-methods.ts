import { component } from 'glass-easel-miniprogram-adapter'
import { animateNodes, clearAnimations } from './animation'
import type { Caller } from './framework'
import { SelectorQuery } from './selector-query'

/** Methods of every page and component that the adapter lacks or answers differently. */
export function installCallerMethods(): void {
  const hosts = (caller: Caller, selector: string): HTMLElement[] =>
    (caller._$.getShadowRoot()?.querySelectorAll(selector) ?? []).map((node) => (node as any).$$)
  const methods: ThisType<Caller> = {
    createSelectorQuery() {
      return new SelectorQuery(this)
    },
    animate(selector: string, keyframes: Record<string, any>[], duration: number, done?: () => void) {
      animateNodes(hosts(this, selector), keyframes, duration, done)
    },
    clearAnimation(selector: string, options?: unknown, done?: () => void) {
      clearAnimations(hosts(this, selector), typeof options === 'function' ? (options as () => void) : done)
    },
    getPageId() {
      return `pageId:${this.route ?? ''}`
    },
    getOpenerEventChannel() {
      return { on() {}, once() {}, off() {}, emit() {} }
    },
  }
  Object.assign(component.ComponentCaller.prototype, methods)
}

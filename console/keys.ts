import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'

/** What a key does on the page that is open; `?` shows all of them. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` says it, a letter in lower case. */
  key: string
  words: string
  run: () => void
}

/** Those of the page that is open. */
export const bindings = shallowReactive<KeyBinding[]>([])

/** Binds keys for as long as the component is there. */
export function useKeys(own: readonly KeyBinding[]): void {
  onMounted(() => bindings.push(...own))
  onBeforeUnmount(() => {
    for (const binding of own) bindings.splice(bindings.indexOf(binding), 1)
  })
}

/** Does what the key is bound to; true when it was one. Keys are dead while somebody types or a dialog is open. */
export function pressed(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target))
    return false
  if (document.querySelector('dialog[open]') !== null) return false
  const binding = bindings.find(({ key }) => key === event.key || key === event.key.toLowerCase())
  if (binding === undefined) return false
  event.preventDefault()
  binding.run()
  return true
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['TEXTAREA', 'SELECT'].includes(target.tagName) ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type)))

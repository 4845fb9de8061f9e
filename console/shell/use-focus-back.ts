import { onBeforeUnmount, onMounted, type Ref } from 'vue'

/**
 * Whoever works by keys goes on where they were before what is shown was opened: when it closes with the focus in it, that
 * would else begin again at the top of the page.
 */
export function useFocusBack(shown: Readonly<Ref<HTMLElement | null>>): void {
  let before: HTMLElement | null = null
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && shown.value?.contains(target) === false) before = target
  }
  onMounted(() => {
    if (document.activeElement instanceof HTMLElement) before = document.activeElement
    document.addEventListener('focusin', note)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('focusin', note)
    if (shown.value?.contains(document.activeElement) === true) before?.focus()
  })
}

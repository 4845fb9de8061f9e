import { computed, onMounted, reactive, useTemplateRef, watch, type WritableComputedRef } from 'vue'

interface Holding {
  /** What it shows; null: it is closed. */
  shown: () => object | string | null
  /** It may not be closed by a key now: it is being saved, or is shown once. */
  held: () => boolean
  /** Somebody has closed it. */
  close: () => void
}

/** Keeps a dialog open while something holds it: a browser that was refused its first Esc closes it at the second. */
export function holdOpen(dialog: HTMLDialogElement, { shown, held, close }: Holding): void {
  dialog.addEventListener('cancel', (event) => {
    if (event.target === dialog && held()) event.preventDefault()
  })
  dialog.addEventListener('close', () => {
    if (shown() === null) return
    if (held()) dialog.showModal()
    else close()
  })
}

/** Opens the component's `<dialog ref="dialog">` for as long as there is something to show. */
export function useDialog(
  shown: Holding['shown'],
  { held = () => false, close }: Pick<Holding, 'close'> & Partial<Holding>,
): void {
  const dialog = useTemplateRef<HTMLDialogElement>('dialog')
  onMounted(() => dialog.value !== null && holdOpen(dialog.value, { shown, held, close }))
  watch(
    shown,
    (now) => {
      if (now === null) dialog.value?.close()
      else if (dialog.value?.open === false) dialog.value.showModal()
    },
    { flush: 'post' },
  )
}

/** What was typed for each of several things in turn: it is there again when the same one is looked at again. */
export function useTyped(key: () => string | undefined): WritableComputedRef<string> {
  const typed = reactive<Record<string, string>>({})
  return computed({
    get: () => typed[key() ?? ''] ?? '',
    set: (words) => void (typed[key() ?? ''] = words),
  })
}

import { computed, reactive, useTemplateRef, watch, type WritableComputedRef } from 'vue'

/** Opens the component's `<dialog ref="dialog">` for as long as there is something to show. */
export function useDialog(shown: () => object | string | null): void {
  const dialog = useTemplateRef<HTMLDialogElement>('dialog')
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

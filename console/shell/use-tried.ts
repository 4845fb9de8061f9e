import { ref, watch, type Ref } from 'vue'
import type { Drafting } from './use-draft'

/** The form for its dialog, and whether somebody has tried to send it: its faults are shown from then on. */
export function useTried<Draft extends object>(
  form: Drafting<Draft>,
): { tried: Ref<boolean>; trying: Drafting<Draft> } {
  const tried = ref(false)
  watch(
    () => form.draft.value === null,
    (closed) => {
      if (closed) tried.value = false
    },
  )
  return {
    tried,
    trying: {
      ...form,
      save() {
        tried.value = true
        form.save()
      },
    },
  }
}

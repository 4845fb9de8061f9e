import { ref, type Ref } from 'vue'
import { useChange } from '../api/use-change'

/** A form over the page, as its dialog sees it. */
export interface Drafting<Draft> {
  /** What is typed; null: closed. */
  draft: Ref<Draft | null>
  /** It is being saved. */
  waiting: Readonly<Ref<boolean>>
  failure: Readonly<Ref<Error | null>>
  /** It differs from what it was opened with. */
  isTyped: () => boolean
  save: () => void
  close: () => void
}

/**
 * What is typed into a form over the page, until it is saved: it stays there while that goes on and when it failed. Opened
 * anew, it begins without the failure.
 * @param form.request what is sent; null: it isn't ready
 * @param form.done once it is saved and the form closed
 * @param form.stands what stands now of what is changed; null: nothing does. A colleague may have changed it meanwhile: what is
 *   typed stays, and saving once more is then meant
 */
export function useDraft<Draft extends object, Request>(form: {
  request: (draft: Draft) => Request | null
  send: (request: Request, options: { requestId: string }) => Promise<unknown>
  done: () => unknown
  stands?: (draft: Draft) => { seen: string } | null | undefined
}): Drafting<Draft> & { open: (draft: Draft) => void } {
  const draft = ref(null) as Ref<Draft | null>
  let opened = ''
  const { mutate, reset, isPending, error } = useChange(
    form.send,
    async () => {
      draft.value = null
      await form.done()
    },
    lookAgain,
  )
  async function lookAgain(): Promise<void> {
    await form.done()
    const open: { seen?: string } | null = draft.value
    // What is new takes nothing's place, however often it is saved.
    if (draft.value === null || !open?.seen) return
    open.seen = form.stands?.(draft.value)?.seen ?? open.seen
  }
  return {
    draft,
    waiting: isPending,
    failure: error,
    open(next) {
      reset()
      opened = JSON.stringify(next)
      draft.value = next
    },
    isTyped: () => draft.value !== null && JSON.stringify(draft.value) !== opened,
    save() {
      const request = draft.value === null ? null : form.request(draft.value)
      if (request !== null) mutate(request)
    },
    close: () => void (draft.value = null),
  }
}

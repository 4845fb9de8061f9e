import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useChange } from '../api/use-change'
import type { Question } from './question'

/** Something that is asked once before it is done, as its dialog sees it. */
export interface Asking {
  question: ComputedRef<Question | null>
  /** It is being done. */
  waiting: Readonly<Ref<boolean>>
  failure: Readonly<Ref<Error | null>>
  confirm: (words: string) => void
  close: () => void
}

/**
 * A change that is asked for once. Its question stays open while it is being done and when that failed; asked anew, it
 * begins without the failure.
 * @param change.question what is asked about a thing
 * @param change.request what is sent, from the thing and the words typed with it
 * @param change.done once it is done and the question closed
 * @param change.lookAgain the thing has become another meanwhile: asked anew, it is about that
 * @param change.draft names what was typed beneath the question, where that outlives the page (useChange)
 */
export function useAsking<Asked extends object, Request>(change: {
  question: (asked: Asked) => Question
  request: (asked: Asked, words: string) => Request
  send: (request: Request, options: { requestId: string }) => Promise<unknown>
  done: () => unknown
  lookAgain?: () => unknown
  draft?: string
}): Asking & { ask: (asked: Asked) => void } {
  const asked: ShallowRef<Asked | null> = shallowRef(null)
  const { mutate, reset, isPending, error } = useChange(
    change.send,
    async () => {
      asked.value = null
      await change.done()
    },
    change.lookAgain,
    change.draft,
  )
  return {
    question: computed(() => (asked.value === null ? null : change.question(asked.value))),
    waiting: isPending,
    failure: error,
    ask(next) {
      reset()
      asked.value = next
    },
    confirm(words) {
      if (asked.value !== null) mutate(change.request(asked.value, words))
    },
    close: () => void (asked.value = null),
  }
}

import { computed, type ComputedRef, type Ref } from 'vue'
import { answeredWords } from '../../../miniprogram/staff/locales/releases'
import type { ApprovalDetail } from '../../../contract'
import { sentenceOf } from '../../api/api-error'
import { call } from '../../api/call'
import { useChange } from '../../api/use-change'

type Asked = ApprovalDetail['releases'][number]

/** Answers what is asked of a booking; what it brings about stands beside the buttons (spec 2). @param done also when it was answered before */
export function useReleaseAnswer(done: () => unknown): {
  answer: (asked: Asked, release: boolean) => void
  waiting: Readonly<Ref<boolean>>
  /** What the last answer is told as; empty: none yet. */
  told: ComputedRef<string>
  refused: ComputedRef<string>
} {
  const { mutate, isPending, isSuccess, variables, error } = useChange(
    ({ asked, release }: { asked: Asked; release: boolean }, options) =>
      call('release.answer', { releaseId: asked.id, release, seen: asked.askedAt }, options),
    done,
    done,
  )
  return {
    answer: (asked, release) => mutate({ asked, release }),
    waiting: isPending,
    told: computed(() =>
      isSuccess.value && variables.value !== undefined
        ? answeredWords(variables.value.asked.field, variables.value.release)
        : '',
    ),
    refused: computed(() => (error.value === null ? '' : sentenceOf(error.value))),
  }
}

import { computed, ref, type ComputedRef, type Ref } from 'vue'
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
  told: Readonly<Ref<string>>
  refused: ComputedRef<string>
} {
  const told = ref('')
  const { mutate, isPending, error } = useChange(
    async ({ asked, release }: { asked: Asked; release: boolean }, options) => {
      told.value = ''
      await call('release.answer', { releaseId: asked.id, release, seen: asked.askedAt }, options)
      told.value = answeredWords(asked.field, release)
    },
    done,
    done,
  )
  return {
    answer: (asked, release) => mutate({ asked, release }),
    waiting: isPending,
    told,
    refused: computed(() => (error.value === null ? '' : sentenceOf(error.value))),
  }
}

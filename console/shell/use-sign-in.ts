import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import type { SignInBegun } from '../../contract/console'
import { SIGN_IN_LASTS_MS } from '../../miniprogram/domain/account/console'
import { ApiError, sentenceOf } from '../api/api-error'
import { beginSignIn, checkSignIn } from '../api/session'

/** How often the page asks whether somebody said yes on their phone. */
const ASK_EVERY_MS = 2000

export interface SigningIn {
  begun: Ref<SignInBegun | null>
  /** Seconds that the code holds; 0: it is over. */
  left: Ref<number>
  failure: Ref<string>
  refresh: () => Promise<void>
}

/** A code to be scanned, for as long as it holds: the page asks what became of it, and stops when it is over. */
export function useSignIn(): SigningIn {
  const begun = ref<SignInBegun | null>(null)
  const left = ref(1)
  const failure = ref('')
  let timer = 0
  /** When it holds no more, by this computer's own clock. */
  let endsAt = 0

  async function refresh(): Promise<void> {
    clearTimeout(timer)
    failure.value = ''
    try {
      const began = Date.now()
      begun.value = await beginSignIn()
      endsAt = began + SIGN_IN_LASTS_MS
      await look()
    } catch (thrown) {
      failure.value = sentenceOf(thrown)
      left.value = 0
    }
  }

  async function look(): Promise<void> {
    left.value = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000))
    if (left.value === 0) return
    try {
      if (await checkSignIn()) return
    } catch (thrown) {
      // Nothing came back: the code holds still.
      if (!(thrown instanceof ApiError && thrown.code === 'NETWORK')) left.value = 0
    }
    if (left.value > 0) timer = window.setTimeout(() => void look(), ASK_EVERY_MS)
  }

  onMounted(() => void refresh())
  onBeforeUnmount(() => clearTimeout(timer))
  return { begun, left, failure, refresh }
}

import { ref, watch, type Ref } from 'vue'
import { useChange } from '../api/use-change'

/**
 * Who somebody is in full, once it was asked for, which is recorded (spec 9).
 * @param booking which one is shown; what its visitor sent since is another one: who it is was asked of the one before
 * @param asked once it has been shown
 */
export function useInFull<Shown>(
  booking: { visitId: () => string; sentAt: () => number | undefined },
  ask: (visitId: string, options: { requestId: string }) => Promise<Shown>,
  asked: () => unknown,
): {
  inFull: Ref<Shown | null>
  unmask: () => void
  waiting: Readonly<Ref<boolean>>
  failure: Readonly<Ref<Error | null>>
} {
  const inFull = ref(null) as Ref<Shown | null>
  const { mutate, reset, isPending, error } = useChange(async (visitId: string, options) => {
    const shown = await ask(visitId, options)
    if (visitId === booking.visitId()) inFull.value = shown
  }, asked)
  watch([booking.visitId, booking.sentAt], () => {
    inFull.value = null
    reset()
  })
  return { inFull, unmask: () => mutate(booking.visitId()), waiting: isPending, failure: error }
}

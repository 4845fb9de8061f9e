import * as z from 'zod'
import type { Reply, Request } from './index'

/**
 * Reading calls that a phone begins at the same moment, in one call of the function: asked for at once, billed once. A
 * request id isn't read, so that nothing is changed this way.
 */
export const together = z.object({
  together: z
    .array(z.object({ action: z.string(), input: z.unknown() }))
    .min(1)
    .max(20),
})

export interface Together {
  together: Request[]
}

/** Answers in the order of the calls, each as it would be by itself. */
export interface TogetherReply {
  together: Reply[]
  now: number
}

import * as z from 'zod'
import { action } from './action'
import { integer } from './values'

/** Messages that a person agreed to (spec 7). */
export const notice = {
  /** The answers a person just gave in the platform's subscribe sheet: one consent, one message. */
  'consent.record': action({
    input: z.object({
      accepted: z
        .array(
          z
            .string()
            .max(64)
            .regex(/^[A-Za-z0-9_-]+$/),
        )
        .max(3),
    }),
    output: z.object({ consents: z.record(z.string(), integer) }),
  }),
}

import * as z from 'zod'
import { action } from './action'
import { cursor, direction, id, instant, page, passage } from './values'

/** What the guard's screen shows after a check (spec 5.1). */
export const checked = z.object({
  allowed: z.boolean(),
  /** Reason code of domain/gate-rules.ts. */
  reason: z.string(),
  /** One sentence a guard can read out. */
  sentence: z.string(),
  nextStep: z.string(),
  visit: z
    .object({
      id,
      /** Masked: 张**. */
      name: z.string(),
      plate: z.string().nullable(),
      unitName: z.string(),
      firstDay: z.string(),
      lastDay: z.string(),
      headCount: z.number().int(),
    })
    .nullable(),
  at: instant,
  passageId: id.nullable(),
})

/** Actions of a guard at the own gates. */
export const guard = {
  /** Checks a scanned QR pass or a typed short code and records the passage or the refusal. */
  'gate.admit': action({
    mutates: true,
    input: z.object({ gateId: id, direction, code: z.string().min(1).max(600) }),
    output: checked,
  }),

  'gate.recent': action({
    mutates: false,
    input: z.object({ gateId: id, cursor: cursor.nullable() }),
    output: page(passage.extend({ name: z.string(), plate: z.string().nullable() })),
  }),
}

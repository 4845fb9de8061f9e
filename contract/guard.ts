import * as z from 'zod'
import { action } from './action'
import { cursor, direction, id, instant, page, passage, typed } from './values'

/** What the guard's screen shows after a check (spec 5.1). */
export const checked = z.object({
  allowed: z.boolean(),
  /** Reason code of domain/gate-rules.ts. */
  reason: z.string(),
  /** One sentence a guard can read out. */
  sentence: z.string(),
  nextStep: z.string(),
  /** Something to know beside the answer; null mostly. */
  hint: z.string().nullable(),
  /** Parking fee of a vehicle that leaves; it stays due until paid. Money in 分. */
  fee: z.object({ fen: z.number().int(), text: z.string(), stayId: id }).nullable(),
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
      /** Invited as 贵宾 (spec 4). */
      vip: z.boolean(),
    })
    .nullable(),
  at: instant,
  passageId: id.nullable(),
})

/** Actions of a guard at the own gates. */
export const guard = {
  /**
   * Checks a visitor and records the passage or the refusal: by QR pass or short code (`code`), by `plate`, or by the
   * last six of the ID and the name (`person`). `riding`: the vehicle passes, not only the person. `override`: the
   * guard's reason for letting pass what the rules refuse.
   */
  'gate.admit': action({
    mutates: true,
    input: z
      .object({
        gateId: id,
        direction,
        code: z.string().min(1).max(600).optional(),
        plate: typed(40).optional(),
        person: z.object({ tail: z.string().regex(/^[0-9]{5}[0-9Xx]$/), name: typed(100) }).optional(),
        riding: z.boolean().optional(),
        override: typed(200).optional(),
      })
      .refine(
        ({ code, plate, person }) => [code, plate, person].filter((by) => by !== undefined).length === 1,
      ),
    output: checked,
  }),

  /** Marks that what the guard saw doesn't fit the purpose of the visit (spec 1). */
  'gate.markMisfit': action({
    mutates: true,
    input: z.object({ gateId: id, passageId: id }),
    output: z.object({ passageId: id }),
  }),

  /**
   * What a guard's phone needs to decide without a network (docs/decisions/0008), one signed page: the whole for
   * `since` null, else what changed since that version. `cursor`: the `next` of the page before.
   */
  'gate.snapshot': action({
    mutates: false,
    input: z.object({ since: instant.nullable(), cursor: cursor.nullable() }),
    output: z.object({
      version: instant,
      /** JSON of domain/gate-snapshot; the signature is over exactly these characters. */
      payload: z.string(),
      keyId: z.number().int(),
      signature: z.string(),
      next: cursor.nullable(),
    }),
  }),

  'gate.recent': action({
    mutates: false,
    input: z.object({ gateId: id, cursor: cursor.nullable() }),
    output: page(passage.extend({ name: z.string(), plate: z.string().nullable() })),
  }),
}

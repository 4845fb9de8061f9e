import * as z from 'zod'
import { DIRECTIONS_STATES } from '../miniprogram/domain/pass/directions'
import { action } from './action'
import {
  day,
  gate,
  gatePropagation,
  id,
  instant,
  purposeClass,
  trafficControl,
  visitRow,
  integer,
} from './values'

/** The pass on the visitor’s phone (house rule 16). */
export const pass = {
  /**
   * Signs a pass for the key of this phone, which holds it from now on; the same call gives an equally good pass.
   * `renew`: by the phone that shows it, to hear whether it holds; it takes the pass from no other phone.
   * `holderKey`: Ed25519 public key, 32 bytes as base64url.
   */
  'pass.issue': action({
    input: z.object({
      visitId: id,
      holderKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      renew: z.boolean().optional(),
    }),
    output: z.object({
      /** Signed statement (domain/pass.ts), base64url. */
      statement: z.string(),
      shortCode: z.string(),
      visit: visitRow,
      headCount: integer,
      gates: z.array(gate),
      /** Of one by car: which gates are closed to vehicles on its days, and when. */
      controls: z.array(trafficControl),
      delivery: z.array(gatePropagation),
      purposeClass,
      /** Ways of passing this visit has, by id (domain/visit/purposes.ts); a pass kept from before holds words. */
      ways: z.array(z.string()),
      /** What the card for the driver carries (`pass.directions`). */
      directions: z.string(),
    }),
  }),

  /**
   * The way to the visit on a card that its visitor sent; whoever holds the card may look. Nothing in it tells who comes or
   * opens a gate. `visit` null: it doesn't lead there now, or no more.
   */
  'pass.directions': action({
    /** A sealed value: the key's id, and what is sealed, as base64url. */
    input: z.object({ card: z.string().regex(/^[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,160}$/) }),
    output: z.object({
      state: z.enum(DIRECTIONS_STATES),
      visit: z
        .object({
          ...{ firstDay: day, lastDay: day, purposeClass, driving: z.boolean() },
          /** Of one that was given at a gate. */
          endsAt: instant.optional(),
          hours: z.object({ from: integer, until: integer }).optional(),
          weekdays: z.array(integer).optional(),
          ...{ gates: z.array(gate), controls: z.array(trafficControl) },
        })
        .nullable(),
    }),
  }),
}

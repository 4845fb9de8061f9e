import * as z from 'zod'
import { action } from './action'
import { gate, gatePropagation, id, purposeClass, trafficControl, visitRow, integer } from './values'

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
    }),
  }),
}

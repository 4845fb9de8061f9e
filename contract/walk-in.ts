import * as z from 'zod'
import { MAX_WALK_INS } from '../miniprogram/domain/walk-in/quota'
import { action } from './action'
import { id, instant, mark, privacyTick, purpose, typed, typedPerson, visitState, integer } from './values'

const quota = z.object({
  open: z.boolean(),
  /** Hours of the day in Shanghai, the last one exclusive. */
  fromHour: integer.min(0).max(24),
  untilHour: integer.min(0).max(24),
  perHour: z
    .number()
    .int()
    .min(0)
    .max(MAX_WALK_INS * 10),
  perDay: z
    .number()
    .int()
    .min(0)
    .max(MAX_WALK_INS * 10),
})

/** Places that are left now; with none, when the next ones come, null: not known. */
const places = { left: integer, nextAt: instant.nullable() }

/** Coming in without a booking (spec 4.3). */
export const walkIn = {
  /** What a gate shows for scanning, until `changesAt`: a picture in base64, null while nobody comes in by it. */
  'walkIn.code': action({
    input: z.object({ gateId: id }),
    output: z.object({
      gateName: z.string(),
      /** The office lets people in here without a booking, in hours of its own. */
      open: z.boolean(),
      picture: z.string().nullable(),
      changesAt: instant,
      ...places,
    }),
  }),

  /** Somebody has scanned it: until when they may send one form, and what it asks. */
  'walkIn.read': action({
    input: z.object({ code: typed(64) }),
    output: z.object({
      gateName: z.string(),
      campusName: z.string(),
      takesCars: z.boolean(),
      /** What one may come for. */
      purposes: z.array(purpose),
      /** How many days after the visit its person is kept (spec 9). */
      keptDays: integer,
      /** For how many hours the pass will be valid. */
      hours: integer,
      ...places,
      /** Null: there is nothing to send. */
      until: instant.nullable(),
      /** The walk-in that the caller has already; null: none. */
      visitId: id.nullable(),
    }),
  }),

  'walkIn.submit': action({
    input: z.object({
      /** As typed. */
      form: typedPerson.extend({
        purpose: id.or(z.literal('')),
        note: typed(500),
        privacy: privacyTick.optional(),
      }),
    }),
    output: z.object({ visitId: id, state: visitState }),
  }),

  /** The office, or the desk of its campus, takes back what a gate gave; leaving stays allowed. */
  'walkIn.revoke': action({
    input: z.object({ visitId: id, reason: typed(400) }),
    output: z.object({ visitId: id, state: visitState }),
  }),

  'walkIn.quotas': action({
    input: z.object({}),
    output: z.object({
      /** For how many hours a pass is valid. */
      hours: integer,
      rows: z.array(
        z.object({
          gateId: id,
          gateName: z.string(),
          campusName: z.string(),
          quota,
          /** How many got a place today. */
          today: integer,
          seen: mark,
        }),
      ),
    }),
  }),

  'walkIn.saveQuota': action({
    input: z.object({ gateId: id, quota, seen: mark.optional() }),
    output: z.object({ gateId: id }),
  }),
}

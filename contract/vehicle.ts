import * as z from 'zod'
import { ANOMALY_OUTCOMES, STAY_ACTIONS, STAY_LISTS, STAY_STATES } from '../miniprogram/domain/vehicle/stay'
import { action } from './action'
import { countedPage, cursor, id, instant, typed, integer } from './values'

const stayState = z.enum(STAY_STATES)
const anomalyOutcome = z.enum(ANOMALY_OUTCOMES)

const stay = z.object({
  id,
  state: stayState,
  plate: z.string(),
  campusName: z.string(),
  gateIn: z.string(),
  gateOut: z.string().nullable(),
  enteredAt: instant,
  exitAt: instant.nullable(),
  /** Money in 分; of a vehicle inside what it would pay leaving now. */
  feeFen: integer,
  caseOpen: z.boolean(),
  /** The booking it came with, as the desk may see it; null when there was none. */
  visitor: z
    .object({
      name: z.string(),
      unitName: z.string(),
      unitPhone: z.string().nullable(),
      hostName: z.string(),
    })
    .nullable(),
  history: z.array(
    z.object({
      at: instant,
      action: z.enum(STAY_ACTIONS),
      byName: z.string(),
      outcome: anomalyOutcome.nullable(),
      reason: z.string().nullable(),
    }),
  ),
})

const changed = z.object({ stayId: id, state: stayState })

/** Vehicles on campus, the desk’s cases, traffic control (spec 5.2, 5.3, 5.5). */
export const vehicle = {
  /**
   * 请求核查: the visitor says that the vehicle named by a VEHICLE_INSIDE refusal is not inside. `willTell`: the answer goes
   * to the caller too.
   */
  'vehicle.askCheck': action({
    input: z.object({ stayId: id }),
    output: changed.extend({ willTell: z.boolean() }),
  }),

  'vehicle.list': action({
    input: z.object({ campusId: id, list: z.enum(STAY_LISTS), cursor: cursor.nullable() }),
    output: countedPage(stay, STAY_LISTS),
  }),

  /** Looks one plate up on the caller's campuses: inside or with a fee due; null when neither. */
  'vehicle.find': action({
    input: z.object({ plate: typed(40) }),
    output: z.object({ stay: stay.nullable() }),
  }),

  /** `leftAt` is when it left, for the fee of `leftUnpaid`; ignored otherwise. */
  'vehicle.resolve': action({
    input: z.object({ stayId: id, outcome: anomalyOutcome, reason: typed(200), leftAt: instant.nullable() }),
    output: changed,
  }),

  'vehicle.paid': action({ input: z.object({ stayId: id }), output: changed }),

  'traffic.close': action({
    input: z.object({ gateIds: z.array(id).max(100), from: instant, until: instant, reason: typed(200) }),
    output: z.object({ controlId: id }),
  }),

  'traffic.open': action({
    input: z.object({ controlId: id }),
    output: z.object({ controlId: id }),
  }),

  /** Controls that are on or to come; everybody may see them. */
  'traffic.list': action({
    input: z.object({}),
    output: z.object({
      controls: z.array(
        z.object({
          id,
          gateNames: z.array(z.string()),
          from: instant,
          until: instant,
          reason: z.string(),
          /** How many bookings were told, and whether that is everybody by now. */
          told: integer,
          toldAll: z.boolean(),
        }),
      ),
    }),
  }),
}

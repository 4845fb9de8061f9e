import * as z from 'zod'
import { LANES } from '../../miniprogram/domain/gate/device'
import { DEVICE_KINDS } from '../../miniprogram/domain/gate/ways'
import { TRY_KINDS } from '../../miniprogram/domain/gate/wrong-try'
import { PRIVATE_VEHICLES } from '../../miniprogram/domain/visit/purposes'
import { action } from '../action'
import { cursor, gateLocation, id, instant, mark, page, passage, typed, integer } from '../values'

const device = z.object({
  name: typed(50),
  gateId: id,
  kind: z.enum(DEVICE_KINDS),
  /** Which way its lane goes. */
  direction: z.enum(LANES),
  /** Whether its attendant may let pass what the rules refuse. */
  mayOverride: z.boolean(),
  /** Can't sign: known by a secret path, from these addresses only where any are named (docs/decisions/0007). */
  unsigned: z.boolean(),
  addresses: z.array(typed(100)).max(100),
})

/** What a gate is, and what it lets through. */
const gateTraits = z.object({
  name: typed(50),
  campusId: id,
  pedestrian: z.boolean(),
  vehicleBarrier: z.boolean(),
  privateVehicles: z.enum(PRIVATE_VEHICLES),
  active: z.boolean(),
  order: integer,
})

/** Gates and their hardware, as the office configures them; what was decided there without a network. */
export const hardware = {
  'device.save': action({
    /** What was taken out of use stays so, unless its key is renewed. */
    input: device.extend({ deviceId: id, renewSecret: z.boolean(), seen: mark.optional() }),
    output: z.object({
      deviceId: id,
      /** Shown to this request alone, when the device is new or its key was renewed. */
      secret: z.string().nullable(),
      /** Path with a secret in it, for a device that can't sign. */
      path: z.string().nullable(),
    }),
  }),

  'device.disable': action({
    input: z.object({ deviceId: id }),
    output: z.object({ deviceId: id }),
  }),

  'device.list': action({
    input: z.object({ cursor: cursor.nullable() }),
    output: page(
      device.extend({
        id,
        gateName: z.string(),
        active: z.boolean(),
        /** When it was last heard of, and up to when it knows every change; null: never. */
        seenAt: instant.nullable(),
        knowsUpTo: instant.nullable(),
        clockOffset: integer.nullable(),
        faults: z.array(z.string()),
        seen: mark,
      }),
    ),
  }),

  /** Every campus and every gate, in use or not. */
  'gate.list': action({
    input: z.object({}),
    output: z.object({
      campuses: z.array(z.object({ id, name: z.string(), hasGates: z.boolean() })),
      gates: z.array(
        gateTraits.extend({ id, campusName: z.string(), location: gateLocation.optional(), seen: mark }),
      ),
    }),
  }),

  /** `location` null: it has none any more; absent: it stays where it was. */
  'gate.save': action({
    input: gateTraits.extend({
      ...{ gateId: id, seen: mark.optional() },
      location: gateLocation.nullable().optional(),
    }),
    output: z.object({ gateId: id }),
  }),

  /** Bursts of refused tries (spec 5.1, 9): wrong codes at a gate, bad signatures, access refused; latest hour first. */
  'gate.wrongTries': action({
    input: z.object({ cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        kind: z.enum(TRY_KINDS),
        /** Name of the guard or device; empty: nobody that is known. */
        byName: z.string(),
        gateName: z.string(),
        /** When the hour began. */
        hour: instant,
        count: integer,
      }),
    ),
  }),

  /**
   * Passages decided without a network that the server would have refused, latest first: those that nobody has settled
   * yet, or those that somebody has.
   */
  'gate.conflicts': action({
    input: z.object({ cursor: cursor.nullable(), settled: z.boolean().optional() }),
    output: page(
      passage.extend({
        /** Masked. */
        name: z.string(),
        plate: z.string().nullable(),
        /** Name of the guard or device that let pass. */
        byName: z.string(),
        conflict: z.string(),
        deliveredAt: instant,
        settled: z.object({ byName: z.string(), at: instant, reason: z.string() }).nullable(),
      }),
    ),
  }),

  /** Somebody of the office has looked into it, and says what came of it. CONFLICT_SETTLED: somebody else has. */
  'gate.settleConflict': action({
    input: z.object({ passageId: id, reason: typed(200) }),
    output: z.object({ passageId: id }),
  }),
}

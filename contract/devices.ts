import * as z from 'zod'
import { action } from './action'
import { cursor, direction, id, instant, page, typed } from './values'

const device = z.object({
  name: typed(50),
  gateId: id,
  kind: z.enum(['controller', 'qrHead', 'plateCamera', 'idReader', 'faceReader']),
  /** Which way its lane goes. */
  direction: direction.or(z.literal('both')),
  /** Whether its attendant may let pass what the rules refuse. */
  mayOverride: z.boolean(),
  /** Can't sign: known by a secret path, from these addresses only where any are named (docs/decisions/0007). */
  unsigned: z.boolean(),
  addresses: z
    .array(
      z
        .string()
        .max(45)
        .regex(/^[0-9A-Fa-f.:]{3,45}$/),
    )
    .max(10),
})

/** The office's gate hardware. */
export const devices = {
  'device.save': action({
    mutates: true,
    input: device.extend({ deviceId: id, renewSecret: z.boolean() }),
    output: z.object({
      deviceId: id,
      /** Shown to this request alone, when the device is new or its key was renewed. */
      secret: z.string().nullable(),
      /** Path with a secret in it, for a device that can't sign. */
      path: z.string().nullable(),
    }),
  }),
  'device.disable': action({
    mutates: true,
    input: z.object({ deviceId: id }),
    output: z.object({ deviceId: id }),
  }),
  'device.list': action({
    mutates: false,
    input: z.object({ cursor: cursor.nullable() }),
    output: page(
      device.extend({
        id,
        gateName: z.string(),
        active: z.boolean(),
        /** When it was last heard of, and up to when it knows every change; null: never. */
        seenAt: instant.nullable(),
        knowsUpTo: instant.nullable(),
        clockOffset: z.number().int().nullable(),
        faults: z.array(z.string()),
      }),
    ),
  }),
}

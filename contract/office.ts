import * as z from 'zod'
import { action } from './action'
import { cursor, day, direction, id, instant, page, passage, typed } from './values'

const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(24 * 60)

/** Everything marked config in the specification; absent fields stay as they are. */
const rules = z.object({
  duplicateRule: z.enum(['anyLive', 'overlap']),
  maxDaysAhead: z.number().int().min(0).max(3650).nullable(),
  adviseAheadDays: z.number().int().min(0).max(365),
  adviseLongDays: z.number().int().min(1).max(15),
  facePhoto: z.boolean(),
  selfApproval: z.boolean(),
  /** Whether a visitor may cancel an approved booking before the first entry. */
  cancelApproved: z.boolean(),
  officialStaysFree: z.boolean(),
  freeMinutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60),
  gateConfidence: z.object({ face: z.number().min(0).max(1), plate: z.number().min(0).max(1) }),
  digestAt: minuteOfDay,
  /** When approvers are reminded of a near visit (domain/reminders.ts). */
  reminders: z.object({
    opensAt: minuteOfDay,
    hoursBefore: z.number().int().min(0).max(12),
    earliest: minuteOfDay,
    eveningBefore: minuteOfDay,
  }),
  anonymiseAfterDays: z.number().int().min(30).max(3650),
  keepFormDays: z.number().int().min(0).max(3650),
  keepEvidenceDays: z.number().int().min(0).max(3650),
  keepRepliesDays: z.number().int().min(30).max(3650),
  evacuationHours: z.number().int().min(1).max(72),
  /** Whom one can call; with `campusId`, the desk of that campus. */
  contacts: z
    .array(
      z.object({ name: typed(50), phone: z.string().regex(/^[0-9+ -]{3,20}$/), campusId: id.optional() }),
    )
    .max(50),
})

const unitPrice = z.object({ unitMinutes: z.number().int(), fen: z.number().int() })
const uncapped = z.discriminatedUnion('form', [
  unitPrice.extend({ form: z.literal('period') }),
  z.object({
    form: z.literal('total'),
    steps: z.array(z.object({ upToMinutes: z.number().int(), fen: z.number().int() })).max(20),
    beyond: unitPrice,
  }),
  z.object({ form: z.literal('entry'), fen: z.number().int() }),
  z.object({
    form: z.literal('dayNight'),
    dayFrom: minuteOfDay,
    nightFrom: minuteOfDay,
    day: unitPrice,
    night: unitPrice,
  }),
])
export const tariff = z.object({
  effectiveFrom: instant,
  label: typed(50),
  freeMinutes: z.number().int(),
  freeMode: z.enum(['threshold', 'deducted']),
  rate: z.union([
    uncapped,
    z.object({
      form: z.literal('capped'),
      cap: z.object({ fen: z.number().int(), per: z.enum(['calendarDay', '24hours']) }),
      of: uncapped,
    }),
  ]),
})

const reportState = z.enum(['open', 'needsExplanation', 'matched'])

/** The office's own data (spec 1, Roles). */
export const office = {
  'rules.get': action({ mutates: false, input: z.object({}), output: rules }),
  'rules.change': action({ mutates: true, input: rules.partial(), output: z.object({}) }),
  /** A new version of the tariff; running stays keep the version of their entry. */
  'tariff.add': action({ mutates: true, input: tariff, output: z.object({ tariffId: id }) }),
  'gate.save': action({
    mutates: true,
    input: z.object({
      gateId: id,
      name: typed(50),
      campusId: id,
      pedestrian: z.boolean(),
      vehicleBarrier: z.boolean(),
      privateVehicles: z.enum(['none', 'both', 'entryOnly']),
      active: z.boolean(),
      order: z.number().int(),
    }),
    output: z.object({ gateId: id }),
  }),
  /** Adds or changes a row of the directory. `pinyin`: the name's syllables with blanks between, for the search. */
  'staff.save': action({
    mutates: true,
    input: z.object({
      staffId: id,
      name: typed(100),
      unitId: id,
      phone: typed(30),
      pinyin: z
        .string()
        .max(100)
        .regex(/^[a-z ]*$/),
      active: z.boolean(),
    }),
    output: z.object({ staffId: id }),
  }),
  'staff.unbind': action({
    mutates: true,
    input: z.object({ staffId: id }),
    output: z.object({ staffId: id }),
  }),

  /** Passages decided without a network that the server would have refused, latest first. */
  'gate.conflicts': action({
    mutates: false,
    input: z.object({ cursor: cursor.nullable() }),
    output: page(
      passage.extend({
        /** Masked. */
        name: z.string(),
        plate: z.string().nullable(),
        /** Name of the guard or device that let pass. */
        byName: z.string(),
        conflict: z.string(),
        deliveredAt: instant,
      }),
    ),
  }),

  /** Whether the emergency mode is on (spec 5.6); closed, the desk's form says so. */
  'emergency.get': action({
    mutates: false,
    input: z.object({}),
    output: z.object({
      on: z.boolean(),
      since: instant.nullable(),
      byName: z.string(),
      reason: z.string(),
      /** Latest first; for desk and office only, empty for everybody else. */
      history: z.array(z.object({ on: z.boolean(), at: instant, byName: z.string(), reason: z.string() })),
    }),
  }),
  'emergency.switch': action({
    mutates: true,
    input: z.object({ on: z.boolean(), reason: typed(200) }),
    output: z.object({ on: z.boolean() }),
  }),
  /** The desk records a phone call and gives a numbered pass that the named gates accept. */
  'emergency.report': action({
    mutates: true,
    input: z.object({
      hostName: typed(100),
      unitName: typed(100),
      name: typed(100),
      phone: typed(30),
      plate: typed(40),
      gateIds: z.array(id).min(1).max(50),
      firstDay: day,
      lastDay: day,
      note: typed(200),
    }),
    output: z.object({ visitId: id, number: z.string() }),
  }),
  'emergency.list': action({
    mutates: false,
    input: z.object({ list: reportState, cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        number: z.string(),
        /** Masked. */
        name: z.string(),
        hostName: z.string(),
        unitName: z.string(),
        plate: z.string().nullable(),
        gateNames: z.array(z.string()),
        firstDay: day,
        lastDay: day,
        byName: z.string(),
        at: instant,
        note: z.string(),
        /** What happened at gates, latest first. */
        passages: z.array(z.object({ at: instant, gateName: z.string(), direction, allowed: z.boolean() })),
        inside: z.boolean(),
        state: reportState,
        steps: z.array(z.object({ at: instant, byName: z.string(), state: reportState, note: z.string() })),
      }),
    ),
  }),
  /** `matched`: what was told agrees with what happened; else it has to be explained, and why. */
  'emergency.reconcile': action({
    mutates: true,
    input: z.object({ visitId: id, matched: z.boolean(), note: typed(200) }),
    output: z.object({ visitId: id }),
  }),

  /**
   * Who is on a campus now (spec 10): since when, overstayers; also the evacuation list of a guard's phone, which keeps
   * it for `keptHours`. `campusId` null: the first of those the caller may look at. Pages are large.
   */
  'campus.inside': action({
    mutates: false,
    input: z.object({ campusId: id.nullable(), cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        /** Masked. */
        name: z.string(),
        unitName: z.string(),
        hostName: z.string(),
        headCount: z.number().int(),
        plate: z.string().nullable(),
        since: instant,
        lastDay: day,
        overstayed: z.boolean(),
      }),
    ).extend({
      campuses: z.array(z.object({ id, name: z.string() })),
      campusId: id,
      keptHours: z.number().int(),
    }),
  }),
}

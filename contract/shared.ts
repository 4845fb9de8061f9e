import * as z from 'zod'
import {
  day,
  gate,
  id,
  instant,
  phoneKind,
  documentKind,
  purposeClass,
  purposeId,
  typed,
  visitRow,
} from './values'
import { action } from './action'
import { tariff } from './office'

/** Actions that everybody may call, whatever the role. */
export const shared = {
  /** Who I am and what waits for me: everything the first screen needs in one call. */
  me: action({
    mutates: false,
    input: z.object({}),
    output: z.object({
      now: instant,
      today: day,
      staffName: z.string().nullable(),
      staffUnit: z.string().nullable(),
      approver: z
        .object({
          units: z.array(z.object({ id, name: z.string() })),
          frozen: z.object({ reason: z.string(), since: instant }).nullable(),
        })
        .nullable(),
      guard: z.object({ gates: z.array(gate) }).nullable(),
      desk: z.object({ campuses: z.array(z.object({ id, name: z.string() })) }).nullable(),
      /** `waiting`: account requests and blacklist steps that somebody of the office has to answer. */
      office: z.object({ waiting: z.number().int() }).nullable(),
      /** Phone reports are being taken now (spec 5.6); told to those whom it concerns: staff, desk, office. */
      emergency: z.boolean(),
      /** Numbers on the cards of the first screen. */
      waiting: z.object({
        approvals: z.number().int(),
        returned: z.number().int(),
        pending: z.number().int(),
      }),
      /** Approved visits that are valid today, soonest end first. */
      todayPasses: z.array(visitRow),
      /** Subscribe message templates by purpose, for wx.requestSubscribeMessage. */
      templates: z.object({ newBooking: z.string(), decision: z.string() }),
      /** Messages this person may still be sent, per template id (spec 7, Consent). */
      consents: z.record(z.string(), z.number().int()),
    }),
  }),

  /** What the booking form offers and which rules hold today (spec 2). */
  'visit.options': action({
    mutates: false,
    input: z.object({}),
    output: z.object({
      today: day,
      purposes: z.array(z.object({ id: purposeId, name: z.string(), class: purposeClass })),
      gates: z.array(gate),
      maxDays: z.number().int(),
      /** Last day a booking may start on; null: no limit. */
      latestFirstDay: day.nullable(),
      adviseAheadDays: z.number().int(),
      adviseLongDays: z.number().int(),
      facePhoto: z.boolean(),
      freeMinutes: z.number().int(),
      /** The tariff for a vehicle that enters now (domain/parking); null: none is in force. */
      tariff: tariff.extend({ id }).nullable(),
      /** An official vehicle pays once its days are over (spec 5.2). */
      paysAfterDays: z.boolean(),
      duplicateRule: z.enum(['anyLive', 'overlap']),
      /** When approvers are reminded before a visit (domain/reminders.ts). */
      reminders: z.object({
        opensAt: z.number().int(),
        hoursBefore: z.number(),
        earliest: z.number().int(),
        eveningBefore: z.number().int(),
      }),
      /** How many days after its last one a booking keeps its person (spec 9). */
      anonymiseAfterDays: z.number().int(),
      documentKinds: z.array(documentKind),
      phoneKinds: z.array(phoneKind),
      contacts: z.array(z.object({ name: z.string(), phone: z.string() })),
    }),
  }),

  /** Part of a name → at most 10 rows with name and unit only (spec 2, Host); `unitId`: of this unit alone. */
  'host.search': action({
    mutates: false,
    input: z.object({ text: typed(60), unitId: id.optional() }),
    output: z.object({ rows: z.array(z.object({ hostId: id, name: z.string(), unitName: z.string() })) }),
  }),

  /** The answers a person just gave in the platform's subscribe sheet: one consent, one message. */
  'consent.record': action({
    mutates: true,
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
    output: z.object({ consents: z.record(z.string(), z.number().int()) }),
  }),
}

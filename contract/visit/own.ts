import * as z from 'zod'
import { STANDING_LIMITS } from '../../miniprogram/domain/standing-pass/term'
import { DUPLICATE_RULE_IDS } from '../../miniprogram/domain/visit/duplicates'
import { action } from '../action'
import { faceView } from '../face'
import { tariff } from '../parking'
import {
  cursor,
  day,
  documentKind,
  gate,
  gatePropagation,
  historyEntry,
  hostConfirmation,
  id,
  instant,
  page,
  passage,
  phoneKind,
  purpose,
  purposeClass,
  releaseState,
  trafficControl,
  typed,
  visitForm,
  visitList,
  visitRow,
  visitState,
  integer,
} from '../values'

const submitted = z.object({
  visitId: id,
  state: visitState,
  /** How many people of the unit may decide; 0: it was sent to them before. */
  approvers: integer,
})

/** One’s own bookings (spec 2, 3). */
export const ownVisits = {
  /** What the booking form offers and which rules hold today (spec 2). */
  'visit.options': action({
    input: z.object({}),
    output: z.object({
      today: day,
      /** Those that are offered, in the office's order. */
      purposes: z.array(purpose),
      gates: z.array(gate),
      /** Which gates are closed to vehicles and when, now or to come. */
      controls: z.array(trafficControl),
      maxDays: integer,
      /** Last day a booking may start on; null: no limit. */
      latestFirstDay: day.nullable(),
      /** How long a standing pass may hold (spec 4.4). */
      standing: z.object({
        standingLimit: z.enum(STANDING_LIMITS),
        standingDays: integer,
        termEnds: z.array(z.string()),
      }),
      adviseAheadDays: integer,
      adviseLongDays: integer,
      facePhoto: z.boolean(),
      /** The tariff for a vehicle that enters now (domain/parking): what the fee is, free minutes included. */
      tariff: tariff.extend({ id }),
      /** An official vehicle pays once its days are over (spec 5.2). */
      paysAfterDays: z.boolean(),
      duplicateRule: z.enum(DUPLICATE_RULE_IDS),
      /** Whether a visitor may cancel an approved booking before the first entry (spec 3). */
      cancelApproved: z.boolean(),
      /** When approvers are reminded before a visit (domain/reminders.ts). */
      reminders: z.object({
        opensAt: integer,
        hoursBefore: z.number(),
        earliest: integer,
        eveningBefore: integer,
      }),
      /** How many days after its last one a booking keeps its person (spec 9). */
      anonymiseAfterDays: integer,
      /** For how many hours a walk-in pass is valid (spec 4.3). */
      walkInHours: integer,
      documentKinds: z.array(documentKind),
      phoneKinds: z.array(phoneKind),
      contacts: z.array(z.object({ name: z.string(), phone: z.string() })),
    }),
  }),

  /**
   * The code that `getPhoneNumber` gave → the number that WeChat knows, proved to be the caller's from now on (spec 2,
   * Mobile). PHONE_CODE when it was used or is older than five minutes.
   */
  'phone.prove': action({
    input: z.object({ code: z.string().min(1).max(200) }),
    output: z.object({ phone: z.string(), phoneKind }),
  }),

  'visit.submit': action({
    input: z.object({ form: visitForm }),
    output: submitted,
  }),

  /** Changes a returned (or pending) booking and sends it again; `rev` is the one the form was made from. */
  'visit.revise': action({
    input: z.object({ visitId: id, rev: integer, form: visitForm }),
    output: submitted,
  }),

  'visit.cancel': action({
    input: z.object({ visitId: id }),
    output: z.object({ visitId: id, state: visitState }),
  }),

  /** Asks the unit to cancel an approved booking that the visitor can't cancel themself any more (spec 3). */
  'visit.askCancel': action({
    input: z.object({ visitId: id, reason: typed(400) }),
    output: z.object({ visitId: id, state: releaseState }),
  }),

  /** Asks the unit for more days or another plate after the first entry (spec 3). `plate`: empty leaves it. */
  'visit.askChange': action({
    input: z.object({ visitId: id, lastDay: day, plate: typed(40), reason: typed(400) }),
    output: z.object({ visitId: id, state: releaseState }),
  }),

  'visit.list': action({
    input: z.object({ list: visitList, cursor: cursor.nullable() }),
    output: page(visitRow),
  }),

  /** Everything about one own booking, with the form as it can be revised or copied (再次预约). */
  'visit.get': action({
    input: z.object({ visitId: id }),
    output: z.object({
      visit: visitRow,
      rev: integer,
      form: visitForm,
      /** `hostId` empty: who stands there is in no directory. */
      host: z.object({ hostId: id.or(z.literal('')), name: z.string(), unitName: z.string() }),
      purposeClass,
      gates: z.array(gate),
      /** Of one by car: which gates are closed to vehicles on its days, and when. */
      controls: z.array(trafficControl),
      unitPhone: z.string().nullable(),
      /** What narrows its days, and what the organiser said last; absent: it is no guest of an activity. */
      activity: z
        .object({
          hours: z.object({ from: z.number(), until: z.number() }).nullable(),
          message: z.object({ text: z.string(), at: instant }).nullable(),
        })
        .optional(),
      /** When its days hold; weekdays empty: every day. Absent: it is of no standing pass. */
      standing: z
        .object({
          hours: z.object({ from: z.number(), until: z.number() }).nullable(),
          weekdays: z.array(z.number()),
          papersUntil: day.nullable(),
        })
        .optional(),
      /** What the visitor may do now; the same domain rule answers when it is tried. */
      allowedActions: z.object({
        revise: z.boolean(),
        cancel: z.boolean(),
        askCancel: z.boolean(),
        askChange: z.boolean(),
        pass: z.boolean(),
        /** A face photo can be added, or another put in place of it; that of a booking goes with its form. */
        addPhoto: z.boolean(),
        /** Booking the same again isn't refused because of this one. */
        bookAgain: z.boolean(),
      }),
      /** The visitor's request that the unit cancel it, and the answer; null: never asked. */
      cancelRequest: z
        .object({ state: releaseState, askedAt: instant, answeredBy: z.string().nullable() })
        .nullable(),
      /** The visitor's request for more days or another plate, and the answer; null: never asked. */
      changeRequest: z
        .object({
          ...{ state: releaseState, askedAt: instant, answeredBy: z.string().nullable() },
          ...{ lastDay: day, plate: z.string().nullable() },
        })
        .nullable(),
      /** Somebody else proved the number that was typed: it stands by its document alone. Absent: nobody did. */
      phoneTaken: z.literal(true).optional(),
      /** Whom a message has reached, and when (spec 3, Nobody waits in silence). */
      notifications: z.array(z.object({ at: instant, names: z.array(z.string()) })),
      hostConfirmation,
      face: faceView.nullable(),
      /** The unit didn't take the photo that was there. */
      photoRefused: z.boolean(),
      /** Whether its gates know of an approved booking: 下发中, 已生效, 失败 (domain/gate/propagation.ts). */
      delivery: z.array(gatePropagation),
      history: z.array(historyEntry),
      passages: z.array(passage),
    }),
  }),
}

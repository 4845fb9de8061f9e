import * as z from 'zod'
import { ACTIVITY_STATES, MAX_QUOTA } from '../miniprogram/domain/activity/activity'
import { GUEST_LISTS, GUEST_REFUSALS } from '../miniprogram/domain/activity/guest'
import { MAX_PEOPLE_A_CALL } from '../miniprogram/domain/standing-pass/standing-pass'
import { action } from './action'
import {
  countedPage,
  cursor,
  day,
  gate,
  id,
  instant,
  typedPerson,
  minuteOfDay,
  page,
  privacyTick,
  purposeClass,
  purposeWords,
  typed,
  visitState,
  integer,
} from './values'

const activityState = z.enum(ACTIVITY_STATES)
const hours = z.object({ from: minuteOfDay.max(24 * 60 - 1), until: minuteOfDay.min(1) })

/** What is applied for, as typed. */
const plan = z.object({
  title: typed(200),
  purpose: id,
  firstDay: day,
  lastDay: day,
  /** Minutes of the day between which guests come in; not after the first: until the next day. Null: all day. */
  hours: hours.nullable(),
  /** The only gates it is for; empty: those of its purpose. */
  gateIds: z.array(id).max(100),
  quota: z
    .number()
    .int()
    .min(0)
    .max(MAX_QUOTA * 10),
  asksPlate: z.boolean(),
  question: typed(100),
})

/** A row of the list of activities. */
const activityRow = z.object({
  id,
  state: activityState,
  /** Its days are over. */
  over: z.boolean(),
  title: z.string(),
  unitName: z.string(),
  organiserName: z.string(),
  firstDay: day,
  lastDay: day,
  quota: integer,
  askedAt: instant,
})

const message = z.object({ text: z.string(), at: instant }).nullable()

/** What a guest fills in, as typed. */
const guestForm = typedPerson.extend({
  /** To the question of the activity. */
  answer: typed(500),
  privacy: privacyTick.optional(),
})

const standing = z.object({ activityId: id, state: activityState })

/** Activities (spec 4.2). */
export const activity = {
  'activity.apply': action({
    input: z.object({ plan, unitId: id.optional() }),
    output: standing,
  }),

  /** Those of the caller's units; of all units for the office, `waiting`: only those that nobody has answered. */
  'activity.list': action({
    input: z.object({ waiting: z.boolean().optional(), cursor: cursor.nullable() }),
    output: page(activityRow),
  }),

  /** All of it for who may look after it, with how many have joined. */
  'activity.get': action({
    input: z.object({ activityId: id }),
    output: z.object({
      activity: activityRow,
      plan,
      purposeClass,
      purposeWords,
      gates: z.array(gate),
      /** Places taken, and how many wait for one. */
      taken: integer,
      waiting: integer,
      answeredBy: z.string().nullable(),
      answer: z.string().nullable(),
      cancelled: z.string().nullable(),
      message,
      allowedActions: z.object({
        answer: z.boolean(),
        /** Made by the caller, who needs somebody else to approve it. */
        needsColleague: z.boolean(),
        close: z.boolean(),
        cancel: z.boolean(),
        message: z.boolean(),
        addGuests: z.boolean(),
      }),
    }),
  }),

  'activity.answer': action({
    input: z.object({ activityId: id, accept: z.boolean(), reason: typed(400) }),
    output: standing,
  }),

  /** Nobody joins any more; those who have a place come. */
  'activity.close': action({ input: z.object({ activityId: id }), output: standing }),

  /** It doesn't take place: everybody is told, and no pass of it holds any more. */
  'activity.cancel': action({
    input: z.object({ activityId: id, reason: typed(400) }),
    output: standing,
  }),

  /** Says something to all guests, also to those who wait. */
  'activity.message': action({
    input: z.object({ activityId: id, text: typed(400) }),
    output: standing,
  }),

  /**
   * Guests with full names for who may look after the activity; numbers only by their tail. `all`: by id, for a list that is
   * taken along, which misses nobody who comes or moves while its pages are read.
   */
  'activity.guests': action({
    input: z.object({
      activityId: id,
      list: z.enum([...GUEST_LISTS, 'all']),
      cursor: cursor.nullable(),
    }),
    output: countedPage(
      z.object({
        id,
        name: z.string(),
        phoneTail: z.string(),
        plate: z.string().nullable(),
        answer: z.string(),
        state: visitState,
        /** Put on the list by the organiser, and not taken over by the guest yet. */
        listed: z.boolean(),
        joinedAt: instant,
        /** First time at a gate; null: hasn't come. */
        cameAt: instant.nullable(),
      }),
      ['approved', 'waiting'],
    ),
  }),

  /** Guests whom the organiser invited by a list: each has a place at once, or is refused by the place in the list. */
  'activity.addGuests': action({
    input: z.object({ activityId: id, people: z.array(typedPerson).max(MAX_PEOPLE_A_CALL) }),
    output: standing.extend({
      added: integer,
      refused: z.array(
        z.object({
          index: integer,
          code: z.enum(GUEST_REFUSALS),
          /** Of DUPLICATE: the unit of the booking that they have already. */
          unitName: z.string(),
        }),
      ),
    }),
  }),

  /** The caller takes the list of guests out of the program: said on the audit trail before it is read. */
  'activity.export': action({ input: z.object({ activityId: id }), output: standing }),

  /** The picture of its Mini Program code, at a short-lived address. */
  'activity.code': action({
    input: z.object({ activityId: id }),
    output: z.object({ title: z.string(), url: z.string() }),
  }),

  /** What whoever has its code reads before joining. */
  'activity.open': action({
    input: z.object({ activityId: id }),
    output: z.object({
      state: activityState,
      over: z.boolean(),
      title: z.string(),
      unitName: z.string(),
      organiserName: z.string(),
      purpose: id,
      purposeClass,
      firstDay: day,
      lastDay: day,
      hours: hours.nullable(),
      gates: z.array(gate),
      asksPlate: z.boolean(),
      question: z.string(),
      quota: integer,
      /** How many days after the visit its person is kept (spec 9). */
      keptDays: integer,
      /** Places that are left now; 0: whoever joins waits. */
      left: integer,
      message,
      /** The caller's own visit in it; null: hasn't joined. */
      own: z.object({ visitId: id, state: visitState }).nullable(),
    }),
  }),

  /** Joins: with a place at once, or waiting for one. ACTIVITY_JOINED while the caller has one already. */
  'activity.join': action({
    input: z.object({ activityId: id, form: guestForm }),
    output: z.object({
      visitId: id,
      state: visitState,
      /** No place was left: the caller waits, and is told when one is. */
      waiting: z.boolean(),
    }),
  }),
}

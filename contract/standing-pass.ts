import * as z from 'zod'
import { MAX_PAPERS } from '../miniprogram/domain/standing-pass/papers'
import { PERSON_PHOTOS, PERSON_REFUSALS } from '../miniprogram/domain/standing-pass/person'
import {
  MAX_PEOPLE_A_CALL,
  STANDING_FEES,
  STANDING_STATES,
} from '../miniprogram/domain/standing-pass/standing-pass'
import type { Weekday } from '../miniprogram/domain/values/days'
import { action } from './action'
import {
  cursor,
  day,
  gate,
  id,
  instant,
  typedPerson,
  minuteOfDay,
  page,
  typed,
  visitState,
  integer,
} from './values'

const standingState = z.enum(STANDING_STATES)
const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]

/** What is applied for, as typed. */
const plan = z.object({
  why: typed(200),
  firstDay: day,
  lastDay: day,
  /** 0 is Sunday; empty: every day. */
  weekdays: z.array(z.literal(WEEKDAYS)).max(7),
  /** Minutes of the day between which they come in; not after the first: until the next day. Null: all day. */
  hours: z.object({ from: minuteOfDay.max(24 * 60 - 1), until: minuteOfDay.min(1) }).nullable(),
  /** The only gates it is for; empty: those of its purpose. */
  gateIds: z.array(id).max(100),
  /** What a vehicle pays. */
  fee: z.enum(STANDING_FEES),
})

/** A paper with the upload of its photo, or the photo that it has already; null: none. */
const paper = z.object({ name: typed(60), until: day, photo: id.nullable() })

const people = z.array(typedPerson).max(MAX_PEOPLE_A_CALL)
const papers = z.array(paper).max(MAX_PAPERS * 2)
const standing = z.object({ passId: id, state: standingState })

/** Why somebody can't be on it. */
const refusal = z.object({
  code: z.enum(PERSON_REFUSALS),
  /** Of DUPLICATE: the unit of the standing pass that they have already. */
  unitName: z.string(),
})

/** What became of a list: who couldn't be taken in, by the place in it, and why. */
const taken = standing.extend({ added: integer, refused: z.array(refusal.extend({ index: integer })) })

/** A row of the list of standing passes. */
const passRow = z.object({
  id,
  state: standingState,
  /** Its days are over. */
  over: z.boolean(),
  why: z.string(),
  unitId: id,
  unitName: z.string(),
  applicantName: z.string(),
  firstDay: day,
  lastDay: day,
  /** The first day on which a paper ends; null: it rests on none. */
  papersUntil: day.nullable(),
  /** Asked for: until when it shall be renewed. */
  renewalUntil: day.nullable(),
  /** Until when the unit has to confirm its list; null: not now. */
  confirmUntil: day.nullable(),
  askedAt: instant,
})

/** Standing passes (spec 4.4). */
export const standingPass = {
  'standing.apply': action({
    input: z.object({ plan, people, papers, unitId: id.optional() }),
    output: taken,
  }),
  /** People who are missing on one that isn't approved yet. */
  'standing.add': action({ input: z.object({ passId: id, people }), output: taken }),
  /** `refused`: who was on it and can't be on it as it is now. */
  'standing.revise': action({
    input: z.object({ passId: id, plan }),
    output: standing.extend({ refused: z.array(refusal.extend({ name: z.string() })) }),
  }),

  /** Those of the caller's units, of all units for the office, or of one of them; or only those the office has to answer. */
  'standing.list': action({
    input: z.object({ waiting: z.boolean(), unitId: id.optional(), cursor: cursor.nullable() }),
    output: page(passRow),
  }),

  'standing.get': action({
    input: z.object({ passId: id }),
    output: z.object({
      pass: passRow,
      /** Counts with every change of it or its people. */
      rev: integer,
      plan,
      gates: z.array(gate),
      /** With a short-lived address of the photo. */
      papers: z.array(
        z.object({ name: z.string(), until: day, photo: z.string().nullable(), url: z.string().nullable() }),
      ),
      /** How many wait for it or have it. */
      people: integer,
      reason: z.string().nullable(),
      history: z.array(z.object({ at: instant, byName: z.string(), what: z.string(), note: z.string() })),
      latestRenewal: day,
      allowedActions: z.object({
        answer: z.boolean(),
        /** The caller made it, and needs somebody else to answer it. */
        needsColleague: z.boolean(),
        change: z.boolean(),
        papers: z.boolean(),
        renew: z.boolean(),
        withdraw: z.boolean(),
      }),
    }),
  }),

  /** Everybody on it with full names; numbers only by their ends. */
  'standing.people': action({
    input: z.object({ passId: id, cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        name: z.string(),
        phoneTail: z.string(),
        document: z.string(),
        plate: z.string().nullable(),
        state: visitState,
        /** Holds the pass on a phone. */
        claimed: z.boolean(),
        /** Of the face, which the unit's approvers see on the visit. `asked`: they have still to look at it. */
        photo: z.enum(PERSON_PHOTOS),
        cameAt: instant.nullable(),
      }),
    ),
  }),

  /**
   * The office answers what was applied for, or a renewal. `seen`: the `rev` that was looked at; people or days that the unit put
   * in since aren't accepted unseen. Absent: as it is now.
   */
  'standing.answer': action({
    input: z.object({ passId: id, accept: z.boolean(), reason: typed(400), seen: integer.optional() }),
    output: standing,
  }),
  'standing.renew': action({ input: z.object({ passId: id, lastDay: day }), output: standing }),
  /** Some of its people, or all of it: `visitIds` empty. */
  'standing.withdraw': action({
    input: z.object({ passId: id, visitIds: z.array(id).max(MAX_PEOPLE_A_CALL), reason: typed(400) }),
    output: standing,
  }),
  /** Papers anew; of a pass that is approved each stays. `seen`: the `rev` that was looked at. Absent: as it is now. */
  'standing.papers': action({
    input: z.object({ passId: id, papers, seen: integer.optional() }),
    output: standing,
  }),
  /** The caller takes the list of its people out of the program: said in its history, and so on the audit trail, before it is read. */
  'standing.export': action({ input: z.object({ passId: id }), output: standing }),
  /** Units of the caller that have to confirm their list now, and until when: whichever of their passes is due first. */
  'standing.due': action({
    input: z.object({}),
    output: z.object({ units: z.array(z.object({ unitId: id, unitName: z.string(), until: day })) }),
  }),
  /** The unit answers for all people of its standing passes. */
  'standing.confirm': action({
    input: z.object({ unitId: id }),
    output: z.object({ unitId: id, confirmedOn: day }),
  }),
  /** The caller's own, by a phone number that was proved. */
  'standing.claim': action({
    input: z.object({}),
    output: z.object({ passes: z.array(z.object({ visitId: id })) }),
  }),
}

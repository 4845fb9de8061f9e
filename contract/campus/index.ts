import * as z from 'zod'
import {
  NOTICE_USES,
  PART_KINDS,
  TEMPLATE_STATES,
  type NoticePart,
} from '../../miniprogram/domain/notice/parts'
import { action } from '../action'
import { tariff } from '../parking'
import { cursor, day, id, instant, page, integer } from '../values'
import { rules } from './rules'

const noticeUse = z.enum(NOTICE_USES)
const noticePart = z.enum(Object.keys(PART_KINDS) as NoticePart[])

const unitName = z.object({ unitId: id, name: z.string() })

/** One rule that the office changed: from what to what, as it is stored. */
const ruleChange = z.object({
  revision: integer,
  at: instant,
  byName: z.string(),
  rule: z.string(),
  from: z.unknown(),
  to: z.unknown(),
})

const figuresInput = z.object({ firstDay: day, lastDay: day })
const counts = z.record(z.string(), integer)
/** What a unit applied for; decisions as of bookings. */
const applications = z.object({
  ...{ asked: integer, decided: integer, decisionMs: integer, decisionRanges: z.array(integer) },
  ...{ returned: integer, withdrawn: integer, held: integer, unconfirmed: integer },
})

/** The campus as the office configures it, its units, and who is on it (spec 1, 10). */
export const campus = {
  'unit.list': action({
    input: z.object({}),
    output: z.object({
      units: z.array(
        z.object({
          id,
          name: z.string(),
          campusName: z.string(),
          /** False: the campus has no gate system, bookings are made elsewhere (spec 2). */
          hasGates: z.boolean(),
          phone: z.string().nullable(),
        }),
      ),
    }),
  }),

  /** One unit by id, for a form that its code or card opened. */
  'unit.get': action({
    input: z.object({ unitId: id }),
    output: z.object({ unit: unitName }),
  }),

  /** The Mini Program code of one of the caller's own units, the first when none is named; `units`: all of them. */
  'unit.code': action({
    input: z.object({ unitId: id.optional() }),
    output: z.object({ unit: unitName, url: z.string(), units: z.array(unitName) }),
  }),

  /** The rules in force, what a campus starts with, and who changed which when. */
  'rules.get': action({
    input: z.object({}),
    output: rules.extend({
      shipped: rules,
      /** How often they were changed; `rules.change` says with it what its caller has seen. */
      revision: integer,
      /** The latest changes, latest first. */
      history: z.array(ruleChange),
      tariffs: z.array(tariff.extend({ id })),
      templates: z.record(noticeUse, z.string()),
      templateFields: z.record(noticeUse, z.record(z.string(), z.string())),
      /** How each stands to the account's own, as the timer reads them; `faults` as in `templateFaults`. */
      templateChecks: z.record(
        noticeUse,
        z.object({ state: z.enum(TEMPLATE_STATES), faults: z.array(z.string()) }),
      ),
    }),
  }),

  /**
   * Which template of the account tells of something, and which of its fields shows each part of it; `seen` as in
   * rules.change. Taken unchecked while the account's templates can't be read: `templateChecks` of rules.get tells.
   */
  'template.save': action({
    input: z.object({
      use: noticeUse,
      templateId: z.string().min(1).max(64),
      fields: z
        .array(z.object({ part: noticePart, field: z.string().regex(/^[a-z_]{1,20}\d{1,3}$/) }))
        .max(10),
      seen: integer.min(0).optional(),
    }),
    output: z.object({}),
  }),

  /**
   * Notices that WeChat refused to take, for a wrong field or template, or took at no try: somebody wasn't told; and the
   * latest that went out, with how many were told and how many had agreed to none.
   */
  'notice.rejected': action({
    input: z.object({ cursor: cursor.nullable().optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          ...{ id: z.string(), use: noticeUse, at: instant, people: integer },
          /** Whom and what it tells of, as its message shows it. */
          about: z.array(z.string()),
          /** Who didn't get it, and WeChat's code; empty: no approver; null: WeChat didn't answer. */
          lost: z.array(z.object({ name: z.string(), code: integer.nullable() })),
        }),
      ),
      next: cursor.nullable(),
      sent: z.array(
        z.object({
          ...{ id: z.string(), use: noticeUse, at: instant },
          ...{ told: integer, untold: integer },
        }),
      ),
      /** Notices that are still to be sent; `oldest`: since when the one waits that is due longest. */
      waiting: z.object({ count: integer, oldest: instant.nullable() }),
    }),
  }),

  /**
   * `seen`: the revision that its caller looks at. RULE_CHANGED when somebody has changed the same of them since;
   * without it the last one counts.
   */
  'rules.change': action({
    input: rules.partial().extend({ seen: integer.min(0).optional() }),
    output: z.object({}),
  }),

  /**
   * Who is on a campus now (spec 10): since when, overstayers; also the evacuation list of a guard's phone, which keeps
   * it for `keptHours`. `campusId` null: the first of those the caller may look at. Pages are large.
   */
  'campus.inside': action({
    input: z.object({ campusId: id.nullable(), cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        /** In full, and the number to call: nobody calls a roll of 林** (spec 9, 10). Empty: not known. */
        name: z.string(),
        phone: z.string(),
        unitName: z.string(),
        hostName: z.string(),
        headCount: integer,
        plate: z.string().nullable(),
        since: instant,
        lastDay: day,
        overstayed: z.boolean(),
        /** Let in by somebody without a booking; null: has one. */
        letIn: z.object({ gateName: z.string(), reason: z.string() }).nullable(),
      }),
    ).extend({
      campuses: z.array(z.object({ id, name: z.string() })),
      campusId: id,
      keptHours: integer,
    }),
  }),

  /**
   * What happens today on the campuses the caller may look at (spec 10). Counted by the timer; `at` is when, null: not yet
   * today. A gate without a try is there with nothing.
   */
  'board.read': action({
    input: z.object({}),
    output: z.object({
      at: instant.nullable(),
      campuses: z.array(
        z.object({
          id,
          name: z.string(),
          /** Approved bookings that hold today, bookings whose visitor is on campus, and those that wait for an approver. */
          expected: integer,
          inside: integer,
          pending: integer,
        }),
      ),
      gates: z.array(
        z.object({
          id,
          name: z.string(),
          campusId: id,
          refused: counts,
          hours: z.array(
            z.object({
              hour: integer.min(0).max(23),
              in: integer,
              out: integer,
              refused: integer,
            }),
          ),
        }),
      ),
    }),
  }),

  /** Figures of some days, at most a quarter (domain/campus/figures.ts says what each counts). */
  'figures.read': action({
    input: figuresInput,
    output: z.object({
      /** Those that units have figures of, or that are offered. */
      purposes: z.array(z.object({ id, name: z.string() })),
      units: z.array(
        z.object({
          id,
          name: z.string(),
          purposes: counts,
          decided: integer,
          decisionMs: integer,
          decisionRanges: z.array(integer),
          returned: integer,
          official: integer,
          unconfirmed: integer,
          standing: applications,
          activity: applications,
        }),
      ),
      gates: z.array(
        z.object({
          id,
          name: z.string(),
          entries: integer,
          waited: integer,
          waitMs: integer,
          refused: counts,
        }),
      ),
      /** Null: none of the days is over. */
      notices: z.object({ settled: integer, reachedNobody: integer }).nullable(),
      days: z.array(z.object({ day, bookings: integer, entries: integer })),
    }),
  }),

  /** The same as a CSV file, in which no cell is a formula. */
  'figures.export': action({ input: figuresInput, output: z.object({ csv: z.string() }) }),
}

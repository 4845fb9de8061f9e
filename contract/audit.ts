import * as z from 'zod'
import { HEAD_STATES } from '../miniprogram/domain/audit/heads'
import { AUDIT_FAULTS, AUDIT_TOPICS } from '../miniprogram/domain/audit/topics'
import { action } from './action'
import { cursor, day, instant, page, integer } from './values'

/** The audit trail, for the office (spec 9). */
export const audit = {
  'audit.list': action({
    input: z.object({ topic: z.enum(AUDIT_TOPICS), cursor: cursor.nullable() }),
    output: page(
      z.object({
        id: z.string(),
        at: instant,
        action: z.string(),
        /** `unknown`: nobody we know, who was refused. */
        byKind: z.string(),
        byRole: z.string(),
        /** Name of an account, id of a device; empty: a visitor, a timer, or an account that is gone. */
        byName: z.string(),
        /** It stands in the chain; before, it does within a minute or two. */
        sealed: z.boolean(),
        /** States, or empty for what has none; null: there was nothing, or is nothing any more. */
        changes: z.array(
          z.object({ collection: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
        ),
      }),
    ),
  }),

  /**
   * Looks at a piece of the chain behind the seal `after`, 0 at first; `next` null: that was the end. `head`: one that
   * somebody noted down.
   */
  'audit.verify': action({
    input: z.object({ after: integer.min(0), head: z.string().max(40).optional() }),
    output: z.object({
      rows: integer,
      next: integer.nullable(),
      /** `row`: what the row that is meant says of itself; null: none is meant, or it isn't there to be read. */
      faults: z.array(
        z.object({
          ...{ kind: z.enum(AUDIT_FAULTS), seq: integer, id: z.string() },
          row: z.object({ at: instant, action: z.string() }).nullable(),
        }),
      ),
      /** All of this piece, of which `faults` has the first. */
      faultCount: integer,
      /** The latest head kept outside the database, as people note it down; null: none, or not asked for the first piece. */
      head: z.object({ code: z.string(), at: instant }).nullable(),
      headFits: z.boolean().nullable(),
    }),
  }),

  /**
   * To whom of the office the head was sent on each of the last days, latest first: whom WeChat took it for. `state`: how it
   * is today; `without`: who of them isn't told and has no message left; `people`: how many the office has.
   */
  'audit.heads': action({
    input: z.object({}),
    output: z.object({
      state: z.enum(HEAD_STATES),
      without: z.array(z.string()),
      people: integer,
      /** Empty: an account that is gone. */
      days: z.array(z.object({ day, told: z.array(z.string()) })),
    }),
  }),
}

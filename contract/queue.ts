import * as z from 'zod'
import { action } from './action'
import { approvalRow, id, instant, queueFilter, typed, visitList, visitState } from './values'

/** The approver's queue beyond its tabs: search and many at once (spec 3, 8). */
export const queue = {
  /**
   * By name, last four of the phone, plate or host, within the caller's units; at most 50, latest change first.
   * `list` null: in all of them. `more`: there are others, so more has to be typed.
   */
  'approval.search': action({
    mutates: false,
    input: z.object({ text: typed(60), list: visitList.nullable(), filter: queueFilter.optional() }),
    output: z.object({ rows: z.array(approvalRow), more: z.boolean() }),
  }),

  /** Each row is a decision of its own: what fails doesn't undo the rest. `reason` is needed to return. */
  'approval.decideMany': action({
    mutates: true,
    input: z.object({
      visitIds: z.array(id).min(1).max(20),
      decision: z.enum(['approve', 'return']),
      reason: z.string().max(400),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          visitId: id,
          ok: z.boolean(),
          state: visitState.nullable(),
          code: z.string().nullable(),
          message: z.string().nullable(),
          /** When somebody else decided it; null: nobody did. */
          decidedAt: instant.nullable(),
        }),
      ),
    }),
  }),
}

import * as z from 'zod'
import { PHONE_STATES } from '../../miniprogram/domain/visit/fair-use'
import { action } from '../action'
import { faceView } from '../face'
import {
  approvalRow,
  cursor,
  day,
  formInFull,
  formSeenByApprover,
  gate,
  historyEntry,
  hostConfirmation,
  id,
  instant,
  page,
  passage,
  purposeClass,
  queueFilter,
  typed,
  visitList,
  visitRow,
  visitState,
  integer,
} from '../values'
import { releaseRequest } from './release'

const decided = z.object({ visitId: id, state: visitState })

/** `submittedAt` as the approver saw it: what its visitor changed since isn't decided unseen. */
const seen = instant

/** An approver on the bookings of the own units, and only those (spec 3, 8). */
export const approvals = {
  'approval.list': action({
    /** With a `filter` a page may hold fewer rows than it could, even none, although there is a next one. */
    input: z.object({
      list: visitList,
      cursor: cursor.nullable(),
      filter: queueFilter.optional(),
      /** Rows a page; absent: as many as a phone shows. */
      size: integer.min(1).max(50).optional(),
    }),
    output: page(approvalRow),
  }),

  'approval.get': action({
    input: z.object({ visitId: id }),
    output: z.object({
      visit: visitRow,
      rev: integer,
      purposeClass,
      /** Numbers masked: 450***********1234, 138****8000. */
      ...formSeenByApprover.shape,
      /** Whether WeChat named it as the visitor's; `taken`: somebody else proved it since (spec 2, Fair use). */
      phoneState: z.enum(PHONE_STATES),
      gates: z.array(gate),
      /** Hints for the approver's eye: codes of domain/risk-hints.ts. */
      hints: z.array(z.string()),
      hostConfirmation,
      face: faceView.nullable(),
      invitation: z.object({ byName: z.string(), vip: z.boolean() }).nullable(),
      /** Nobody decides what they made (spec 3): approved by its maker all the same; made by the caller. */
      fourEyes: z.object({ selfApproved: z.boolean(), leftToColleague: z.boolean() }),
      /** The visitor asks that it be cancelled; answered by release.answer. Null: nothing is open. */
      cancelAsked: z.object({ releaseId: id, askedAt: instant, reason: z.string().nullable() }).nullable(),
      /** The visitor asks for more days or another plate; answered by release.answer. Null: nothing is open. */
      changeAsked: z
        .object({
          ...{ releaseId: id, askedAt: instant, reason: z.string().nullable() },
          ...{ lastDay: day, plate: z.string().nullable() },
        })
        .nullable(),
      /** Everything that is asked of it and open, latest first: by its visitor, and by whom it is in the way of. */
      releases: z.array(releaseRequest),
      allowedActions: z.object({ approve: z.boolean(), return: z.boolean(), revoke: z.boolean() }),
      history: z.array(historyEntry),
      passages: z.array(passage),
    }),
  }),

  /** Who it is in full, to look at and to call (spec 9); that it was looked at stands on the audit trail. */
  'approval.unmask': action({
    input: z.object({ visitId: id }),
    output: formInFull,
  }),

  'approval.approve': action({
    input: z.object({ visitId: id, seen: seen.optional() }),
    output: decided,
  }),

  'approval.return': action({
    input: z.object({ visitId: id, reason: typed(400), seen: seen.optional() }),
    output: decided,
  }),

  'approval.revoke': action({
    input: z.object({ visitId: id, reason: typed(400), seen: seen.optional() }),
    output: decided,
  }),

  /**
   * By name, last four of the phone, plate or host, within the caller's units; at most 50, latest change first.
   * `list` null: in all of them. `more`: there are others, so more has to be typed.
   */
  'approval.search': action({
    input: z.object({ text: typed(60), list: visitList.nullable(), filter: queueFilter.optional() }),
    output: z.object({ rows: z.array(approvalRow), more: z.boolean() }),
  }),

  /** Each row is a decision of its own: what fails doesn't undo the rest. `reason` is needed to return. */
  'approval.decideMany': action({
    input: z.object({
      visitIds: z.array(id).min(1).max(100),
      decision: z.enum(['approve', 'return']),
      reason: typed(400),
      /** By the visit's id; whatever isn't there is decided as it is now. */
      seen: z.record(id, seen).optional(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          visitId: id,
          ok: z.boolean(),
          state: visitState.nullable(),
          code: z.string().nullable(),
          /** What belongs to the code (domain/errors.ts); empty where it says it all. */
          details: z.record(z.string(), z.unknown()),
          /** When somebody else decided it; null: nobody did. */
          decidedAt: instant.nullable(),
        }),
      ),
    }),
  }),
}

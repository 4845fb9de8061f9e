import * as z from 'zod'
import { action } from './action'
import { faceView } from './faces'
import {
  approvalRow,
  cursor,
  documentKind,
  gate,
  historyEntry,
  hostConfirmation,
  id,
  instant,
  page,
  passage,
  purposeClass,
  queueFilter,
  visitList,
  visitRow,
  visitState,
} from './values'

const decided = z.object({ visitId: id, state: visitState })

/** Actions of an approver on the bookings of the own units, and only those. */
export const approver = {
  'approval.list': action({
    mutates: false,
    /** With a `filter` a page may hold fewer rows than it could, even none, although there is a next one. */
    input: z.object({ list: visitList, cursor: cursor.nullable(), filter: queueFilter.optional() }),
    output: page(approvalRow),
  }),

  'approval.get': action({
    mutates: false,
    input: z.object({ visitId: id }),
    output: z.object({
      visit: visitRow,
      rev: z.number().int(),
      purposeClass,
      documentKind,
      /** Masked: 450***********1234. */
      document: z.string(),
      /** Masked: 138****8000. */
      phone: z.string(),
      companions: z.array(z.object({ name: z.string(), documentKind, document: z.string() })),
      note: z.string(),
      gates: z.array(gate),
      /** Hints for the approver's eye: codes of domain/risk-hints.ts. */
      hints: z.array(z.string()),
      hostConfirmation,
      face: faceView.nullable(),
      invitation: z
        .object({
          byName: z.string(),
          vip: z.boolean(),
          selfApproved: z.boolean(),
          /** The caller invited the guest and may therefore not approve it (spec 3). */
          leftToColleague: z.boolean(),
        })
        .nullable(),
      /** The visitor asks that it be cancelled; answered by release.answer. Null: nothing is open. */
      cancelAsked: z.object({ releaseId: id, askedAt: instant, reason: z.string().nullable() }).nullable(),
      allowedActions: z.object({ approve: z.boolean(), return: z.boolean(), revoke: z.boolean() }),
      history: z.array(historyEntry),
      passages: z.array(passage),
    }),
  }),

  'approval.approve': action({
    mutates: true,
    input: z.object({ visitId: id }),
    output: decided,
  }),

  'approval.return': action({
    mutates: true,
    input: z.object({ visitId: id, reason: z.string().max(400) }),
    output: decided,
  }),

  'approval.revoke': action({
    mutates: true,
    input: z.object({ visitId: id, reason: z.string().max(400) }),
    output: decided,
  }),
}

import * as z from 'zod'
import { action } from './action'
import { faceView } from './faces'
import {
  cursor,
  gate,
  gatePropagation,
  historyEntry,
  hostConfirmation,
  id,
  instant,
  page,
  passage,
  purposeClass,
  releaseState,
  typed,
  visitForm,
  visitList,
  visitRow,
  visitState,
} from './values'

const submitted = z.object({
  visitId: id,
  state: visitState,
  /** How many approvers of the unit are told. */
  approvers: z.number().int(),
})

/** Actions on one's own bookings. */
export const visitor = {
  'visit.submit': action({
    mutates: true,
    input: z.object({ form: visitForm }),
    output: submitted,
  }),

  /** Changes a returned (or pending) booking and sends it again; `rev` is the one the form was made from. */
  'visit.revise': action({
    mutates: true,
    input: z.object({ visitId: id, rev: z.number().int(), form: visitForm }),
    output: submitted,
  }),

  'visit.cancel': action({
    mutates: true,
    input: z.object({ visitId: id }),
    output: z.object({ visitId: id, state: visitState }),
  }),

  /** Asks the unit to cancel an approved booking that the visitor can't cancel themself any more (spec 3). */
  'visit.askCancel': action({
    mutates: true,
    input: z.object({ visitId: id, reason: typed(400) }),
    output: z.object({ visitId: id, state: releaseState }),
  }),

  'visit.list': action({
    mutates: false,
    input: z.object({ list: visitList, cursor: cursor.nullable() }),
    output: page(visitRow),
  }),

  /** Everything about one own booking, with the form as it can be revised or copied (再次预约). */
  'visit.get': action({
    mutates: false,
    input: z.object({ visitId: id }),
    output: z.object({
      visit: visitRow,
      rev: z.number().int(),
      form: visitForm,
      host: z.object({ hostId: id, name: z.string(), unitName: z.string() }),
      purposeClass,
      gates: z.array(gate),
      unitPhone: z.string().nullable(),
      /** What the visitor may do now; the same domain rule answers when it is tried. */
      allowedActions: z.object({
        revise: z.boolean(),
        cancel: z.boolean(),
        askCancel: z.boolean(),
        pass: z.boolean(),
      }),
      /** The visitor's wish that the unit cancel it, and the answer; null: never asked. */
      cancelRequest: z
        .object({ state: releaseState, askedAt: instant, answeredBy: z.string().nullable() })
        .nullable(),
      /** Who was told and when (spec 3, Nobody waits in silence). */
      notifications: z.array(z.object({ at: instant, names: z.array(z.string()) })),
      hostConfirmation,
      face: faceView.nullable(),
      /** Whether its gates know of an approved booking: 下发中, 已生效, 失败 (domain/gate-delivery.ts). */
      delivery: z.array(gatePropagation),
      history: z.array(historyEntry),
      passages: z.array(passage),
    }),
  }),

  /**
   * Signs a pass for the key of this phone. Nothing is stored: the same call gives an equally good pass.
   * `holderKey`: Ed25519 public key, 32 bytes as base64url.
   */
  'pass.issue': action({
    mutates: false,
    input: z.object({ visitId: id, holderKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
    output: z.object({
      /** Signed statement (domain/pass.ts), base64url. */
      statement: z.string(),
      shortCode: z.string(),
      now: instant,
      visit: visitRow,
      headCount: z.number().int(),
      gates: z.array(gate),
      delivery: z.array(gatePropagation),
      purposeClass,
      /** Ways of passing this visit has (domain/purposes.ts). */
      ways: z.array(z.string()),
    }),
  }),
}

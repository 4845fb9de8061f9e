import * as z from 'zod'
import {
  ACCOUNT_REQUEST_STATES,
  ACCOUNT_STEPS,
  ACTING_ROLES,
} from '../../miniprogram/domain/account/accounts'
import { ERASURE_STATES, HINDRANCES } from '../../miniprogram/domain/account/erasure'
import {
  day,
  documentKind,
  formTexts,
  historyEntry,
  id,
  instant,
  passage,
  privacyTick,
  purposeWords,
  releaseField,
  releaseState,
  visitState,
  integer,
} from '../values'

/** How many bookings each of them keeps for now (domain/account/erasure.ts). */
const hindered = z.record(z.enum(HINDRANCES), integer)

export const erasure = z.object({
  state: z.enum(ERASURE_STATES),
  askedAt: instant,
  /** Until when what nothing keeps is gone. */
  dueAt: instant,
  doneAt: instant.nullable(),
  /** Bookings that were erased. */
  erased: integer,
  hindered,
})

const ownBooking = z.object({
  id,
  state: visitState,
  purpose: id,
  purposeWords,
  hostName: z.string(),
  unitName: z.string(),
  firstDay: day,
  lastDay: day,
  name: z.string(),
  phone: z.string(),
  documentKind,
  document: z.string(),
  plate: z.string().nullable(),
  ...formTexts.shape,
  submittedAt: instant,
  /** The privacy guide that was ticked for it; absent: somebody else filled it in. */
  privacy: privacyTick.optional(),
  /** Their numbers masked: they are somebody else's. */
  companions: z.array(z.object({ name: z.string(), documentKind, document: z.string() })),
  /** Null: there was never one. */
  photo: z.object({ consentAt: instant, kept: z.boolean() }).nullable(),
  history: z.array(historyEntry),
  passages: z.array(passage),
})

/** What is kept of whoever approves, or asked to; empty for most. */
const ownAccount = z.object({
  /** The last request for an approver account; null: none. */
  request: z
    .object({
      unitName: z.string(),
      reason: z.string(),
      leaderName: z.string(),
      state: z.enum(ACCOUNT_REQUEST_STATES),
      askedAt: instant,
      answer: z.string().nullable(),
    })
    .nullable(),
  /** What became of the account, oldest first. */
  steps: z.array(z.object({ at: instant, action: z.enum(ACCOUNT_STEPS), reason: z.string().nullable() })),
  /** Computers on which the caller is signed in to the console, or was of late. */
  signIns: z.array(z.object({ browser: z.string(), address: z.string(), beganAt: instant, seenAt: instant })),
})

/** Everything kept about the caller (spec 9). */
export const ownData = z.object({
  madeAt: instant,
  person: z.object({
    staff: z.object({ name: z.string(), unitName: z.string() }).nullable(),
    roles: z.array(z.enum(ACTING_ROLES)),
    /** Numbers that WeChat named as the caller's, known by hashes only. */
    provedPhones: integer,
    /** Messages the caller has agreed to and wasn't sent yet. */
    messages: integer,
  }),
  account: ownAccount,
  visits: z.array(ownBooking),
  /** Requests to others to release or cancel a booking. */
  releases: z.array(
    z.object({
      askedAt: instant,
      field: releaseField,
      state: releaseState,
      firstDay: day,
      lastDay: day,
      reason: z.string().nullable(),
    }),
  ),
  /** The caller's last request to erase it; null: none is known. */
  erasure: erasure.nullable(),
  /** What would keep bookings if it were asked for now. */
  hindered,
  /** After how many days a booking is anonymised by itself. */
  keptDays: integer,
})

import * as z from 'zod'
import { CLAIM_OUTCOMES, CLAIM_PROOFS } from '../miniprogram/domain/invitation/claim'
import { INVITATION_KINDS, INVITATION_STATES } from '../miniprogram/domain/invitation/invitation'
import { action } from './action'
import {
  cursor,
  day,
  id,
  instant,
  page,
  purposeClass,
  purposeWords,
  visitForm,
  visitRow,
  visitState,
  integer,
} from './values'

const invitationState = z.enum(INVITATION_STATES)

/** Four characters, with what a keyboard puts between them. */
const tail = z.string().max(16)

/** Invitations (spec 4). */
export const invitation = {
  /** Everything filled in by the inviter, who answers for the guest's identity (`vouched`). */
  'invitation.create': action({
    input: z.object({ form: visitForm, vip: z.boolean(), vouched: z.literal(true) }),
    output: z.object({ invitationId: id, visitId: id, state: visitState }),
  }),

  /** A card for the guest to fill in. */
  'invitation.link': action({
    input: z.object({ hostId: id, purpose: id, firstDay: day, lastDay: day, vip: z.boolean() }),
    output: z.object({ invitationId: id }),
  }),

  'invitation.close': action({
    input: z.object({ invitationId: id }),
    output: z.object({ invitationId: id, state: invitationState }),
  }),

  'invitation.list': action({
    input: z.object({ cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        kind: z.enum(INVITATION_KINDS),
        state: invitationState,
        vip: z.boolean(),
        hostName: z.string(),
        firstDay: day,
        lastDay: day,
        madeAt: instant,
        visit: visitRow.nullable(),
        /** Of a card filled in for the guest: who took it, by which proof; `name`: of a staff member. */
        taken: z.object({ at: instant, proof: z.enum(CLAIM_PROOFS), name: z.string().nullable() }).nullable(),
        mayUndo: z.boolean(),
      }),
    ),
  }),

  /** What the guest sees on opening the card; whoever holds the card may look. */
  'invitation.open': action({
    input: z.object({ invitationId: id }),
    output: z.object({
      kind: z.enum(INVITATION_KINDS),
      state: invitationState,
      inviterName: z.string(),
      host: z.object({ hostId: id, name: z.string(), unitName: z.string() }),
      purpose: id,
      purposeClass,
      purposeWords,
      firstDay: day,
      lastDay: day,
      vip: z.boolean(),
      /** Of a `claim`: how many last fours may still be tried; null of a card to fill in. */
      triesLeft: integer.nullable(),
      /** The booking this caller made of it; null before. */
      visitId: id.nullable(),
    }),
  }),

  /** Takes a card that the guest fills in (`fill`): host, purpose and days are the card's. */
  'invitation.accept': action({
    input: z.object({ invitationId: id, form: visitForm }),
    output: z.object({ visitId: id, state: visitState, approvers: integer }),
  }),

  /**
   * Takes a card filled in for the guest (`claim`), who shows that it is theirs: by the number they proved (`phone.prove`),
   * or by the last four of phone and ID.
   */
  'invitation.claim': action({
    input: z.object({ invitationId: id, tails: z.object({ phone: tail, document: tail }).nullable() }),
    output: z.object({
      outcome: z.enum(CLAIM_OUTCOMES),
      triesLeft: integer,
      /** The booking; null unless it was taken. */
      visitId: id.nullable(),
    }),
  }),

  /** Takes back a claim by somebody it wasn't meant for, before the first entry: their pass ends, the card is open again. */
  'invitation.undo': action({
    input: z.object({ invitationId: id }),
    output: z.object({ invitationId: id, state: invitationState }),
  }),
}

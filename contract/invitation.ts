import * as z from 'zod'
import { INVITATION_KINDS, INVITATION_STATES } from '../miniprogram/domain/invitation/invitation'
import { action } from './action'
import { cursor, day, id, instant, page, purposeId, visitForm, visitRow, visitState } from './values'

const invitationState = z.enum(INVITATION_STATES)

/** Invitations (spec 4). */
export const invitation = {
  /** Everything filled in by the inviter, who answers for the guest's identity (`vouched`). */
  'invitation.create': action({
    input: z.object({ form: visitForm, vip: z.boolean(), vouched: z.literal(true) }),
    output: z.object({ invitationId: id, visitId: id, state: visitState }),
  }),

  /** A card for the guest to fill in. */
  'invitation.link': action({
    input: z.object({ hostId: id, purpose: purposeId, firstDay: day, lastDay: day, vip: z.boolean() }),
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
      purpose: purposeId,
      firstDay: day,
      lastDay: day,
      vip: z.boolean(),
      /** Masked, of a `claim`: so that the guest knows that it is meant for them. */
      guestName: z.string().nullable(),
      /** The booking this caller made of it; null before. */
      visitId: id.nullable(),
    }),
  }),

  /** Takes the card: `fill` with the guest's form (host, purpose and days are the card's), `claim` with none. */
  'invitation.accept': action({
    input: z.object({ invitationId: id, form: visitForm.nullable() }),
    output: z.object({ visitId: id, state: visitState, approvers: z.number().int() }),
  }),
}

import * as z from 'zod'
import { action } from './action'
import { cursor, day, id, instant, page, purposeId, visitForm, visitRow, visitState } from './values'

const invitationState = z.enum(['open', 'used', 'closed'])
const unitName = z.object({ unitId: id, name: z.string() })

/** Invitations, the host's word, host codes and cards (spec 2, 3, 4). */
export const invitations = {
  /** Everything filled in by the inviter, who answers for the guest's identity (`vouched`). */
  'invitation.create': action({
    mutates: true,
    input: z.object({ form: visitForm, vip: z.boolean(), vouched: z.literal(true) }),
    output: z.object({ invitationId: id, visitId: id, state: visitState }),
  }),
  /** A card for the guest to fill in. */
  'invitation.link': action({
    mutates: true,
    input: z.object({ hostId: id, purpose: purposeId, firstDay: day, lastDay: day, vip: z.boolean() }),
    output: z.object({ invitationId: id }),
  }),
  'invitation.close': action({
    mutates: true,
    input: z.object({ invitationId: id }),
    output: z.object({ invitationId: id, state: invitationState }),
  }),
  'invitation.list': action({
    mutates: false,
    input: z.object({ cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        kind: z.enum(['claim', 'fill']),
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
    mutates: false,
    input: z.object({ invitationId: id }),
    output: z.object({
      kind: z.enum(['claim', 'fill']),
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
    mutates: true,
    input: z.object({ invitationId: id, form: visitForm.nullable() }),
    output: z.object({ visitId: id, state: visitState, approvers: z.number().int() }),
  }),

  /** Bookings that name the caller as host, latest first by tab. */
  'host.visits': action({
    mutates: false,
    input: z.object({ list: z.enum(['pending', 'approved']), cursor: cursor.nullable() }),
    output: page(visitRow.extend({ hostConfirmation: z.enum(['none', 'confirmed', 'denied']) })),
  }),
  'host.confirm': action({
    mutates: true,
    input: z.object({ visitId: id, word: z.enum(['confirmed', 'denied']) }),
    output: z.object({ visitId: id }),
  }),
  /** One host by id, for a form that a code or card opened. */
  'host.get': action({
    mutates: false,
    input: z.object({ hostId: id }),
    output: z.object({ host: z.object({ hostId: id, name: z.string(), unitName: z.string() }) }),
  }),
  /** One unit by id, for a form that its code or card opened. */
  'unit.get': action({
    mutates: false,
    input: z.object({ unitId: id }),
    output: z.object({ unit: unitName }),
  }),
  /** The Mini Program code of one of the caller's own units, the first when none is named; `units`: all of them. */
  'unit.code': action({
    mutates: false,
    input: z.object({ unitId: id.optional() }),
    output: z.object({ unit: unitName, url: z.string(), units: z.array(unitName) }),
  }),
  /** The caller's own Mini Program code for posters and chats: a picture for some minutes. */
  'host.code': action({
    mutates: false,
    input: z.object({}),
    output: z.object({ hostId: id, name: z.string(), unitName: z.string(), url: z.string() }),
  }),
}

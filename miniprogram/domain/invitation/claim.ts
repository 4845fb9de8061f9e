import { DomainError } from '../errors'
import { documentEnds, readDocument, type DocumentKind } from '../values/documents'
import { normalisePhone } from '../values/phones'
import { tabOf, type VisitLife } from '../visit/visit'
import type { InvitationLife } from './invitation'

/**
 * How a guest shows that a card filled in for them is theirs (spec 4.1): by the booking's number as WeChat names it, or by
 * the last four of its phone and ID. Until then it shows nothing of them.
 */
export const CLAIM_PROOFS = ['phone', 'tails'] as const
export type ClaimProof = (typeof CLAIM_PROOFS)[number]

/** Ten thousand last fours of a phone and ten thousand of an ID: five of them are a guess worth nothing. */
const MAX_TRIES = 5
const TAIL_LENGTH = 4

/** The last four of a phone number and of an ID number. */
export interface Tails {
  phone: string
  document: string
}

/** A card as claims leave it; what is absent hasn't happened. */
export interface ClaimLife extends InvitationLife {
  /** Last fours that didn't fit, by everybody who holds the card. */
  wrongTries?: number
  /** openids whose claim the inviter undid: they need the number from WeChat. */
  undoneFor?: readonly string[]
}

/** `otherPhone`: the caller's number isn't the guest's, and no last fours were given. */
export const CLAIM_OUTCOMES = ['taken', 'otherPhone', 'wrong', 'noTries'] as const
export type ClaimOutcome = (typeof CLAIM_OUTCOMES)[number]

/** How many last fours may still be tried by this person. */
export const claimTriesLeft = ({ wrongTries = 0, undoneFor = [] }: ClaimLife, openid: string): number =>
  undoneFor.indexOf(openid) >= 0 ? 0 : Math.max(0, MAX_TRIES - wrongTries)

/** What somebody shows who claims a card. `tailsFit` null: no last fours were given. */
interface Shown {
  openid: string
  phoneProved: boolean
  tailsFit: boolean | null
}

/** One claim: its outcome, by what it was proved (null: it wasn't), and the card afterwards. */
export function tryClaim<C extends ClaimLife>(
  card: C,
  { openid, phoneProved, tailsFit }: Shown,
): { outcome: ClaimOutcome; proof: ClaimProof | null; after: C } {
  if (phoneProved) return { outcome: 'taken', proof: 'phone', after: card }
  if (tailsFit === null) return { outcome: 'otherPhone', proof: null, after: card }
  // Who has no tries left isn't told whether they fit, so that trying on gains nothing.
  if (claimTriesLeft(card, openid) === 0) return { outcome: 'noTries', proof: null, after: card }
  if (tailsFit) return { outcome: 'taken', proof: 'tails', after: card }
  const after = { ...card, wrongTries: (card.wrongTries ?? 0) + 1 }
  return { outcome: 'wrong', proof: null, after }
}

/**
 * Whether typed last fours are those of this phone and ID, however they are written. A permit's are those before the digits of
 * its renewals, or with the digits that it was booked with.
 */
export const tailsFit = (typed: Tails, number: Tails & { documentKind: DocumentKind }): boolean =>
  isTail(typed.phone, [normalisePhone(number.phone).slice(-TAIL_LENGTH)]) &&
  isTail(typed.document, documentEnds(number.documentKind, number.document, TAIL_LENGTH))

/** Whether four characters were typed, whosever they are. */
export const isTailTyped = (typed: string): boolean => readDocument(typed).length === TAIL_LENGTH

const isTail = (typed: string, ends: readonly string[]): boolean =>
  isTailTyped(typed) && ends.indexOf(readDocument(typed)) >= 0

/** The booking of a card as far as undoing a claim looks at it. */
type Claimed = Pick<VisitLife, 'state' | 'firstEntryAt'> & { inviter: object | null; unitId: string }

/**
 * Why the inviter can't take a claim back; null when they can: before the first entry, and as long as they approve for the
 * unit that has the booking (spec 4.1). `units`: those for which they approve now.
 */
export function undoRefusal(
  card: ClaimLife,
  visit: Claimed | null,
  units: readonly string[],
): DomainError | null {
  if (card.kind !== 'claim' || card.state !== 'used') return new DomainError('CLAIM_NOT_TAKEN')
  // Of one that is another person's by now, whom nobody vouched for, its unit decides; so it does of one that isn't theirs.
  const kept = visit === null || visit.inviter === null || tabOf(visit.state) === 'ended'
  const theirs = !kept && visit.firstEntryAt === null && units.indexOf(visit.unitId) >= 0
  return theirs ? null : new DomainError('CLAIM_KEPT')
}

/** The card as it is when the claim of `guest` was undone: open, with its tries. */
export const undoClaim = <C extends ClaimLife>(card: C, guest: string | null): C => ({
  ...card,
  state: 'open',
  wrongTries: 0,
  undoneFor: [...(card.undoneFor ?? []), ...(guest === null ? [] : [guest])],
})

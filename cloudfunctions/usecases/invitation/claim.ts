import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import {
  claimTriesLeft,
  tailsFit,
  tryClaim,
  undoClaim,
  undoRefusal,
} from '../../../miniprogram/domain/invitation/claim'
import { useInvitation } from '../../../miniprogram/domain/invitation/invitation'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { hasProved, loadBooker } from '../../stores/bookers'
import { calendarIds, loadCalendarsIn } from '../../stores/calendars'
import { loadInvitationIn, saveInvitationIn } from '../../stores/invitations'
import { staffOf } from '../../stores/staff'
import { loadVisitIn, type Visit } from '../../stores/visits'
import { requireApproverIn } from '../account/load-accounts'
import type { Caller } from '../caller'
import { claimUndoneNotice } from '../notice/visit-notices'
import { handOverIn } from '../visit/hand-over'
import { holdIn } from '../visit/hold-calendars'
import { unsealForm } from '../visit/sealed-form'
import { asBooked } from './card'
import { takeBackIn } from './withdraw'

/**
 * The guest takes over what the inviter filled in (spec 4.1). A wrong try is a change too: it is counted in the same
 * transaction that reads how many there were, and leaves its audit row.
 */
export function claimInvitation(
  caller: Caller,
  { invitationId, tails }: Input<'invitation.claim'>,
): Promise<Output<'invitation.claim'>> {
  let runs = 0
  return change(caller, async ({ tx }) => {
    const attempt = runs++
    const card = await loadInvitationIn(tx, invitationId)
    const visit = card?.kind === 'claim' ? await loadVisitIn(tx, card.visitId ?? '') : null
    if (card === null || visit === null) throw new DomainError('INVITATION_CLOSED')
    const used = useInvitation(asBooked(card, visit), caller.today)
    // A proof isn't taken back, so it may be read outside.
    const phoneProved = hasProved(await loadBooker(caller.id), visit.phoneHash, caller.now)
    const shown = { openid: caller.id, phoneProved, tailsFit: tails === null ? null : fits(tails, visit) }
    const { outcome, proof, after } = tryClaim(card, shown)
    if (proof === null) {
      if (after !== card) await saveInvitationIn(tx, after)
      return { outcome, triesLeft: claimTriesLeft(after, caller.id), visitId: null }
    }
    // Whoever opens a card needs no role for it, so that none was read.
    const taken = { at: caller.now, proof, name: (await staffOf(caller.id))?.name ?? null }
    await saveInvitationIn(tx, { ...used, guest: caller.id, taken })
    const held = proof === 'phone' ? await provedIn(tx, caller, visit) : visit
    const { _id: visitId } = await handOverIn(tx, held, caller.id, caller.now, attempt)
    return { outcome, triesLeft: claimTriesLeft(after, caller.id), visitId }
  })
}

const NOBODY = ''

function fits(typed: { phone: string; document: string }, visit: Visit): boolean {
  return tailsFit(typed, unsealForm(visit))
}

/** The guest proved the number that the inviter typed: nobody who proves it later takes it (spec 2, Fair use). */
async function provedIn(tx: Transaction, { now }: Caller, visit: Visit): Promise<Visit> {
  if (visit.phoneProved === true || visit.phoneTaken === true) return visit
  const proved: Visit = { ...visit, phoneProved: true }
  if (isLive(visit, now)) await holdIn(tx, await loadCalendarsIn(tx, calendarIds(proved)), proved, now)
  return proved
}

/**
 * The inviter takes back a claim by somebody it wasn't meant for, whose pass ends: the card is open again. A booking that
 * they changed is cancelled and nobody's any more: neither reads there what the other typed.
 */
export function undoInvitationClaim(
  caller: Caller,
  { invitationId }: Input<'invitation.undo'>,
): Promise<Output<'invitation.undo'>> {
  let runs = 0
  return change(caller, async ({ tx, notify }) => {
    const attempt = runs++
    const card = await loadInvitationIn(tx, invitationId)
    if (card === null || card.inviter !== caller.id) throw new DomainError('NOT_FOUND')
    const visit = card.visitId === null ? null : await loadVisitIn(tx, card.visitId)
    const account = await requireApproverIn(tx, caller, visit?.unitId ?? null)
    const refusal = undoRefusal(card, visit, account.unitIds)
    if (refusal !== null || visit === null) throw refusal ?? new DomainError('CLAIM_KEPT')
    const { taken: _, ...open } = undoClaim(card, card.guest)
    // What somebody whom it wasn't meant for has put in, the inviter doesn't answer for: the guest is invited anew.
    const changed = visit.submittedAt > (card.taken?.at ?? 0)
    const state = changed ? 'closed' : open.state
    await saveInvitationIn(tx, { ...open, guest: null, state })
    if (changed) {
      await takeBackIn(tx, caller, { ...visit, owner: NOBODY })
      await notify(claimUndoneNotice(visit, caller.today))
    } else await handOverIn(tx, visit, caller.id, caller.now, attempt)
    return { invitationId, state }
  })
}

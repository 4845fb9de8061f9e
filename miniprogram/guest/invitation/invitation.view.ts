import type { LoadFailure } from '../../api/api-error'
import type { Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { daysFact } from '../../components/fact-list/fact-list.view'
import type { Day } from '../../domain/values/days'
import { isTailTyped, type Tails } from '../../domain/invitation/claim'
import { formatRange } from '../../locales/days'
import { sentenceOf } from '../../locales/errors'
import { purposeWords } from '../../locales/purposes'
import { invitationWords } from '../locales/invitation'

export type OpenedCard = Output<'invitation.open'>
type Claimed = Output<'invitation.claim'>

export interface InvitationState {
  card: OpenedCard | null
  failure: LoadFailure | null
  sending: boolean
  repeating: boolean
  refused: string
  /** The last fours are typed, in place of the number from WeChat. */
  typing: boolean
  tails: Tails
  /** Claimed with last fours missing: each says so from here on. */
  tried: boolean
  today: Day
}

export interface InvitationView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof invitationWords>['labels']
  stage: 'loading' | 'failed' | 'closed' | 'open'
  failure: LoadFailure | null
  title: string
  welcome: string
  facts: Fact[]
  /** Why the card can't be used any more. */
  closed: string
  advice: string
  /** How a card filled in for the guest is claimed; null: nothing to claim. */
  claim: ClaimView | null
  /** Words of the button that asks WeChat for the number; empty while last fours are typed, or nothing is asked for. */
  byWechat: string
  /** Words of the button for the other way, or the only one; empty: none. */
  action: string
  sending: boolean
  waitingWords: string
  refused: string
}

interface ClaimView {
  heading: string
  advice: string
  typing: boolean
  /** The other way; empty: there is none any more. */
  other: string
  fields: { field: keyof Tails; label: string; value: string; keyboard: string; fieldError: string }[]
}

export const initialInvitation = (today: Day): InvitationState => ({
  ...{ card: null, failure: null, sending: false, repeating: false, refused: '' },
  ...{ typing: false, tails: { phone: '', document: '' }, tried: false },
  today,
})

/** What the guest sees on opening the card: who invites, whom, why and when (spec 4). */
export function invitationView(state: InvitationState): InvitationView {
  const { card, failure, sending, repeating, refused, today } = state
  const claim = card === null || !isToClaim(card) ? null : claimView(state, card)
  return {
    words: invitationWords().labels,
    stage: stageOf(state),
    failure,
    title: card === null ? '' : invitationWords().invitationViewTitle(card.inviterName),
    welcome: card === null || !card.vip ? '' : invitationWords().welcome,
    facts: card === null ? [] : factsOf(card, today),
    closed:
      card === null || card.visitId !== null || card.state === 'open'
        ? ''
        : sentenceOf(card.state === 'used' ? 'INVITATION_USED' : 'INVITATION_CLOSED'),
    advice: card === null ? '' : adviceOf(card),
    claim,
    byWechat: card === null ? '' : byWechatOf(card, claim),
    action: card === null ? '' : actionOf(card, claim),
    sending,
    waitingWords: repeating ? invitationWords().confirming : invitationWords().waitingWords,
    refused,
  }
}

function stageOf({ card, failure }: InvitationState): InvitationView['stage'] {
  if (card === null) return failure !== null ? 'failed' : 'loading'
  return card.state === 'open' || card.visitId !== null ? 'open' : 'closed'
}

const isToClaim = ({ kind, state, visitId }: OpenedCard): boolean =>
  kind === 'claim' && state === 'open' && visitId === null

function claimView({ typing, tails, tried }: InvitationState, { triesLeft }: OpenedCard): ClaimView {
  const mayType = (triesLeft ?? 0) > 0
  const typed = typing && mayType
  const field = (name: keyof Tails, label: string, keyboard: string) => ({
    ...{ field: name, label, keyboard, value: tails[name] },
    fieldError: tried && !isTailTyped(tails[name]) ? invitationWords().fourMissing : '',
  })
  return {
    heading: invitationWords().claimHeading,
    advice: typed ? invitationWords().tailsAdvice : invitationWords().claimAdvice,
    typing: typed,
    other: typed ? invitationWords().backToWechat : mayType ? invitationWords().orTails : '',
    fields: [
      field('phone', invitationWords().phoneTail, 'number'),
      field('document', invitationWords().documentTail, 'idcard'),
    ],
  }
}

/** What a claim that wasn't taken is answered; empty: it was. */
export const claimRefusal = ({ outcome, triesLeft }: Claimed): string =>
  outcome === 'taken'
    ? ''
    : outcome === 'wrong'
      ? invitationWords().wrong(triesLeft)
      : invitationWords()[outcome]

function factsOf(card: OpenedCard, today: Day): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    fact(invitationWords().hostPerson, `${card.host.name}-${card.host.unitName}`),
    fact(invitationWords().purpose, purposeWords(card.purposeWords)),
    daysFact(invitationWords().days, formatRange(card.firstDay, card.lastDay, today)),
  ]
}

function adviceOf(card: OpenedCard): string {
  if (card.visitId !== null) return invitationWords().adviceOf
  return card.state === 'open' && card.kind === 'fill' ? invitationWords().fillInYourOwn : ''
}

function byWechatOf({ state, visitId }: OpenedCard, claim: ClaimView | null): string {
  if (visitId !== null || state !== 'open') return ''
  if (claim === null) return invitationWords().fillByWechat
  return claim.typing ? '' : invitationWords().byWechat
}

function actionOf(card: OpenedCard, claim: ClaimView | null): string {
  if (card.visitId !== null) return invitationWords().actionOf
  if (card.state !== 'open') return ''
  if (claim === null) return invitationWords().fillInMine
  return claim.typing ? invitationWords().byTails : ''
}

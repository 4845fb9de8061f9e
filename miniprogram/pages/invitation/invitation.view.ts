import type { Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import type { Day } from '../../domain/values/days'
import { formatRange } from '../../locales/days'
import { sentenceOf } from '../../locales/errors'
import { visitWords } from '../../locales/visit'
import { invitationWords } from '../../locales/zh/pages/invitation'

export type OpenedCard = Output<'invitation.open'>

export interface InvitationState {
  card: OpenedCard | null
  failure: string
  /** There is no such card. */
  missing?: boolean
  sending: boolean
  repeating: boolean
  refused: string
  today: Day
}

export interface InvitationView {
  stage: 'loading' | 'failed' | 'closed' | 'open'
  failure: string
  missing: boolean
  title: string
  welcome: string
  facts: Fact[]
  /** Why the card can't be used any more. */
  closed: string
  advice: string
  /** Words of the one button; empty: none. */
  action: string
  sending: boolean
  waitingWords: string
  refused: string
}

export const initialInvitation = (today: Day): InvitationState => ({
  card: null,
  failure: '',
  sending: false,
  repeating: false,
  refused: '',
  today,
})

/** What the guest sees on opening the card: who invites, whom, why and when (spec 4). */
export function invitationView(state: InvitationState): InvitationView {
  const { card, failure, sending, repeating, refused, today } = state
  return {
    stage: stageOf(state),
    failure,
    missing: state.missing === true,
    title: card === null ? '' : invitationWords.invitationViewTitle(card.inviterName),
    welcome: card === null || !card.vip ? '' : invitationWords.welcome,
    facts: card === null ? [] : factsOf(card, today),
    closed:
      card === null || card.visitId !== null || card.state === 'open'
        ? ''
        : sentenceOf(card.state === 'used' ? 'INVITATION_USED' : 'INVITATION_CLOSED'),
    advice: card === null ? '' : adviceOf(card),
    action: card === null ? '' : actionOf(card),
    sending,
    waitingWords: repeating ? invitationWords.confirming : invitationWords.waitingWords,
    refused,
  }
}

function stageOf({ card, failure }: InvitationState): InvitationView['stage'] {
  if (card === null) return failure !== '' ? 'failed' : 'loading'
  return card.state === 'open' || card.visitId !== null ? 'open' : 'closed'
}

function factsOf(card: OpenedCard, today: Day): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words, figures: false })
  return [
    ...(card.guestName === null ? [] : [fact(invitationWords.factsOfLabel, card.guestName)]),
    fact(invitationWords.hostPerson, `${card.host.name}-${card.host.unitName}`),
    fact(invitationWords.purpose, visitWords().purposes[card.purpose]),
    fact(invitationWords.days, formatRange(card.firstDay, card.lastDay, today)),
  ]
}

function adviceOf(card: OpenedCard): string {
  if (card.visitId !== null) return invitationWords.adviceOf
  if (card.state !== 'open') return ''
  return card.kind === 'claim' ? invitationWords.filledInForYou : invitationWords.fillInYourOwn
}

function actionOf(card: OpenedCard): string {
  if (card.visitId !== null) return invitationWords.actionOf
  if (card.state !== 'open') return ''
  return card.kind === 'claim' ? invitationWords.accept : invitationWords.fillInMine
}

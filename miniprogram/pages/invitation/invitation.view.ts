import type { Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { type Day } from '../../domain/values/days'
import { formatRange } from '../../locales/days'
import { sentenceOf } from '../../locales/errors'
import { visitWords } from '../../locales/visit'

export type OpenedCard = Output<'invitation.open'>

export interface InvitationState {
  card: OpenedCard | null
  failure: string
  sending: boolean
  repeating: boolean
  refused: string
  today: Day
}

export interface InvitationView {
  stage: 'loading' | 'failed' | 'closed' | 'open'
  failure: string
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
    title: card === null ? '' : `${card.inviterName}邀请您来访`,
    welcome: card === null || !card.vip ? '' : '您是本次来访的贵宾，期待您的到来',
    facts: card === null ? [] : factsOf(card, today),
    closed:
      card === null || card.visitId !== null || card.state === 'open'
        ? ''
        : sentenceOf(card.state === 'used' ? 'INVITATION_USED' : 'INVITATION_CLOSED'),
    advice: card === null ? '' : adviceOf(card),
    action: card === null ? '' : actionOf(card),
    sending,
    waitingWords: repeating ? '已提交，正在确认…' : '正在提交…',
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
    ...(card.guestName === null ? [] : [fact('客人', card.guestName)]),
    fact('被访人', `${card.host.name}-${card.host.unitName}`),
    fact('事由', visitWords().purposes[card.purpose]),
    fact('日期', formatRange(card.firstDay, card.lastDay, today)),
  ]
}

function adviceOf(card: OpenedCard): string {
  if (card.visitId !== null) return '您已接受这份邀约。'
  if (card.state !== 'open') return ''
  return card.kind === 'claim'
    ? '邀请人已为您填好信息。接受后，审批结果和通行码会在这部手机上。'
    : '只需填写您自己的信息。提交后由被访单位审批，通过后即可凭码入校。'
}

function actionOf(card: OpenedCard): string {
  if (card.visitId !== null) return '查看预约'
  if (card.state !== 'open') return ''
  return card.kind === 'claim' ? '接受邀约' : '填写我的信息'
}

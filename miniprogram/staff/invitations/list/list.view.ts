import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { dayOf } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { visitWords } from '../../../locales/visit'
import { invitationsListWords } from '../../../locales/zh/pages/invitations-list'

export type InvitationRow = Output<'invitation.list'>['rows'][number]

export interface InvitationsState {
  list: PagedList<InvitationRow>
  /** Id of the card being withdrawn, or whose claim is being undone; empty: none. */
  closing: string
  refused: { id: string; sentence: string }
  now: number
}

export const initialInvitations = (): InvitationsState => ({
  list: emptyList(),
  closing: '',
  refused: { id: '', sentence: '' },
  now: 0,
})

export interface InvitationsView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    title: string
    vip: boolean
    state: string
    icon: string
    days: string
    whom: string
    /** What became of the booking; empty: there is none yet. */
    booking: string
    moment: string
    /** Who took a card filled in for the guest: when and by which proof. */
    taken: string
    open: boolean
    mayUndo: boolean
    refused: string
  }>
  busy: boolean
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
}

const STATES = {
  open: { words: invitationsListWords.openWords, icon: 'time' },
  used: { words: invitationsListWords.usedWords, icon: 'check-circle' },
  closed: { words: invitationsListWords.closedWords, icon: 'minus-circle' },
} as const

/** The cards I sent, with what became of them (spec 4). */
export function invitationsView({ list, closing, refused, now }: InvitationsState): InvitationsView {
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      title: row.visit !== null ? row.visit.name : invitationsListWords.cardsTitle,
      vip: row.vip,
      state: STATES[row.state].words,
      icon: STATES[row.state].icon,
      days: formatRange(row.firstDay, row.lastDay, dayOf(now)),
      whom: invitationsListWords.whom(row.hostName),
      booking: row.visit === null ? '' : invitationsListWords.booking(visitWords().states[row.visit.state]),
      moment: invitationsListWords.moment(formatMoment(row.madeAt, now)),
      taken: takenWords(row, now),
      open: row.state === 'open',
      mayUndo: row.mayUndo,
      refused: refused.id === row.id ? refused.sentence : '',
    })),
    busy: closing !== '',
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}

function takenWords({ taken }: InvitationRow, now: number): string {
  if (taken === null) return ''
  const { takenBy } = invitationsListWords
  return invitationsListWords.taken(formatMoment(taken.at, now), takenBy[taken.proof], taken.name)
}

/** The card as it stands in a chat. */
export const shareTitle = (row: Pick<InvitationRow, 'vip' | 'hostName'> | undefined): string =>
  row === undefined
    ? invitationsListWords.shareTitle
    : row.vip
      ? invitationsListWords.inviteVip
      : invitationsListWords.inviteTo(row.hostName)

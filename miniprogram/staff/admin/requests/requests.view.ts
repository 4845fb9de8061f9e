import type { Input, Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'

export type RequestState = Input<'account.requests'>['state']
export type AccountRequestRow = Output<'account.requests'>['rows'][number]

export interface RequestsState {
  tab: RequestState
  list: PagedList<AccountRequestRow>
  /** Id of the request being answered; empty: none. */
  answering: string
  /** Id of the request whose refusal is being written. */
  refusing: string
  sheetOpen: boolean
  /** Why the last try was refused, and for which request. */
  refused: { id: string; sentence: string }
  now: number
}

export const initialRequests = (): RequestsState => ({
  tab: 'open',
  list: emptyList(),
  answering: '',
  refusing: '',
  sheetOpen: false,
  refused: { id: '', sentence: '' },
  now: 0,
})

export interface RequestsView {
  tab: RequestState
  tabs: Array<{ value: RequestState; label: string }>
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    name: string
    moment: string
    facts: Fact[]
    formUrl: string
    open: boolean
    answering: boolean
    refused: string
  }>
  busy: boolean
  failure: string
  waiting: boolean
  end: ListEnd
  empty: { sentence: string; advice: string }
  sheet: { visible: boolean; subject: string; explanation: string; waiting: boolean; failure: string }
}

const TABS: RequestsView['tabs'] = [
  { value: 'open', label: '待办理' },
  { value: 'accepted', label: '已开通' },
  { value: 'refused', label: '未通过' },
]

const EMPTY: Readonly<Record<RequestState, RequestsView['empty']>> = {
  open: { sentence: '没有等待办理的申请', advice: '教职工在“我的”里提交申请后会出现在这里' },
  accepted: { sentence: '还没有开通的申请', advice: '开通后的账号在“审批账号”中管理' },
  refused: { sentence: '没有未通过的申请', advice: '申请人按原因修改后可以再次申请' },
}

export function requestsView(state: RequestsState): RequestsView {
  const { tab, list, answering, refusing, refused } = state
  const about = list.rows.find((row) => row.id === refusing)
  return {
    tab,
    tabs: TABS,
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      name: row.name,
      moment: `${formatMoment(row.askedAt, state.now)} 提交`,
      facts: factsOf(row),
      formUrl: row.formUrl ?? '',
      open: row.state === 'open',
      answering: answering === row.id,
      refused: refused.id === row.id && !state.sheetOpen ? refused.sentence : '',
    })),
    busy: answering !== '',
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
    empty: EMPTY[tab],
    sheet: {
      visible: state.sheetOpen,
      subject: refusing,
      explanation: about === undefined ? '' : `${about.name}会看到原因，可以修改后再申请。`,
      waiting: answering !== '',
      failure: refused.id === refusing ? refused.sentence : '',
    },
  }
}

function factsOf(row: AccountRequestRow): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words, figures: false })
  return [
    fact('单位', row.unitName),
    fact('申请理由', row.reason),
    fact('单位负责人', row.leaderName),
    ...(row.answer === null ? [] : [fact('未通过原因', row.answer)]),
  ]
}

import type { Me, VisitRow } from '../../../../contract'
import { emptyList, hasMore, listStage, type PagedList } from '../../../cloud/paged-list'
import { formatMoment } from '../../../domain/days'
import {
  approvalCard,
  type ApprovalCardView,
  type HintRules,
} from '../../components/approval-card/approval-card.view'

export type ApprovalTab = 'pending' | 'approved' | 'returned'

export interface ApprovalsState {
  me: Me | null
  rules: HintRules | null
  tab: ApprovalTab
  list: PagedList<VisitRow>
  now: number
}

export interface ApprovalsView {
  tab: ApprovalTab
  tabs: Array<{ value: ApprovalTab; label: string }>
  units: string
  /** Null: the account works. */
  frozen: { sentence: string; advice: string } | null
  /** How many reminders are left; empty when no template is set up. */
  reminders: { sentence: string; few: boolean } | null
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: ApprovalCardView[]
  failure: string
  waiting: boolean
  /** Beneath the last row: still loading, how to go on, or that this is all. */
  end: 'loading' | 'failed' | 'more' | 'all'
  empty: { sentence: string; advice: string; icon: string }
}

const TABS: ReadonlyArray<{ value: ApprovalTab; label: string }> = [
  { value: 'pending', label: '待审批' },
  { value: 'approved', label: '审核通过' },
  { value: 'returned', label: '已退回' },
]

const EMPTY: Readonly<Record<ApprovalTab, { sentence: string; advice: string; icon: string }>> = {
  pending: {
    sentence: '没有待审批的预约',
    advice: '有新预约时会提醒您；下拉可以刷新',
    icon: 'task',
  },
  approved: {
    sentence: '还没有通过的预约',
    advice: '在“待审批”中通过的预约会列在这里',
    icon: 'check-circle',
  },
  returned: {
    sentence: '没有退回的预约',
    advice: '退回的预约在访客修改重交后回到“待审批”',
    icon: 'rollback',
  },
}

/** Below this many an approver is asked to add reminders: a busy morning brings more bookings than that. */
const FEW_REMINDERS = 3

export function initialApprovals(): ApprovalsState {
  return {
    me: null,
    rules: null,
    tab: 'pending',
    list: emptyList(),
    now: 0,
  }
}

export function approvalsView(state: ApprovalsState): ApprovalsView {
  const { me, tab, list } = state
  return {
    tab,
    tabs: TABS.map((each) => ({ ...each, label: each.label + countOf(each.value, me) })),
    units: me?.approver?.units.map((unit) => unit.name).join('、') ?? '',
    frozen: frozenNotice(me, state.now),
    reminders: remindersOf(me),
    stage: listStage(list),
    cards: list.rows.map((row) => approvalCard(row, state.now, state.rules)),
    failure: list.failure,
    waiting: list.loading,
    end: list.failure !== '' ? 'failed' : list.loading ? 'loading' : hasMore(list) ? 'more' : 'all',
    empty: EMPTY[tab],
  }
}

/** A frozen approver sees the queue but can't decide (spec 1); the words say why, since when, and the way out. */
export function frozenNotice(me: Me | null, now: number): { sentence: string; advice: string } | null {
  const frozen = me?.approver?.frozen ?? null
  if (frozen === null) return null
  return {
    sentence: `您的审批账号自${formatMoment(frozen.since, now)}起被冻结`,
    advice: `${frozen.reason ? `原因：${frozen.reason}。` : ''}可以查看，不能审批；如有疑问请联系保卫处`,
  }
}

function countOf(tab: ApprovalTab, me: Me | null): string {
  if (tab !== 'pending' || me === null || me.waiting.approvals === 0) return ''
  return ` ${me.waiting.approvals > 99 ? '99+' : me.waiting.approvals}`
}

function remindersOf(me: Me | null): { sentence: string; few: boolean } | null {
  if (me === null || me.approver === null || me.approver.frozen !== null || me.templates.newBooking === '')
    return null
  const left = me.consents[me.templates.newBooking] ?? 0
  return {
    sentence: left === 0 ? '新预约提醒已用完，新预约不会通知您' : `新预约提醒余量 ${left} 条`,
    few: left < FEW_REMINDERS,
  }
}

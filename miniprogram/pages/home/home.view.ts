import type { Me, VisitRow } from '../../../contract'
import { type Day } from '../../domain/values/days'
import { formatRange } from '../../locales/days'
import { formatPlate } from '../../domain/values/plates'
import { visitWords } from '../../locales/visit'

/** What the first screen knows. `kept`: passes on this phone, for when there is no network. */
export interface HomeState {
  me: Me | null
  today: Day
  /** Why loading failed; empty while it hasn't. */
  failure: string
  loading: boolean
  kept: VisitRow[]
  /** An evacuation list is on this phone (a guard's), for when there is no network. */
  evacuation: boolean
}

/** Where a card leads; home.ts knows the addresses. */
export type HomeCardTarget =
  'returned' | 'pending' | 'approvals' | 'gate' | 'desk' | 'presence' | 'emergency' | 'office' | 'hostVisits'

export interface PassLine {
  id: string
  purpose: string
  days: string
  unit: string
  plate: string
}

export interface HomeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: string
  waiting: boolean
  passes: PassLine[]
  /** Without a pass for today the way to a booking is the screen's main thing, unless one comes here to work. */
  bookingFirst: boolean
  cards: Array<{
    target: HomeCardTarget
    icon: string
    title: string
    advice: string
    count: string
    urgent: boolean
  }>
  frozen: string
  evacuation: boolean
  /** How a visit goes, for who has nothing here yet. */
  steps: boolean
}

/** The first screen: today's passes, else booking; then what waits for me. */
export function homeView(state: HomeState): HomeView {
  const { me, today, failure, loading, kept } = state
  const passes = (me === null ? kept : me.todayPasses).map((row) => passLine(row, today))
  return {
    stage: me !== null ? 'ready' : failure !== '' ? 'failed' : 'loading',
    failure,
    waiting: loading,
    passes,
    bookingFirst: passes.length === 0 && !works(me),
    cards: me === null ? [] : cardsFor(me),
    frozen: frozenLine(me),
    evacuation: me === null && failure !== '' && state.evacuation,
    steps: me !== null && passes.length === 0 && cardsFor(me).length === 0,
  }
}

function passLine(row: VisitRow, today: Day): PassLine {
  return {
    id: row.id,
    purpose: visitWords().purposes[row.purpose],
    days: formatRange(row.firstDay, row.lastDay, today),
    unit: row.unitName,
    plate: row.plate === null ? '' : formatPlate(row.plate),
  }
}

/** The first screen follows the roles: whoever works here finds the work first, whatever else they are (spec 1). */
function cardsFor({ staffName, waiting, approver, guard, desk, office, emergency }: Me): HomeView['cards'] {
  const cards: HomeView['cards'] = []
  if (waiting.returned > 0)
    cards.push(card('returned', 'rollback', '被退回的预约', '请按原因修改后重新提交', waiting.returned, true))
  if (approver !== null) {
    const advice = waiting.approvals > 0 ? '访客正在等您的决定' : '目前没有等待审批的预约'
    cards.push(card('approvals', 'undertake', '待我审批', advice, waiting.approvals, waiting.approvals > 0))
  }
  if (guard !== null) {
    const gates = guard.gates.map((gate) => gate.name).join('、')
    cards.push({ ...card('gate', 'scan', '门岗核验', gates, 0, false), count: '' })
  }
  if (desk !== null) {
    const campuses = desk.campuses.map((campus) => campus.name).join('、')
    cards.push({ ...card('desk', 'car', '校内车辆', campuses, 0, false), count: '' })
    cards.push({
      ...card('presence', 'usergroup', '在校人员', '谁在校内，多久了，超期未离校', 0, false),
      count: '',
    })
  }
  // While calls are taken they come first for whoever takes them; otherwise the desk alone finds the list.
  if (desk !== null || (office !== null && emergency)) {
    const advice = emergency ? '已开启：登记来电，给出报备号' : '未开启；已登记的可以核对'
    const row = { ...card('emergency', 'call', '电话报备', advice, 0, emergency), count: '' }
    if (emergency) cards.unshift(row)
    else cards.push(row)
  }
  if (office !== null) {
    const waits = office.waiting
    const advice = waits > 0 ? '有事项等待答复' : '审批账号、黑名单、交通管制'
    const row = card('office', 'shield', '保卫处办公', advice, waits, waits > 0)
    cards.push(waits > 0 ? row : { ...row, count: '' })
  }
  if (staffName !== null)
    cards.push({
      ...card('hostVisits', 'user-checked', '来访我的预约', '确认是否确有预约', 0, false),
      count: '',
    })
  if (waiting.pending > 0)
    cards.push(card('pending', 'time', '待审批的预约', '结果会通过消息告诉您', waiting.pending, false))
  return cards
}

const card = (
  target: HomeCardTarget,
  icon: string,
  title: string,
  advice: string,
  count: number,
  urgent: boolean,
): HomeView['cards'][number] => ({
  target,
  icon,
  title,
  advice,
  count: count > 99 ? '99+' : String(count),
  urgent,
})

const works = (me: Me | null): boolean =>
  me !== null && (me.approver !== null || me.guard !== null || me.desk !== null || me.office !== null)

/** What stands at the tab of the first screen: what waits for this person's word; 0: nothing. */
export const waitingForMe = ({ waiting, office }: Me): number =>
  waiting.approvals + waiting.returned + (office?.waiting ?? 0)

function frozenLine(me: Me | null): string {
  const frozen = me?.approver?.frozen
  return frozen ? `您的审批账号已被冻结：${frozen.reason}。如有疑问请联系保卫处` : ''
}

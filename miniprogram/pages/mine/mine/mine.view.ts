import type { HostRow, Me, Output } from '../../../../contract'
import { type Day } from '../../../domain/values/days'
import { formatDay, formatMoment, formatRange } from '../../../locales/days'

export type Deputy = Output<'deputy.get'>['deputy']
export type AskedAccount = Output<'account.asked'>['request']

export interface MineState {
  me: Me | null
  failure: string
  loading: boolean
  /** The phone number is being matched against the directory. */
  binding: boolean
  bindRefused: string
  /** Null: nothing asked for, or not staff. */
  asked: AskedAccount
  deputy: Deputy
  /** The deputy being named. */
  naming: { host: HostRow | null; firstDay: Day; lastDay: Day }
  savingDeputy: boolean
  deputyRefused: string
}

/** Where a row leads; mine.ts knows the addresses. */
export type MineTarget =
  | 'approvals'
  | 'invitations'
  | 'releases'
  | 'gate'
  | 'vehicles'
  | 'office'
  | 'propose'
  | 'emergency'
  | 'presence'
  | 'hostVisits'
  | 'hostCode'
  | 'unitCode'
  | 'account'

export interface MineView {
  stage: 'loading' | 'failed' | 'ready'
  failure: string
  waiting: boolean
  name: string
  unit: string
  /** What this person is, in words; everybody is a visitor too. */
  roles: Array<{ icon: string; name: string; words: string; attention: boolean }>
  /** Staff who haven't bound yet may do so here. */
  mayBind: boolean
  binding: boolean
  bindRefused: string
  rows: Array<{
    target: MineTarget
    icon: string
    title: string
    note: string
    count: string
    urgent: boolean
  }>
  deputy: DeputyView | null
  reminders: Array<{ purpose: 'newBooking' | 'decision'; name: string; words: string; few: boolean }>
}

export interface DeputyView {
  /** Who stands in now or soon; empty: nobody. */
  current: string
  days: string
  host: string
  firstDay: Day
  lastDay: Day
  first: string
  last: string
  today: Day
  ready: boolean
  saving: boolean
  refused: string
}

export const initialMine = (today: Day): MineState => ({
  me: null,
  failure: '',
  loading: true,
  binding: false,
  bindRefused: '',
  asked: null,
  deputy: null,
  naming: { host: null, firstDay: today, lastDay: today },
  savingDeputy: false,
  deputyRefused: '',
})

/** Who I am here, what I may do, and what this phone keeps of me (spec 1). */
export function mineView(state: MineState): MineView {
  const { me, failure, loading, binding, bindRefused } = state
  return {
    stage: me !== null ? 'ready' : failure !== '' ? 'failed' : 'loading',
    failure,
    waiting: loading,
    name: me === null ? '' : (me.staffName ?? workName(me)),
    unit: me?.staffUnit ?? '',
    roles: me === null ? [] : rolesOf(me),
    mayBind: me !== null && me.staffName === null,
    binding,
    bindRefused,
    rows: me === null ? [] : rowsOf(me, state.asked),
    deputy: deputyView(state),
    reminders: me === null ? [] : remindersOf(me),
  }
}

/** Guards and the desk need not stand in the directory: then the work says who they are. */
function workName({ desk, guard, office }: Me): string {
  if (office !== null) return '保卫处'
  if (desk !== null) return '110指挥中心'
  return guard === null ? '访客' : '门岗'
}

const names = (rows: ReadonlyArray<{ name: string }>): string => rows.map(({ name }) => name).join('、')

function rolesOf(me: Me): MineView['roles'] {
  const role = (icon: string, name: string, words: string, attention = false) => ({
    icon,
    name,
    words,
    attention,
  })
  const roles = [role('user', '访客', '可以预约来访，凭通行码入校')]
  if (me.staffName !== null) roles.push(role('building', '教职工', '访客可以按姓名找到您；可以申请审批账号'))
  if (me.approver !== null) {
    const { frozen, units } = me.approver
    const since = frozen === null ? '' : formatMoment(frozen.since, me.now)
    roles.push(
      frozen === null
        ? role('undertake', '审批人', names(units))
        : role('lock-on', '审批人（已冻结）', `${names(units)}；自${since}起：${frozen.reason}`, true),
    )
  }
  if (me.guard !== null) roles.push(role('gate', '门岗', names(me.guard.gates)))
  if (me.desk !== null) roles.push(role('service', '110指挥中心', names(me.desk.campuses)))
  if (me.office !== null) roles.push(role('shield', '保卫处', '审批账号、黑名单'))
  return roles
}

const many = (count: number): string => (count === 0 ? '' : count > 99 ? '99+' : String(count))

/** A row without a number. */
const quiet = (target: MineTarget, icon: string, title: string, note: string): MineView['rows'][number] => ({
  target,
  icon,
  title,
  note,
  count: '',
  urgent: false,
})

function rowsOf(me: Me, asked: AskedAccount): MineView['rows'] {
  const rows: MineView['rows'] = []
  const { approver, guard, desk, office, waiting } = me
  if (office !== null)
    rows.push({
      target: 'office',
      icon: 'shield',
      title: '保卫处办公',
      note: office.waiting > 0 ? '有事项等待答复' : '审批账号、黑名单',
      count: many(office.waiting),
      urgent: office.waiting > 0,
    })
  if (approver !== null)
    rows.push({
      target: 'approvals',
      icon: 'undertake',
      title: '预约审批',
      note: waiting.approvals > 0 ? '访客正在等您的决定' : '目前没有等待审批的预约',
      count: many(waiting.approvals),
      urgent: waiting.approvals > 0,
    })
  if (approver !== null)
    rows.push(
      quiet('invitations', 'mail', '邀请客人', '替客人填好，或发卡片给客人填'),
      quiet('releases', 'swap', '让出与取消请求', '访客请求让出或取消本单位的预约'),
    )
  if (guard !== null)
    rows.push({
      target: 'gate',
      icon: 'scan',
      title: '门岗核验',
      note: names(guard.gates),
      count: '',
      urgent: false,
    })
  if (desk !== null) rows.push(quiet('vehicles', 'car', '校内车辆', names(desk.campuses)))
  if (desk !== null || office !== null || guard !== null)
    rows.push(quiet('presence', 'usergroup', '在校人员', '谁在校内，多久了，超期未离校'))
  if (desk !== null || office !== null)
    rows.push(
      quiet(
        'emergency',
        'call',
        '电话报备',
        me.emergency ? '已开启：登记来电，核对' : '未开启；已登记的可以核对',
      ),
    )
  if (desk !== null && office === null)
    rows.push({
      target: 'propose',
      icon: 'user-clear',
      title: '提出列入黑名单',
      note: '由保卫处确认后生效',
      count: '',
      urgent: false,
    })
  if (me.staffName !== null)
    rows.push(
      quiet('hostVisits', 'user-checked', '来访我的预约', '确认是否确有预约'),
      quiet('hostCode', 'qrcode', '我的来访码', '访客扫码预约，被访人已填好'),
    )
  if (me.staffName !== null || approver !== null)
    rows.push(quiet('unitCode', 'qrcode', '单位来访码', '访客扫码预约，在本单位内选被访人'))
  if (me.staffName !== null)
    rows.push({
      target: 'account',
      icon: 'user-add',
      title: '审批账号申请',
      note: askedNote(asked),
      count: '',
      urgent: asked?.state === 'refused',
    })
  return rows
}

function askedNote(asked: AskedAccount): string {
  if (asked === null) return '为所在单位审批访客预约，需提交盖章的申请表'
  if (asked.state === 'open') return `${asked.unitName}：保卫处正在办理`
  return asked.state === 'accepted'
    ? `${asked.unitName}：已开通`
    : `${asked.unitName}：未通过，可修改后再申请`
}

function deputyView(state: MineState): DeputyView | null {
  const { me, deputy, naming } = state
  if (me === null || me.approver === null || me.approver.frozen !== null) return null
  return {
    current: deputy === null ? '' : deputy.name,
    days: deputy === null ? '' : formatRange(deputy.firstDay, deputy.lastDay, me.today),
    host: naming.host === null ? '' : `${naming.host.name}-${naming.host.unitName}`,
    firstDay: naming.firstDay,
    lastDay: naming.lastDay,
    first: formatDay(naming.firstDay, me.today),
    last: formatDay(naming.lastDay, me.today),
    today: me.today,
    ready: naming.host !== null,
    saving: state.savingDeputy,
    refused: state.deputyRefused,
  }
}

/** Below this many a person is shown that messages are about to stop. */
const FEW = 3

function remindersOf(me: Me): MineView['reminders'] {
  const line = (purpose: 'newBooking' | 'decision', name: string): MineView['reminders'] => {
    const template = me.templates[purpose]
    if (template === '') return []
    const left = me.consents[template] ?? 0
    const few = purpose === 'newBooking' && left < FEW
    return [{ purpose, name, words: left === 0 ? '已用完，收不到提醒' : `余量 ${left} 条`, few }]
  }
  return [
    ...(me.approver === null ? [] : line('newBooking', '新预约提醒')),
    ...line('decision', '办理结果通知'),
  ]
}

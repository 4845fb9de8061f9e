import { emptyList, hasMore, type PagedList } from '../../../api/paged-list'
import { isTroubled, type DeviceRow } from '../devices/words'

/** First pages of what waits; undefined until loaded. */
export interface OfficeState {
  requests: PagedList<unknown> | null
  waiting: PagedList<{ mine: boolean }> | null
  /** Phone reports are being taken. */
  emergency: boolean
  /** Closures of gates, now or to come. */
  controls: number
  /** First pages of gate hardware and of passages decided offline that the server would have refused. */
  devices: PagedList<DeviceRow>
  conflicts: PagedList<{ at: number }>
  failure: string
  loading: boolean
  /** Epoch milliseconds. */
  now: number
}

export type OfficeTarget =
  'requests' | 'accounts' | 'blacklist' | 'traffic' | 'devices' | 'conflicts' | 'emergency' | 'presence'

export interface OfficeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: string
  waiting: boolean
  rows: Array<{
    target: OfficeTarget
    icon: string
    title: string
    note: string
    count: string
    urgent: boolean
  }>
}

export const initialOffice = (): OfficeState => ({
  requests: null,
  waiting: null,
  emergency: false,
  controls: 0,
  devices: emptyList(),
  conflicts: emptyList(),
  failure: '',
  loading: true,
  now: 0,
})

/** What the office does on the phone, with how much of it waits. */
export function officeView(state: OfficeState): OfficeView {
  const { requests, waiting, failure, loading } = state
  const ready = requests !== null && waiting !== null
  return {
    stage: ready ? 'ready' : failure !== '' ? 'failed' : 'loading',
    failure,
    waiting: loading,
    rows: ready ? rowsOf(requests, waiting, state) : [],
  }
}

function rowsOf(
  requests: PagedList<unknown>,
  waiting: PagedList<{ mine: boolean }>,
  { emergency, controls, devices, conflicts, now }: OfficeState,
): OfficeView['rows'] {
  const asked = countOf(requests.rows.length, hasMore(requests))
  const others = waiting.rows.filter((row) => !row.mine).length
  const answers = countOf(others, hasMore(waiting))
  const own = waiting.rows.length - others
  return [
    {
      target: 'requests',
      icon: 'user-add',
      title: '审批账号申请',
      note: asked === '' ? '没有等待办理的申请' : '核对盖章的申请表后开通',
      count: asked,
      urgent: asked !== '',
    },
    {
      target: 'blacklist',
      icon: 'user-clear',
      title: '黑名单',
      note:
        answers !== '' ? '有同事提出的，等待您确认' : own > 0 ? `您提出的${own}条等待同事确认` : '人员与车辆',
      count: answers,
      urgent: answers !== '',
    },
    {
      target: 'accounts',
      icon: 'usergroup',
      title: '审批账号',
      note: '查看、冻结、恢复、移除',
      count: '',
      urgent: false,
    },
    {
      target: 'traffic',
      icon: 'traffic',
      title: '交通管制',
      note: controls > 0 ? `${controls}项管制正在进行或将要开始` : '临时关闭校门，不让车辆通行',
      count: '',
      urgent: controls > 0,
    },
    devicesRow(devices, now),
    conflictsRow(conflicts, now),
    {
      target: 'emergency',
      icon: 'call',
      title: '电话报备开关',
      note: emergency ? '已开启，指挥中心正在登记来电' : '未开启，紧急情况下由此开启',
      count: '',
      urgent: emergency,
    },
    {
      target: 'presence',
      icon: 'usergroup',
      title: '在校人员',
      note: '谁在校内，多久了，超期未离校',
      count: '',
      urgent: false,
    },
  ]
}

const countOf = (count: number, more: boolean): string => (count === 0 ? '' : `${count}${more ? '+' : ''}`)

type OfficeRow = OfficeView['rows'][number]

function devicesRow(devices: PagedList<DeviceRow>, now: number): OfficeRow {
  const used = devices.rows.filter(({ active }) => active)
  const troubled = used.filter((device) => isTroubled(device, now)).length
  const count = countOf(troubled, false)
  const inUse = countOf(used.length, hasMore(devices))
  return {
    target: 'devices',
    icon: 'gate',
    title: '门岗设备',
    note:
      count !== ''
        ? `${count}台失去联系或有故障`
        : inUse !== ''
          ? `${inUse}台在用`
          : '登记扫码头、相机和闸机',
    count,
    urgent: count !== '',
  }
}

/** Older ones have been looked at or never will be. */
const RECENT_MS = 7 * 24 * 3_600_000

function conflictsRow(conflicts: PagedList<{ at: number }>, now: number): OfficeRow {
  const recent = conflicts.rows.filter(({ at }) => now - at < RECENT_MS).length
  const count = countOf(recent, recent === conflicts.rows.length && hasMore(conflicts))
  return {
    target: 'conflicts',
    icon: 'wifi-off',
    title: '离线通行核对',
    note: count !== '' ? `近7天有${count}次放行，系统本会拒绝` : '近7天没有需要核对的',
    count,
    urgent: count !== '',
  }
}

import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'
import { type GateReason } from '../../../domain/gate/rules'
import { reasonSentence } from '../../../locales/gate'
import { formatPlate } from '../../../domain/values/plates'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'

export type ConflictRow = Output<'gate.conflicts'>['rows'][number]

export interface ConflictsState {
  list: PagedList<ConflictRow>
  now: number
}

export const initialConflicts = (): ConflictsState => ({ list: emptyList(), now: 0 })

export interface ConflictsView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    who: string
    passed: string
    why: string
    grave: boolean
    advice: string
    facts: Fact[]
  }>
  failure: string
  waiting: boolean
  end: ListEnd
}

/** Passages that were decided without a network and that the server would have refused (spec 5.1). */
export function conflictsView({ list, now }: ConflictsState): ConflictsView {
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      who: whoOf(row),
      passed: row.direction === 'in' ? '已放行入校' : '已放行离校',
      why: reasonSentence(row.conflict) ?? '系统会拒绝这次通行',
      grave: row.conflict === 'BLACKLIST',
      advice: ADVICE[row.conflict as GateReason] ?? ASK_THE_POST,
      facts: factsOf(row, now),
    })),
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}

const whoOf = ({ name, plate }: ConflictRow): string =>
  [name, plate === null ? '' : formatPlate(plate)].filter((part) => part !== '').join(' · ') ||
  '没有对应的预约'

const WAYS = { qr: '扫码', shortCode: '短码', plate: '车牌', document: '证件', face: '刷脸' } as const

function factsOf({ at, gateName, way, reason, byName, deliveredAt }: ConflictRow, now: number): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words, figures: false })
  return [
    fact('通行', `${formatMoment(at, now)}，${gateName}`),
    fact('放行人', byName === '' ? '未留姓名' : byName),
    fact('依据', `${WAYS[way]}，${reason === 'OVERRIDE' ? '值守人员判断放行' : '离线名单可通行'}`),
    fact('补传', formatMoment(deliveredAt, now)),
  ]
}

const ASK_THE_POST = '请向放行人了解当时的情况'
const ASK_THE_UNIT = '请联系被访单位核实来意；还在校内的，请指挥中心跟进'
const CHECK_THE_LANE = '有预约，但不该由此通行：请提醒放行人，并检查设备的校门和进出方向'
const CHECK_THE_VEHICLE = '请指挥中心核对这辆车的进出和缴费记录'

/** What the office does about it. */
const ADVICE: Readonly<Partial<Record<GateReason, string>>> = {
  BLACKLIST: '请立即联系指挥中心，核实是否还在校内',
  PENDING: ASK_THE_UNIT,
  RETURNED: ASK_THE_UNIT,
  REVOKED: ASK_THE_UNIT,
  CANCELLED: ASK_THE_UNIT,
  EXPIRED: ASK_THE_UNIT,
  NOT_YET: ASK_THE_UNIT,
  REPLAYED: '同一个码放行了两次，可能用了截图：请核对两次通行的是不是同一人',
  NOT_FOUND: '请向放行人了解放行的是谁，并补登记',
  BAD_SIGNATURE: '码是伪造的或来自别处：请向放行人了解放行的是谁',
  WRONG_GATE: CHECK_THE_LANE,
  ENTRY_ONLY: CHECK_THE_LANE,
  EXIT_ONLY: CHECK_THE_LANE,
  TRAFFIC_CONTROL: CHECK_THE_LANE,
  ALREADY_INSIDE: CHECK_THE_VEHICLE,
  NOT_INSIDE: CHECK_THE_VEHICLE,
  FEE_DUE: CHECK_THE_VEHICLE,
}

import type { LaneMode, LaneRow, Outcome, Shown } from '../../../gate-simulator/lane-row'

/** What stands at a lane and what its lamp, display and barrier show. */
export interface LaneView {
  lamp: { colour: Colour; sign: string; word: string }
  /** Two lines for whoever stands before it. */
  display: readonly [string, string]
  open: boolean
  subject: Subject | null
  facts: Fact[]
  /** Under the switches: how it stands with the server. */
  status: string
}

type Colour = 'green' | 'red' | 'amber' | 'dark'

export interface Subject {
  /** Another one for everything that is shown. */
  number: number
  kind: 'car' | 'person'
  /** Of the car; may be empty. */
  plate: string
  /** Before the barrier, or let through. */
  at: 'line' | 'through'
}

export interface Fact {
  label: string
  value: string
}

export const MODES: Readonly<Record<LaneMode, string>> = { online: '在线', cut: '断网', off: '停机' }

export function laneView(lane: LaneRow): LaneView {
  const { last, mode, open } = lane
  const outcome = last?.outcome ?? null
  return {
    lamp: lampOf(lane),
    display: displayOf(lane),
    open,
    subject:
      last === null || mode === 'off' ? null : { number: last.number, ...subjectOf(last.shown, outcome) },
    facts: outcome === null ? [] : factsOf(outcome),
    status: statusOf(lane),
  }
}

function lampOf({ mode, last, open }: LaneRow): LaneView['lamp'] {
  if (mode === 'off') return { colour: 'dark', sign: '', word: '停机' }
  if (last === null) return { colour: 'dark', sign: '', word: '等待' }
  if (last.outcome === null) return { colour: 'amber', sign: '…', word: '核验中' }
  if (last.outcome.by === 'nobody') return { colour: 'red', sign: '!', word: '没有核验' }
  const { decision } = last.outcome.answer
  if (decision === 'hold') return { colour: 'amber', sign: '?', word: '等门岗处理' }
  if (decision === 'deny') return { colour: 'red', sign: '✕', word: '不放行' }
  return open ? { colour: 'green', sign: '✓', word: '放行' } : { colour: 'dark', sign: '', word: '已通过' }
}

const READERS: Readonly<Record<'code' | 'plate' | 'document' | 'face', string>> = {
  code: '通行码',
  plate: '车牌',
  document: '证件',
  face: '面部',
}

function readerOf({ plate, document, face }: Shown): keyof typeof READERS {
  if (plate !== undefined) return 'plate'
  if (document !== undefined) return 'document'
  return face === undefined ? 'code' : 'face'
}

function displayOf({ mode, last, kind, gateName, name }: LaneRow): LaneView['display'] {
  if (mode === 'off') return ['', '']
  if (last === null) return [`${gateName} ${name}`, kind === 'vehicle' ? '请减速，等待识别' : '请出示通行码']
  const { outcome, shown } = last
  if (outcome === null) return [`正在核验${READERS[readerOf(shown)]}`, '请稍候']
  if (outcome.by === 'nobody') return ['暂时不能核验', '请找门岗']
  const { decision, sentence, nextStep, visitor, fee } = outcome.answer
  if (decision === 'hold') return [sentence, nextStep || '请找门岗']
  if (decision === 'deny') return [sentence, nextStep]
  const heads = visitor !== null && visitor.headCount > 1 ? `共${visitor.headCount}人` : ''
  const due = fee === null ? '' : `停车费 ${fee.text}`
  return [sentence, [visitor?.name, heads, due, nextStep].filter(Boolean).join(' · ')]
}

function subjectOf(shown: Shown, outcome: Outcome | null): Omit<Subject, 'number'> {
  const allowed = outcome !== null && outcome.by !== 'nobody' && outcome.answer.decision === 'allow'
  const plate = shown.plate?.number ?? ''
  const car = plate !== '' || shown.inVehicle === true
  return { kind: car ? 'car' : 'person', plate, at: allowed ? 'through' : 'line' }
}

const DECISIONS = { allow: '放行', deny: '不放行', hold: '等门岗处理' }

function factsOf(outcome: Outcome): Fact[] {
  if (outcome.by === 'nobody') {
    const { code, message } = outcome.fault
    return rows([
      ['接口拒绝', code],
      ['说明', message],
    ])
  }
  const { decision, reason, hint, visitor, fee, passageId } = outcome.answer
  return rows([
    ['判定', `${DECISIONS[decision]} · ${reason}`],
    ['提示', hint],
    ['访客', visitor && [visitor.name, visitor.unitName].filter(Boolean).join(' · ')],
    ['车牌', visitor?.plate],
    ['人数', visitor && `${visitor.headCount} 人`],
    ['停车费', fee?.text],
    ['通行记录', outcome.by === 'server' ? passageId : outcome.kept ? '联网后补录' : '由门岗核对后记录'],
  ])
}

const rows = (facts: (readonly [label: string, value: string | null | undefined])[]): Fact[] =>
  facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))

function statusOf({ mode, version, waiting, trouble }: LaneRow): string {
  const undelivered = waiting === 0 ? '' : `，${waiting} 条通行待补录`
  if (mode === 'off') return '没有通电：系统收不到它的心跳，三分钟后新的下发记为失败'
  const held = version === null ? '还没有名单' : `名单截至 ${clock(version)}`
  if (mode === 'cut') return `没有网络：按名单判定，${held}${undelivered}`
  return (trouble === '' ? held : `同步失败：${trouble}`) + undelivered
}

const clock = (at: number): string => new Date(at).toLocaleTimeString('zh-CN', { hour12: false })

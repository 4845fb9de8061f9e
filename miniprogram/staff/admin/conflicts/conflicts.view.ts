import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'
import { adviceSentence, reasonSentence } from '../../../locales/gate'
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
      advice: adviceSentence(row.conflict),
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

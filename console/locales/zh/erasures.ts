import type { ErasureState, Hindrance } from '../../../miniprogram/domain/account/erasure'

export const erasuresWords = {
  title: '删除申请',
  note: '访客在“我的 → 我的数据”申请删除本人数据，系统在一天内自动办理，不需要答复；有事项未了结的，了结后自动删除。不显示申请人。',
  states: { open: '办理中', done: '已完成' } satisfies Record<ErasureState, string>,
  state: '状态',
  asked: '申请时间',
  due: '期限',
  done: '完成时间',
  erased: '已删除预约',
  hindered: '仍保留',
  hindrances: { live: '有效预约', inside: '人在校内', vehicle: '车辆或停车费未了结' } satisfies Record<
    Hindrance,
    string
  >,
  hindrance: (words: string, count: number) => `${words} ${count}条`,
  comma: '，',
  nothing: '—',
  empty: '没有申请',
} as const

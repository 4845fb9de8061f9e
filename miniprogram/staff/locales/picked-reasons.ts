import { componentsReasonSheetWords } from '../../locales/zh/pages/components-reason-sheet'
import { gateResultWords } from '../../locales/zh/pages/gate-result'
import { returnReasons } from '../../locales/zh/pages/return-reasons'

const { other } = componentsReasonSheetWords

const withOther = (...reasons: string[]): readonly string[] => [...reasons, other]

/**
 * Reasons that one tap picks, by what is asked, for phone and console alike. The last, 其他, says nothing by itself: what is
 * typed with it is the reason. What visitors read has its English in `locales/en/picked-reasons.ts`.
 */
export const pickedReasons = {
  // Visitors read these.
  return: withOther(
    '来访事由不清楚',
    returnReasons.matter,
    '被访人未确认',
    '日期需调整',
    '车牌信息有误',
    '证件信息有误',
  ),
  revoke: withOther('来访安排已取消', '被访人不再接待', '来访信息与实际不符', '学校安全管理需要'),
  revokeWalkIn: withOther('冒用他人证件', '来访信息与实际不符', '学校安全管理需要'),
  cancelActivity: withOther('活动不再举办', '活动改期', '场地有变', '天气原因', '学校安全管理需要'),
  withdrawStanding: withOther('合同终止', '不再需要长期通行', '违反校园管理规定'),
  withdrawPerson: withOther('已离岗', '证照已过期', '人员信息有误', '违反校园管理规定'),
  // Staff read these.
  override: gateResultWords.overrideReasons,
  refuseActivity: withOther('活动信息不完整', '名额过多', '日期或时间需调整', '与其他活动冲突'),
  returnStanding: withOther('事由不清楚', '名单信息有误', '证照缺失或已过期', '期限过长', '校门或时间需调整'),
  refuseRenewal: withOther('合同不再续签', '证照未更新', '名单有变，请重新申请'),
  freezeAccount: withOther('工作调动', '长期休假', '审批情况待核查', '本人申请'),
  removeAccount: withOther('工作调动', '已离职', '不再负责审批', '本人申请'),
  refuseAccount: withOther('申请表没有盖章', '申请表照片不清楚', '单位或负责人有误', '本单位已有足够审批人'),
  liftBlacklist: withOther('核实为误报', '事情已处理', '当事人已整改'),
  resolveStay: withOther('调看监控', '门岗核实', '车主说明', '现场查看'),
  closeGates: withOther('大型活动', '考试', '道路施工', '恶劣天气', '应急处置'),
  openEmergency: withOther('预约系统故障，正在抢修', '校园网络故障', '停电', '突发事件'),
  closeEmergency: withOther('系统已恢复', '突发事件已处置', '误开启'),
  explainReport: withOther('被访人称不知情', '访客与登记不符', '车牌与登记不符', '没有入校记录'),
  settleReport: withOther('被访人已确认', '单位已书面说明', '登记时听错，已核实'),
} satisfies Readonly<Record<string, readonly string[]>>

export type ReasonQuestion = keyof typeof pickedReasons

/** What each step with a standing pass or an activity is asked by. */
export const standingReasons = {
  return: 'returnStanding',
  refuseRenewal: 'refuseRenewal',
  withdraw: 'withdrawStanding',
  withdrawPerson: 'withdrawPerson',
} as const
export const activityReasons = { refuse: 'refuseActivity', cancel: 'cancelActivity', tell: '' } as const

/** What can be picked; empty: the question is answered in words. */
export const choicesOf = (question: ReasonQuestion | ''): readonly string[] =>
  question === '' ? [] : pickedReasons[question]

/** Between reasons of which several were picked, as `returnReasons` puts them together. */
const BETWEEN = '；'

/** What was picked of some choices, and typed as 其他. */
export interface PickedReason {
  picked: readonly string[]
  typed: string
}

/**
 * One reason from what was picked and typed, in the order of the choices. Empty: none yet, also where 其他 is picked and
 * nothing typed. Without choices it is what was typed.
 */
export function composedReason(choices: readonly string[], { picked, typed }: PickedReason): string {
  const written = typed.trim()
  if (choices.length === 0) return written
  if (picked.indexOf(other) >= 0 && written === '') return ''
  return returnReasons.together(
    choices.filter((each) => picked.indexOf(each) >= 0).map((each) => (each === other ? written : each)),
  )
}

/** What a reason was composed of: whatever isn't one of the choices was typed as 其他. */
export function readReason(choices: readonly string[], reason: string, multiple: boolean): PickedReason {
  if (choices.length === 0) return { picked: [], typed: reason }
  const parts = (multiple ? reason.split(BETWEEN) : [reason]).filter((part) => part !== '')
  const picked = parts.filter((part) => part !== other && choices.indexOf(part) >= 0)
  const typed = parts.filter((part) => picked.indexOf(part) < 0).join(BETWEEN)
  return { picked: typed === '' ? picked : [...picked, other], typed }
}

/** What is picked after a tap: of several a tap adds or takes back, of one it replaces or takes back. */
export function togglePick(picked: readonly string[], words: string, multiple: boolean): string[] {
  if (picked.indexOf(words) >= 0) return picked.filter((each) => each !== words)
  return multiple ? [...picked, words] : [words]
}

/** Whether the words for 其他 are asked for. */
export const asksWords = (choices: readonly string[], picked: readonly string[]): boolean =>
  choices.length === 0 || picked.indexOf(other) >= 0

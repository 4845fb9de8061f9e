import { formatMinute } from '../../domain/values/days'

/** What organisers of activities and the office read. */
export const activityWords = {
  states: {
    asked: '待审批',
    open: '报名中',
    refused: '未通过',
    closed: '已停止报名',
    cancelled: '已取消',
  },
  over: '已结束',
  quota: (quota: number) => `${quota}个名额`,
  organisedBy: (unitName: string, organiserName: string) => `${unitName} · ${organiserName}`,
  // The form
  sending: '正在提交…',
  confirming: '还没有收到答复，正在重试…',
  sent: '已提交，等待审批',
  allDay: '全天',
  unitPlace: '所在单位',
  // One activity
  days: '日期',
  hours: '入校时间',
  span: (from: string, until: string) => `${from}–${until}`,
  overnight: (from: string, until: string) => `${from}–次日${until}`,
  purpose: '来访事由',
  unit: '主办单位',
  organiser: '申请人',
  car: '开车入校',
  carYes: '可以，填写车牌',
  carNo: '不可以',
  question: '请客人回答',
  answeredBy: '审批人',
  answer: '未通过的原因',
  cancelled: '取消的原因',
  message: '最近的通知',
  taken: (taken: number, quota: number) => `${taken} / ${quota}`,
  waiting: (waiting: number) => `${waiting}人候补`,
  waitsForOffice: '已提交，通过后即可发放报名码',
  needsColleague: '本人提交的活动须由本单位其他审批人通过',
  closeTitle: '停止报名？',
  closeContent: '不再接受报名，候补的客人不再等候；已报名的客人照常入校。',
  closeConfirm: '停止报名',
  closed: '已停止报名',
  acceptTitle: '通过这项活动？',
  acceptContent: '通过后客人可扫码报名，名额内自动通过。',
  acceptConfirm: '通过',
  accepted: '已通过',
  refuse: {
    heading: '不通过这项活动',
    explanation: '申请人会看到原因',
    action: '不通过',
    placeholder: '请写明原因',
    done: '已答复',
  },
  cancel: {
    heading: '取消活动',
    explanation: '所有报名立即失效，客人会看到原因，不能恢复',
    action: '取消活动',
    placeholder: '请写明原因',
    done: '活动已取消',
  },
  tell: {
    heading: '通知全体客人',
    explanation: '已报名和候补的客人在报名详情中都能看到',
    action: '发送通知',
    placeholder: '例如：会场改到报告厅',
    done: '已发送，客人在预约中会看到',
  },
  shareTitle: (title: string) => `邀请您参加：${title}`,
  // Guests
  guestTabs: { approved: '已报名', waiting: '候补', ended: '已取消' },
  joinedAt: (moment: string) => `${moment}报名`,
  listed: '名单导入',
  cameAt: (moment: string) => `${moment}已入校`,
  notCome: '未入校',
  phoneTail: (tail: string) => `手机尾号${tail}`,
  exportTitle: '导出名单？',
  exportContent: '名单含客人姓名，请妥善保管；导出会留下记录。',
  exportConfirm: '复制名单',
  exported: (count: number) => `已复制${count}人，可粘贴到表格`,
  columns: ['姓名', '手机尾号', '车牌', '回答', '状态', '报名时间', '入校时间'],
  guestStates: { approved: '已报名', waiting: '候补', ended: '已取消' },
}

/** At what hours its guests come in: '18:00–24:00', '22:00–次日06:00'. */
export function activityHours(hours: { from: number; until: number } | null): string {
  if (hours === null) return activityWords.allDay
  const span = hours.until <= hours.from ? activityWords.overnight : activityWords.span
  return span(formatMinute(hours.from), formatMinute(hours.until))
}

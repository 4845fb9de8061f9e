import type { HeadState } from '../../../miniprogram/domain/audit/heads'
import { shellWords } from './shell'
import type { AuditTopic } from '../../../miniprogram/domain/audit/topics'

export const auditWords = {
  title: '审计记录',
  note: '每一次办理都有一条，只记录谁、何时、办了什么，不含访客的个人信息。每分钟封存一次，改动、删除、调换或截断都能查出。',
  topics: {
    all: '全部',
    unmasked: '查看号码和照片',
    exported: '导出',
    rules: '规则和设备',
    accounts: '账号',
    refused: '被拒的尝试',
  } satisfies Record<AuditTopic, string>,
  topic: '类别',
  time: '时间',
  who: '办理人',
  action: '办理',
  what: '涉及',
  sealed: '封存',
  isSealed: '已封存',
  waits: '等待封存',
  visitor: '访客',
  unknown: '身份不明',
  tries: (count: number) => `${count}次`,
  timer: '系统定时',
  operator: '运维',
  device: (name: string) => `设备${name}`,
  empty: '没有这一类记录',
  verify: '核对完整性',
  verifying: (rows: number) => `正在核对，已核对${rows}条…`,
  sound: (rows: number) => `完整：${rows}条记录，没有发现改动、删除、调换或截断。`,
  faults: (count: number) => `发现${count}处对不上，请保留现场并联系运维：`,
  fault: (words: string, about: string, seq: number) =>
    `${about}${about === '' ? '' : '：'}${words}${seq === 0 ? '' : `（第${seq}段）`}`,
  faultRow: (time: string, action: string) => `${time} ${action}`,
  head: '当前校验码',
  headNote: '请两位同事各自抄录或截图保存。日后在下面填入，可核对记录是否被整体重写。',
  noHead: '没有可用的校验码',
  noted: '核对抄录的校验码',
  notedFits: '抄录的校验码与记录相符。',
  notedMissing: '抄录的校验码与现在的记录对不上。',
  roles: {
    staff: '教职工',
    approver: '审批人',
    guard: '门岗',
    desk: '110指挥中心',
    office: '保卫处',
    console: '控制台',
  } as Readonly<Record<string, string>>,
} as const

/** To whom the head of the trail is sent each day. */
export const headWords = {
  title: '每日校验码的送达',
  note: '每天9:00起，系统把当前校验码发给两位还有提醒余量的保卫处同事，各自留存。只列微信已接收的，最近7天。',
  states: {
    early: '今日校验码9:00起发送，发给还有提醒余量的同事。',
    unset: '还没有设置审计校验码的消息模板，不会发送。请设置，或由两位同事在“审计记录”页抄录校验码。',
    waiting: '今日校验码等待发送。',
  } satisfies Record<Exclude<HeadState, 'told' | 'lacking'>, string>,
  told: (names: string) => `今日校验码已送达：${names}。`,
  toNobody: '今日校验码未能送达两人。',
  toOneOnly: (names: string) => `今日校验码未能送达两人，只送达${names}。`,
  topUp: (names: string) => `${names}没有提醒余量：请在小程序“我的→消息提醒”里补充。`,
  another: '保卫处只有一个账号：请再开通一位同事的账号。',
  outbox: '没有发出的原因见“消息模板和发送”。',
  toTemplates: '去设置',
  nobody: '没有送达',
  /** In today's row, as long as it may still go out. */
  pending: { early: '尚未到发送时间', waiting: '等待发送' } as Readonly<Partial<Record<HeadState, string>>>,
  gone: '已停用的账号',
  comma: '、',
  day: '日期',
  who: '送达',
  loading: shellWords.loading,
  retry: shellWords.retry,
} as const

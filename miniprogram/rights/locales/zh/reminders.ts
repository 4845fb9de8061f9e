/** Words of 消息提醒. */
export const remindersWords = {
  title: '消息提醒',
  labels: {
    explanation:
      '微信规定每次同意只能收到一条提醒，可以多加几条。同意时勾选“总是保持以上选择”，以后办理时自动加，不再询问。',
    add: '加一条',
    noneHere: '本校还没有开通消息提醒，结果请在“记录”中查看。',
  },
  none: '已用完，收不到提醒',
  left: (left: number) => `余量${left}条`,
  newBooking: '新预约提醒',
  auditHead: '审计校验码（每天一条）',
  decision: '办理结果通知',
  added: '已加一条',
}

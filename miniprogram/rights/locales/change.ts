/** Words of 申请变更. */
export const changeWords = {
  now: '已通过的预约',
  days: '来访日期',
  plate: '车牌',
  noPlate: '不驾车',
  later: (day: string) => `延至 ${day}`,
  keepDay: '不延长',
  keepPlate: '不更换',
  reason: '原因（选填）',
  send: '请审批人同意',
  sending: '已提交，正在确认…',
  sent: '已提交，等待审批人答复',
  pickSomething: '请选择更晚的日期，或填写另一个车牌',
}

/** Words of 申请变更. */
export const changeWords = {
  title: '申请变更',
  labels: {
    now: '已通过的预约',
    keepDay: '不延长',
    keepPlate: '不更换',
    reason: '原因（选填）',
    send: '请审批人同意',
    sending: '还没有收到答复，正在重试…',
    lastDay: '最后一天改为',
    newPlate: '车牌改为',
    enterPlate: '填写车牌',
    decided: '由被访单位的审批人决定。答复之前，已通过的日期照常有效；同意后，各校门随即按变更后的内容放行。',
  },
  days: '来访日期',
  plate: '车牌',
  noPlate: '不驾车',
  later: (day: string) => `延至 ${day}`,
  sent: '已提交，等待审批人答复',
  pickSomething: '请选择更晚的日期，或填写另一个车牌',
}

export const releasesWords = {
  title: '释放请求',
  note: '其他访客因证件号、手机号或车牌相同而无法提交，或访客本人请求取消、变更时，在这里答复；对方是谁不显示。',
  what: '请求',
  booking: '预约',
  asked: '提出时间',
  answer: '答复',
  lookOf: (name: string) => `查看${name}的预约`,
  empty: '没有等待答复的请求',
} as const

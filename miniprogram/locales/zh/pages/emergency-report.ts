export const emergencyReportWords = {
  confirming: '还没有收到答复，正在重试…',
  waitingWords: '正在登记…',
  since: (moment: string, byName: string) => `${moment}由${byName}关闭。`,
  closedOfAdvice: (since: string) => `${since}现在请来访人按正常流程预约；紧急情况由保卫处开启后才能登记。`,
  closedOfAction: '去开启',
  visitor: '访客',
  plate: '车牌',
  gate: '校门',
  listComma: '、',
  days: '日期',
  digits: '零幺二三四五六七八九',
}

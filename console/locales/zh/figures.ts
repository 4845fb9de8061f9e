export const figuresPageWords = {
  first: '从',
  last: '到',
  fileName: (first: string, last: string) => `校园访客统计-${first}-${last}.csv`,
  byDay: '按天',
  asTable: '查看每天数字',
  day: '日期',
  daysOf: (days: number, bookings: number, entries: number) =>
    `${days} 天：预约 ${bookings} 条，入校 ${entries} 次`,
  bookings: '预约',
  entries: '入校',
  purposes: '来访事由',
  decisions: '审批用时',
  standing: '长期通行',
  standingTime: '长期通行答复用时',
  activity: '活动',
  activityTime: '活动答复用时',
  unconfirmed: '因公未确认',
  gates: '校门',
  refused: '校门拒绝',
  notices: '提醒',
  noticesLine: (settled: number, reachedNobody: number) =>
    `${settled} 条，其中 ${reachedNobody} 条没有送达任何人`,
  noticesLater: '当天的次日凌晨统计',
  nothing: '—',
  share: (count: number, all: number) =>
    all === 0 ? '—' : `${count}（${Math.round((count / all) * 100)}%）`,
  empty: '这段时间没有数据',
} as const

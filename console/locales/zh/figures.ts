export const figuresPageWords = {
  first: '从',
  last: '到',
  fileName: (first: string, last: string) => `校园访客统计-${first}-${last}.csv`,
  byDay: '按天',
  asTable: '查看每天数字',
  day: '日期',
  daysOf: (days: number, bookings: number, entries: number) =>
    `${days}天：预约${bookings}条，入校${entries}次`,
  bookings: '预约',
  entries: '入校',
  noticesLine: (settled: number, reachedNobody: number) =>
    `${settled}条，其中${reachedNobody}条没有送达任何人`,
  noticesLater: '今天的提醒次日凌晨统计，不计入。',
  nothing: '—',
  share: (count: number, all: number) =>
    all === 0 ? '—' : `${count}（${Math.round((count / all) * 100)}%）`,
  empty: '这段时间没有数据',
} as const

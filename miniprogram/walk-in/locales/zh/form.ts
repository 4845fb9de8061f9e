/** What somebody reads who scanned the code at a gate (spec 4.3). */
export const walkInFormWords = {
  title: '临时来访',
  labels: {
    purpose: '来访事由',
    notePlaceholder: '例如：取快递、送货',
    lookAgain: '看看有没有名额',
  },
  at: (gateName: string) => `${gateName} · 临时来访`,
  campus: '校区',
  valid: '有效时间',
  hours: (hours: number) => `办好后${hours}小时内，入校一次`,
  places: '名额',
  left: (left: number) => `这个小时还剩${left}个`,
  until: (time: string) => `请在${time}前提交`,
  full: (next: string) => `现在没有名额。${next}`,
  nextAt: (moment: string) => `下一批名额${moment}开放，届时请再扫一次门口的码`,
  noNext: '请联系受访人预约',
  held: '您已有一个临时来访通行码',
  note: '办什么事',
  noteOptional: '办什么事（选填）',
  submit: '提交',
  showPass: '出示通行码',
}

/** What guards and the office read of walk-ins (spec 4.3). */
export const walkInStaffWords = {
  left: (left: number) => `这个小时还剩${left}个名额`,
  full: (moment: string) => `名额已满，下一批${moment}开放`,
  outside: (moment: string) => `现在不办理，${moment}开放`,
  closed: '保卫处没有开放这个校门的临时来访',
  scan: '请用微信扫一扫，填写后即可入校',
  changes: (seconds: number) => `${seconds}秒后换新码`,
  // The office
  hours: (hours: number) => `办好后${hours}小时内有效，入校一次`,
  isClosed: '未开放',
  plan: (from: string, until: string, perHour: number, perDay: number) =>
    `${from}–${until}，每小时${perHour}个，每天${perDay}个`,
  today: (count: number) => `今天已办${count}个`,
  saving: '正在保存…',
  confirming: '还没有收到答复，正在重试…',
  saved: '已保存',
}

/** '30分钟', '1小时', '90分钟', '24小时': whole hours as hours, all else in minutes. */
export function durationName(minutes: number): string {
  return minutes > 0 && minutes % 60 === 0 ? `${minutes / 60}小时` : `${minutes}分钟`
}

/** What stands behind 每 and '/': '小时', '分钟', else as durationName. */
export function unitName(minutes: number): string {
  if (minutes === 1) return '分钟'
  return minutes === 60 ? '小时' : durationName(minutes)
}

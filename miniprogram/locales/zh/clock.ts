import { QUIET_SKEW_MS, skewAmount } from '../../domain/gate/clock-skew'

/** '慢约5分钟', '快约40秒'; empty when it isn't worth a word. */
export function skewWords(skewMs: number): string {
  const amount = skewAmount(skewMs)
  if (amount === null) return ''
  const { ahead, count, unit } = amount
  return `${ahead ? '快' : '慢'}约${count}${unit === 'second' ? '秒' : '分钟'}`
}

/** What a phone says about its own clock; empty when it is right enough. `offset`: server's time minus the phone's. */
export const ownClockWords = (offset: number): string =>
  Math.abs(offset) < QUIET_SKEW_MS ? '' : `本机时间${skewWords(-offset)}，已自动校正`

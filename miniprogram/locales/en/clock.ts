import { QUIET_SKEW_MS, skewAmount } from '../../domain/gate/clock-skew'

/** What a phone says about its own clock; empty when it is right enough. `offset`: server's time minus the phone's. */
export function ownClockWords(offset: number): string {
  const amount = Math.abs(offset) < QUIET_SKEW_MS ? null : skewAmount(-offset)
  if (amount === null) return ''
  const { ahead, count, unit } = amount
  return `This phone's clock is about ${count} ${unit}${count === 1 ? '' : 's'} ${ahead ? 'fast' : 'slow'}; this is corrected automatically`
}

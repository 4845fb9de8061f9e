import { dayOf, formatTime } from '../../miniprogram/domain/values/days'

/** An instant (epoch milliseconds) in Shanghai as a spreadsheet sorts it: 2026-05-23 08:05. */
export const stamp = (at: number): string => `${dayOf(at)} ${formatTime(at)}`

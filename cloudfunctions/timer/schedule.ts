/** When a group of jobs is due, in Shanghai's time: from `fromHour` to before `untilHour`, every so many minutes. */
export interface Schedule {
  everyMinutes: number
  atMinute: number
  fromHour: number
  untilHour: number
}

const MINUTE_MS = 60_000
const SHANGHAI_MS = 8 * 3_600_000
const MINUTES_A_DAY = 24 * 60

/** The latest time, up to now, at which a group was due. @returns epoch ms, a whole minute */
export function latestDue(schedule: Schedule, now: number): number {
  const minute = Math.floor((now + SHANGHAI_MS) / MINUTE_MS)
  let back = 0
  while (back < MINUTES_A_DAY && !isDue(schedule, minute - back)) back++
  return (minute - back) * MINUTE_MS - SHANGHAI_MS
}

function isDue({ everyMinutes, atMinute, fromHour, untilHour }: Schedule, minute: number): boolean {
  const ofDay = minute % MINUTES_A_DAY
  const hour = Math.floor(ofDay / 60)
  return hour >= fromHour && hour < untilHour && ofDay % everyMinutes === atMinute
}

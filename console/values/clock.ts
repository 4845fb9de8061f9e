const HOUR_MINUTES = 60

/** Minutes after midnight as `<input type="time">` has them: 17:30. The end of the day is its last minute. */
export function clockWords(minuteOfDay: number): string {
  const minute = Math.min(minuteOfDay, 24 * HOUR_MINUTES - 1)
  return [Math.floor(minute / HOUR_MINUTES), minute % HOUR_MINUTES]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

/** Minutes after midnight; null: it isn't a time. */
export function minuteOfClock(text: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * HOUR_MINUTES + Number(minutes)
}

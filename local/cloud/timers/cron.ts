/**
 * CloudBase's timer expression: seven fields, second minute hour day month weekday year, in UTC+8 whatever the
 * machine's clock. Each is `*`, numbers, ranges `a-b`, steps `a/n` or `a-b/n`, all `*` in steps too, joined by commas; months and
 * weekdays also by name. Day and weekday, when both are given, are alternatives.
 */
export type Cron = {
  seconds: Field
  minutes: Field
  hours: Field
  days: Field
  months: Field
  weekdays: Field
  years: Field
}

/** Allowed values in order; null allows all. */
type Field = readonly number[] | null

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const OFFSET_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** Parses an expression; throws a RangeError that says which field is wrong. */
export function parseCron(expression: string): Cron {
  const fields = expression.trim().split(/\s+/)
  if (fields.length !== 7) throw new RangeError(`a timer has 7 fields, not ${fields.length}: ${expression}`)
  const [second, minute, hour, day, month, weekday, year] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  return {
    seconds: parseField('second', second, 0, 59),
    minutes: parseField('minute', minute, 0, 59),
    hours: parseField('hour', hour, 0, 23),
    days: parseField('day', day, 1, 31),
    months: parseField('month', named(month, MONTHS, 1), 1, 12),
    weekdays: parseField('weekday', named(weekday, WEEKDAYS, 0), 0, 6),
    years: parseField('year', year, 1970, 2099),
  }
}

/** The first moment after `after` (epoch milliseconds), or null if there is none. */
export function nextAfter(cron: Cron, after: number): number | null {
  const local = Math.floor(after / 1000) * 1000 + 1000 + OFFSET_MS
  const last = Date.UTC((cron.years?.at(-1) ?? new Date(local).getUTCFullYear() + 8) + 1, 0, 1)
  for (let day = Math.floor(local / DAY_MS) * DAY_MS; day < last; day += DAY_MS) {
    if (!onDay(cron, new Date(day))) continue
    const moment = firstMoment(cron, Math.max(local - day, 0))
    if (moment !== null) return day + moment - OFFSET_MS
  }
  return null
}

function onDay({ days, weekdays, months, years }: Cron, day: Date): boolean {
  if (!allows(years, day.getUTCFullYear()) || !allows(months, day.getUTCMonth() + 1)) return false
  if (days && weekdays) return allows(days, day.getUTCDate()) || allows(weekdays, day.getUTCDay())
  return allows(days, day.getUTCDate()) && allows(weekdays, day.getUTCDay())
}

/** The first allowed time of day not before `from`, in milliseconds since midnight. */
function firstMoment({ hours, minutes, seconds }: Cron, from: number): number | null {
  for (let hour = Math.floor(from / 3_600_000); hour < 24; hour++) {
    if (!allows(hours, hour)) continue
    const inHour = Math.max(from - hour * 3_600_000, 0)
    for (let minute = Math.floor(inHour / 60_000); minute < 60; minute++) {
      if (!allows(minutes, minute)) continue
      const inMinute = Math.max(inHour - minute * 60_000, 0)
      for (let second = Math.ceil(inMinute / 1000); second < 60; second++) {
        if (allows(seconds, second)) return hour * 3_600_000 + minute * 60_000 + second * 1000
      }
    }
  }
  return null
}

const allows = (field: Field, value: number) => field === null || field.includes(value)

function named(text: string, names: readonly string[], first: number): string {
  return text.toUpperCase().replace(/[A-Z]{3}/g, (name) => {
    const index = names.indexOf(name)
    return index < 0 ? name : String(index + first)
  })
}

function parseField(name: string, text: string, lowest: number, highest: number): Field {
  if (text === '*' || text === '?') return null
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    const [, from, to, step] = match ?? []
    const start = from === undefined ? lowest : Number(from)
    const openEnded = from === undefined || (to === undefined && step !== undefined)
    const end = openEnded ? highest : Number(to ?? from)
    const by = Number(step ?? 1)
    if (!match || start < lowest || end > highest || start > end || by < 1) {
      throw new RangeError(`not a ${name} of a timer: ${text}`)
    }
    for (let value = start; value <= end; value += by) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

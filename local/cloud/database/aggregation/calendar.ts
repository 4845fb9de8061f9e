const DAY_MS = 86_400_000

/** What a calendar says of a date, whose UTC fields are those of the wanted time zone. */
export type CalendarField = (wall: Date) => number

const startOfYear = (year: number): number => {
  const start = new Date(0)
  return start.setUTCFullYear(year, 0, 1)
}

const dayOfYear: CalendarField = (wall) =>
  Math.floor((wall.getTime() - startOfYear(wall.getUTCFullYear())) / DAY_MS) + 1

/** 1 is Monday, 7 Sunday. */
const isoDayOfWeek: CalendarField = (wall) => wall.getUTCDay() || 7

/** The Thursday of the week decides to which year an ISO week belongs. */
const thursdayOf = (wall: Date): Date => new Date(wall.getTime() + (4 - isoDayOfWeek(wall)) * DAY_MS)

/** The date fields of MongoDB, by the operators' names. */
export const calendar = {
  year: (wall) => wall.getUTCFullYear(),
  month: (wall) => wall.getUTCMonth() + 1,
  dayOfMonth: (wall) => wall.getUTCDate(),
  hour: (wall) => wall.getUTCHours(),
  minute: (wall) => wall.getUTCMinutes(),
  second: (wall) => wall.getUTCSeconds(),
  millisecond: (wall) => wall.getUTCMilliseconds(),
  dayOfYear,
  /** 1 is Sunday, 7 Saturday. */
  dayOfWeek: (wall) => wall.getUTCDay() + 1,
  /** Weeks begin on Sunday; the days before the first Sunday are in week 0. */
  week: (wall) => Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7),
  isoDayOfWeek,
  isoWeek: (wall) => Math.floor((dayOfYear(thursdayOf(wall)) - 1) / 7) + 1,
  isoWeekYear: (wall) => thursdayOf(wall).getUTCFullYear(),
} satisfies Record<string, CalendarField>

/** The first moment of a day given by ISO week and day, as if it were UTC; both may run over their ends. */
export function isoDay(isoWeekYear: number, isoWeek: number, isoDayOfWeek: number): number {
  const january4 = startOfYear(isoWeekYear) + 3 * DAY_MS
  const firstMonday = january4 - (calendar.isoDayOfWeek(new Date(january4)) - 1) * DAY_MS
  return firstMonday + ((isoWeek - 1) * 7 + isoDayOfWeek - 1) * DAY_MS
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

const padded = (length: number, field: CalendarField) => (wall: Date) =>
  String(field(wall)).padStart(length, '0')

/** What stands for each letter of a date format; `%z` and `%Z` are the zone's, see `dates`. */
export const FORMAT: Readonly<Record<string, (wall: Date) => string>> = {
  '%': () => '%',
  B: (wall) => MONTHS[wall.getUTCMonth()]!,
  b: (wall) => MONTHS[wall.getUTCMonth()]!.slice(0, 3),
  d: padded(2, calendar.dayOfMonth),
  G: padded(4, calendar.isoWeekYear),
  H: padded(2, calendar.hour),
  j: padded(3, calendar.dayOfYear),
  L: padded(3, calendar.millisecond),
  M: padded(2, calendar.minute),
  m: padded(2, calendar.month),
  S: padded(2, calendar.second),
  U: padded(2, calendar.week),
  u: padded(1, calendar.isoDayOfWeek),
  V: padded(2, calendar.isoWeek),
  w: padded(1, calendar.dayOfWeek),
  Y: padded(4, calendar.year),
}

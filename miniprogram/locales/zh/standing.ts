import { formatMinute, type Weekday } from '../../domain/values/days'

/** When somebody with a standing pass comes in, in a few words: at the gate, on the pass and in lists. */

const NAMES = ['日', '一', '二', '三', '四', '五', '六'] as const
/** A week begins with Monday where it is read. */
const FROM_MONDAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0]

/** '每天', '工作日', '周末', '周一、三、五'. Empty: every day. */
function weekdaysText(weekdays: readonly number[]): string {
  const listed = FROM_MONDAY.filter((day) => weekdays.indexOf(day) >= 0)
  const key = listed.join('')
  if (key === '' || listed.length === 7) return '每天'
  if (key === '12345') return '工作日'
  if (key === '60') return '周末'
  return `周${listed.map((day) => NAMES[day]).join('、')}`
}

/** '全天', '07:00–19:00', '22:00–次日06:00'. */
function hoursText(hours: { from: number; until: number } | null | undefined): string {
  if (hours === null || hours === undefined) return '全天'
  const nextDay = hours.until <= hours.from ? '次日' : ''
  return `${formatMinute(hours.from)}–${nextDay}${formatMinute(hours.until)}`
}

export interface Times {
  weekdays?: readonly number[] | undefined
  hours?: { from: number; until: number } | null | undefined
}

/** '工作日 07:00–19:00'. */
export const timesText = ({ weekdays = [], hours }: Times): string =>
  `${weekdaysText(weekdays)} ${hoursText(hours)}`

/** '长期通行 · 后勤处 · 工作日 07:00–19:00', as a guard reads it. */
export const standingLine = ({
  unitName,
  right = {},
}: {
  unitName: string
  right?: Times | undefined
}): string => ['长期通行', unitName, timesText(right)].join(' · ')

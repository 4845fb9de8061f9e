import type { Output } from '../../../contract'
import { formatMinute } from '../../domain/values/days'
import { activityWords } from '../locales/activities'

export type ActivityRow = Output<'activity.list'>['rows'][number]

/** State in a word, with its icon: colour never speaks alone. */
export function standingOf({ state, over }: Pick<ActivityRow, 'state' | 'over'>): {
  state: string
  icon: string
} {
  if (over && (state === 'open' || state === 'closed')) return { state: activityWords.over, icon: 'check' }
  return { state: activityWords.states[state], icon: ICONS[state] }
}

const ICONS: Readonly<Record<ActivityRow['state'], string>> = {
  asked: 'time',
  open: 'check-circle',
  refused: 'minus-circle',
  closed: 'lock-on',
  cancelled: 'close-circle',
}

/** '08:00' of minutes since midnight. */
export const timeOf = (minute: number): string => formatMinute(minute % (24 * 60))

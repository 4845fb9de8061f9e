import { dayOf, formatTime } from '../../../miniprogram/domain/values/days'
import { formatDay } from '../../../miniprogram/locales/zh/days'
import type { AnomalyOutcome } from '../../../miniprogram/domain/vehicle/stay'
import { outcomeWords } from '../../../miniprogram/locales/zh/stays'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { Stay } from '../../stores/stays'
import type { StoredControl } from '../../stores/traffic-controls'
import type { Visit } from '../../stores/visits'
import type { NoticeDays } from '../../platform/notices'
import { daysOf, on } from './notice-days'

/** To the visitor who asked the desk to check a vehicle held as inside. */
export function checkAnsweredNotice(
  stay: Stay,
  openid: string,
  outcome: AnomalyOutcome,
  now: number,
): NewNotice {
  return {
    _id: noticeId(stay._id, `checked:${openid}`, now),
    use: 'decision',
    to: { openid },
    page: 'pages/booking/form/form',
    parts: {
      result:
        stay.state === 'inside'
          ? noticesWords.stillInside
          : stay.state === 'due'
            ? noticesWords.feeDue
            : stay.state === 'cleared'
              ? noticesWords.cleared
              : noticesWords.hasLeft,
      unit: noticesWords.deskOf(stay.campusName),
      when: on(noticesWords.vehicle(stay.plate), dayOf(now)),
      note:
        stay.state === 'inside' || stay.state === 'due' ? outcomeWords[outcome] : noticesWords.maySubmitAgain,
    },
  }
}

/** '5月23日 14:00至16:00'; over several days their range, because the field holds 20 characters. */
function controlTimes({ from, until, at }: StoredControl): NoticeDays {
  const [firstDay, lastDay, today] = [dayOf(from), dayOf(until - 1), dayOf(at)]
  if (firstDay !== lastDay) return daysOf({ firstDay, lastDay }, today)
  const day = formatDay(firstDay, today).replace(noticesWords.weekdayAtEnd, '')
  return on(noticesWords.controlTimes(day, formatTime(from), formatTime(until)), firstDay)
}

/** To visitors by car whose gate is closed for a time. */
export function trafficNotice(control: StoredControl, visit: Visit): NewNotice {
  return {
    _id: noticeId(visit._id, `traffic:${control._id}`, 0),
    use: 'decision',
    to: { openid: visit.owner },
    page: `pages/records/visit/visit?id=${visit._id}`,
    parts: {
      result: noticesWords.trafficControl,
      unit: control.gateNames.join(noticesWords.listComma),
      when: controlTimes(control),
      note: noticesWords.useOtherGates,
    },
  }
}

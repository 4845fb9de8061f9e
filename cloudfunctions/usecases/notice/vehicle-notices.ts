import { dayOf, formatTime } from '../../../miniprogram/domain/values/days'
import { formatDay } from '../../../miniprogram/locales/zh/days'
import { formatShortRange } from '../../../miniprogram/locales/zh/message-days'
import type { AnomalyOutcome } from '../../../miniprogram/domain/vehicle/stay'
import { outcomeWords } from '../../../miniprogram/locales/zh/stays'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { Stay } from '../../stores/stays'
import type { StoredControl } from '../../stores/traffic-controls'
import type { Visit } from '../../stores/visits'

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
    fields: {
      phrase1:
        stay.state === 'inside'
          ? noticesWords.stillInside
          : stay.state === 'due'
            ? noticesWords.feeDue
            : noticesWords.cleared,
      thing2: noticesWords.deskOf(stay.campusName),
      thing3: noticesWords.thing3(stay.plate),
      thing4: stay.state === 'cleared' ? noticesWords.maySubmitAgain : outcomeWords[outcome],
    },
  }
}

/** '5月23日 14:00至16:00'; over several days their range, because the field holds 20 characters. */
function controlTimes({ from, until, at }: StoredControl): string {
  const [first, last, today] = [dayOf(from), dayOf(until - 1), dayOf(at)]
  if (first !== last) return formatShortRange(first, last, today)
  const day = formatDay(first, today).replace(noticesWords.weekdayAtEnd, '')
  return noticesWords.controlTimes(day, formatTime(from), formatTime(until))
}

/** To visitors by car whose gate is closed for a time. */
export function trafficNotice(control: StoredControl, visit: Visit): NewNotice {
  return {
    _id: noticeId(visit._id, `traffic:${control._id}`, 0),
    use: 'decision',
    to: { openid: visit.owner },
    page: `pages/records/visit/visit?id=${visit._id}`,
    fields: {
      phrase1: noticesWords.trafficControl,
      thing2: control.gateNames.join(noticesWords.listComma),
      thing3: controlTimes(control),
      thing4: noticesWords.useOtherGates,
    },
  }
}

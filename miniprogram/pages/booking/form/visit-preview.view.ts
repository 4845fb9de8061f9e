import type { BookingOptions, VisitForm } from '../../../../contract'
import { closedLines } from '../../../components/gate-list/closed-gates.view'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import { unbrokenList } from '../../../components/gate-list/unbroken-list'
import { isDay, startOfDay } from '../../../domain/values/days'
import { formatRange } from '../../../locales/days'
import { feeLines } from '../../../locales/parking'
import { waysOfPassing } from '../../../domain/visit/purposes'
import { visitWords } from '../../../locales/visit'
import { bookingFormWords } from '../../../locales/booking-form'

/** What a visit like this will be allowed, before it is sent (spec 2, Before submitting). */
export interface VisitPreview {
  gates: GateGroup[]
  /** Of these by car, which a traffic control closes on the days, and when (spec 5.5): a line each; empty: none. */
  closed: string
  when: string
  /** Whether and how it is counted: a sentence, and the tariff's lines beneath it. */
  fee: { head: string; lines: Array<{ words: string }> }
  /** Each with the mark behind it, so that a line breaks between and not within. */
  ways: Array<{ words: string }>
}

/** Null while the purpose isn't chosen: gates and fee hang on it. */
export function visitPreview(form: VisitForm, options: BookingOptions): VisitPreview | null {
  const purpose = options.purposes.find(({ id }) => id === form.purpose)
  if (purpose === undefined) return null
  const words = bookingFormWords()
  const purposeClass = purpose.class
  const { firstDay, lastDay, driving, documentKind } = form
  const fee = feeLines({
    purposeClass,
    driving,
    tariff: options.tariff,
    paysAfterDays: options.paysAfterDays,
  })
  const ways = waysOfPassing({ hasPhoto: form.photoId !== undefined, hasPlate: driving, documentKind })
  return {
    gates: gateGroups(options.gates, purposeClass, driving),
    closed:
      driving && isDay(firstDay) && isDay(lastDay)
        ? closedLines(purposeClass, form, options, startOfDay(options.today))
        : '',
    when:
      isDay(firstDay) && isDay(lastDay) && lastDay >= firstDay
        ? words.severalTimes(formatRange(firstDay, lastDay, options.today))
        : words.chooseDays,
    fee: { head: fee.head, lines: fee.lines.map((words) => ({ words })) },
    ways: unbrokenList(ways.map((way) => visitWords().ways[way])),
  }
}

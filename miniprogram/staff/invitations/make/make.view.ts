import type { LoadFailure } from '../../../api/api-error'
import type { BookingOptions, HostRow, Input, Me } from '../../../../contract'
import type { UnitName } from '../../../config/routes'
import type { Day } from '../../../domain/values/days'
import { formatDay, formatRange } from '../../../locales/days'
import { sentenceOf, translate } from '../../../locales/errors'
import type { PurposeId } from '../../../domain/visit/purposes'
import { occasionFieldErrors } from '../../../domain/visit/visit-form'
import { purposePicker } from '../../../locales/purposes'
import { invitationsMakeWords } from '../../../locales/zh/pages/invitations-make'

export interface MakeState {
  vip: boolean
  host: HostRow | null
  /** Among whose people a host is looked for; null: not known yet. */
  unit: UnitName | null
  purpose: PurposeId
  /** What is offered; empty: not known yet. */
  purposes: BookingOptions['purposes']
  latestFirstDay: BookingOptions['latestFirstDay']
  failure: LoadFailure | null
  firstDay: Day
  lastDay: Day
  tried: boolean
  sending: boolean
  repeating: boolean
  refused: string
  today: Day
}

export const initialMake = (today: Day): MakeState => ({
  vip: false,
  host: null,
  unit: null,
  purpose: '',
  purposes: [],
  latestFirstDay: null,
  failure: null,
  firstDay: today,
  lastDay: today,
  tried: false,
  sending: false,
  repeating: false,
  refused: '',
  today,
})

/** The host is the inviter to begin with, and another one is looked for in the own unit (spec 4.1). */
export function begunBy({ staffId, staffName, staffUnit, approver }: Me): Pick<MakeState, 'host' | 'unit'> {
  const units = approver?.units ?? []
  const own = units.filter(({ name }) => name === staffUnit)[0]
  const unit = own ?? units[0]
  return {
    host:
      own === undefined || staffId === null || staffName === null
        ? null
        : { hostId: staffId, name: staffName, unitName: own.name },
    unit: unit === undefined ? null : { unitId: unit.id, name: unit.name },
  }
}

export interface MakeView {
  failure: LoadFailure | null
  vip: boolean
  host: HostRow | null
  purposes: string[]
  purposeAt: number
  purpose: string
  today: Day
  /** The last one that may be the first day; empty: no limit. */
  latest: string
  firstDay: Day
  lastDay: Day
  first: string
  last: string
  range: string
  fieldErrors: { hostId: string; purpose: string; firstDay: string; lastDay: string }
  sending: boolean
  waitingWords: string
  refused: string
}

const NO_ERRORS: MakeView['fieldErrors'] = { hostId: '', purpose: '', firstDay: '', lastDay: '' }

/** What is wrong with the card, beside its fields, in the server's words. */
function makeFieldErrors({
  host,
  purpose,
  purposes,
  latestFirstDay,
  firstDay,
  lastDay,
  today,
}: MakeState): MakeView['fieldErrors'] {
  const fieldErrors = { ...NO_ERRORS, hostId: host === null ? sentenceOf('HOST_REQUIRED') : '' }
  const rules = { today, latestFirstDay, purposes }
  occasionFieldErrors({ purpose, firstDay, lastDay }, rules).forEach(({ field, code, details }) => {
    if (field === 'purpose' || field === 'firstDay' || field === 'lastDay')
      fieldErrors[field] = translate(code, details)
  })
  return fieldErrors
}

/** The card as the server takes it; null while something is wrong. */
export function cardOf(state: MakeState): Input<'invitation.link'> | null {
  const { host, purpose, firstDay, lastDay, vip } = state
  const fieldErrors = makeFieldErrors(state)
  if (host === null || Object.values(fieldErrors).some((sentence) => sentence !== '')) return null
  return { hostId: host.hostId, purpose, firstDay, lastDay, vip }
}

export function makeView(state: MakeState): MakeView {
  const { vip, host, purpose, purposes, firstDay, lastDay, today } = state
  return {
    failure: state.failure,
    vip,
    host,
    ...purposePicker(purposes, purpose),
    today,
    latest: state.latestFirstDay ?? '',
    firstDay,
    lastDay,
    first: formatDay(firstDay, today),
    last: formatDay(lastDay, today),
    range: lastDay > firstDay ? formatRange(firstDay, lastDay, today) : '',
    fieldErrors: state.tried ? makeFieldErrors(state) : NO_ERRORS,
    sending: state.sending,
    waitingWords: state.repeating ? invitationsMakeWords.confirming : invitationsMakeWords.waitingWords,
    refused: state.refused,
  }
}

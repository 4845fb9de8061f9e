import type { HostRow, Input, Me } from '../../../../contract'
import type { UnitName } from '../../../config/routes'
import type { Day } from '../../../domain/values/days'
import { formatDay, formatRange } from '../../../locales/days'
import { sentenceOf, translate } from '../../../locales/errors'
import { PURPOSES, type PurposeId } from '../../../domain/visit/purposes'
import { dayFieldErrors } from '../../../domain/visit/visit-form'
import { visitWords } from '../../../locales/visit'
import { invitationsMakeWords } from '../../../locales/zh/pages/invitations-make'

export interface MakeState {
  vip: boolean
  host: HostRow | null
  /** Among whose people a host is looked for; null: not known yet. */
  unit: UnitName | null
  purpose: PurposeId
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
  purpose: 'official',
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
  vip: boolean
  host: HostRow | null
  purposes: string[]
  purposeAt: number
  purpose: string
  today: Day
  firstDay: Day
  lastDay: Day
  first: string
  last: string
  range: string
  fieldErrors: { hostId: string; firstDay: string; lastDay: string }
  sending: boolean
  waitingWords: string
  refused: string
}

/** What is wrong with the card, beside its fields, in the server's words. */
function makeFieldErrors({ host, firstDay, lastDay, today }: MakeState): MakeView['fieldErrors'] {
  const fieldErrors = { hostId: host === null ? sentenceOf('HOST_REQUIRED') : '', firstDay: '', lastDay: '' }
  dayFieldErrors({ firstDay, lastDay }, { today, latestFirstDay: null }).forEach(
    ({ field, code, details }) => {
      if (field === 'firstDay' || field === 'lastDay') fieldErrors[field] = translate(code, details)
    },
  )
  return fieldErrors
}

/** The card as the server takes it; null while something is wrong. */
export function cardOf(state: MakeState): Input<'invitation.link'> | null {
  const { host, purpose, firstDay, lastDay, vip } = state
  const fieldErrors = makeFieldErrors(state)
  if (host === null || fieldErrors.firstDay !== '' || fieldErrors.lastDay !== '') return null
  return { hostId: host.hostId, purpose, firstDay, lastDay, vip }
}

export function makeView(state: MakeState): MakeView {
  const { vip, host, purpose, firstDay, lastDay, today } = state
  const purposeAt = PURPOSES.findIndex(({ id }) => id === purpose)
  return {
    vip,
    host,
    purposes: PURPOSES.map(({ id }) => visitWords().purposes[id]),
    purposeAt,
    purpose: visitWords().purposes[purpose],
    today,
    firstDay,
    lastDay,
    first: formatDay(firstDay, today),
    last: formatDay(lastDay, today),
    range: lastDay > firstDay ? formatRange(firstDay, lastDay, today) : '',
    fieldErrors: state.tried ? makeFieldErrors(state) : { hostId: '', firstDay: '', lastDay: '' },
    sending: state.sending,
    waitingWords: state.repeating ? invitationsMakeWords.confirming : invitationsMakeWords.waitingWords,
    refused: state.refused,
  }
}

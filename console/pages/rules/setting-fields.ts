import type { Input } from '../../../contract'
import type { BoundedRule } from '../../../miniprogram/domain/campus/rule-bounds'
import { MAX_TERMS } from '../../../miniprogram/domain/standing-pass/term'
import { settingsWords as words } from '../../locales/zh/settings'

export type Rules = Omit<Required<Input<'rules.change'>>, 'seen'>
type Rule = keyof Rules
type FieldId = keyof typeof words.fields
type SettingGroup = keyof typeof words.groups
type Unit = keyof typeof words.units

/** How one thing is set. */
export type FieldKind =
  /** `canBeNone`: empty is no limit. */
  | { kind: 'whole'; within: BoundedRule; unit: Unit; canBeNone: boolean }
  /** Stored as a part of one. */
  | { kind: 'percent'; within: BoundedRule }
  /** Stored as minutes after midnight. */
  | { kind: 'time' }
  | { kind: 'switch' }
  | { kind: 'choice'; options: Readonly<Record<string, string>> }
  /** Days of every year, as MM-DD, one after the other with commas between. */
  | { kind: 'yearDays'; most: number }

/** One field of the page: a rule, or a part of one. */
export interface SettingField {
  id: FieldId
  rule: Rule
  part: string | null
  group: SettingGroup
  how: FieldKind
}

type Row = readonly [SettingGroup, FieldKind]

const whole = (within: BoundedRule, unit: Unit): FieldKind => ({
  ...{ kind: 'whole', within, unit, canBeNone: false },
})
const ON_OFF: FieldKind = { kind: 'switch' }
const TIME: FieldKind = { kind: 'time' }
const SURENESS: FieldKind = { kind: 'percent', within: 'confidence' }

/** Every rule in the order of its group. Contacts and purposes have pages of their own. */
const FIELDS: Readonly<Record<Exclude<Rule, 'contacts' | 'purposes'>, Row | Readonly<Record<string, Row>>>> =
  {
    duplicateRule: ['booking', { kind: 'choice', options: words.duplicateRules }],
    maxDaysAhead: ['booking', { kind: 'whole', within: 'maxDaysAhead', unit: 'days', canBeNone: true }],
    maxLiveBookings: ['booking', whole('maxLiveBookings', 'bookings')],
    maxBookingsADay: ['booking', whole('maxBookingsADay', 'times')],
    adviseAheadDays: ['booking', whole('adviseAheadDays', 'days')],
    adviseLongDays: ['booking', whole('adviseLongDays', 'days')],
    facePhoto: ['booking', ON_OFF],
    cancelApproved: ['booking', ON_OFF],
    selfApproval: ['approval', ON_OFF],
    activityApprover: ['approval', { kind: 'choice', options: words.activityApprovers }],
    standingLimit: ['approval', { kind: 'choice', options: words.standingLimits }],
    standingDays: ['approval', whole('standingDays', 'days')],
    termEnds: ['approval', { kind: 'yearDays', most: MAX_TERMS }],
    standingBlocks: ['approval', ON_OFF],
    reminders: {
      opensAt: ['approval', TIME],
      hoursBefore: ['approval', whole('reminderHoursBefore', 'hours')],
      earliest: ['approval', TIME],
      eveningBefore: ['approval', TIME],
    },
    digestAt: ['approval', TIME],
    officialStaysFree: ['gate', ON_OFF],
    gateConfidence: { face: ['gate', SURENESS], plate: ['gate', SURENESS] },
    anonymiseAfterDays: ['keeping', whole('anonymiseAfterDays', 'days')],
    keepFormDays: ['keeping', whole('keepFormDays', 'days')],
    keepEvidenceDays: ['keeping', whole('keepEvidenceDays', 'days')],
    keepRepliesDays: ['keeping', whole('keepRepliesDays', 'days')],
    evacuationHours: ['keeping', whole('evacuationHours', 'hours')],
    walkInHours: ['gate', whole('walkInHours', 'hours')],
    consoleIdleMinutes: ['console', whole('consoleIdleMinutes', 'minutes')],
    consoleHours: ['console', whole('consoleHours', 'hours')],
  }

const isRow = (row: Row | Readonly<Record<string, Row>>): row is Row => Array.isArray(row)

export const SETTING_FIELDS: readonly SettingField[] = Object.entries(FIELDS).flatMap(([name, row]) => {
  const rule = name as Rule
  const field = (id: string, part: string | null, [group, how]: Row): SettingField => ({
    ...{ id: id as FieldId, rule, part, group, how },
  })
  return isRow(row)
    ? [field(name, null, row)]
    : Object.entries(row).map(([part, each]) => field(`${name}.${part}`, part, each))
})

import type { ActivityApprover } from '../../miniprogram/domain/activity/activity'
import type { TermRules } from '../../miniprogram/domain/standing-pass/term'
import type { DuplicateRule } from '../../miniprogram/domain/visit/duplicates'
import type { Purpose } from '../../miniprogram/domain/visit/purposes'
import type { Tariff } from '../../miniprogram/domain/parking/tariff'
import { SHIPPED_PURPOSES } from '../../miniprogram/locales/zh/shipped-purposes'
import { SHIPPED_TARIFF } from '../../miniprogram/locales/zh/shipped-tariff'
import { SHIPPED_REMINDERS, type ReminderRules } from '../../miniprogram/domain/notice/reminders'
import type { NoticeUse, TemplateFields } from '../../miniprogram/domain/notice/parts'
import { readDocument, type Stored, type Transaction } from '../platform/database'
import { recordsWords } from '../../miniprogram/locales/zh/records'
import { cached } from '../platform/instance-cache'

/** Everything marked **config** in the specification. The office changes it; absent values are the shipped ones. */
export interface Settings {
  duplicateRule: DuplicateRule
  /** What one may come for, in the order of forms (domain/visit/purpose-list.ts). */
  purposes: Purpose[]
  /** How many days ahead a booking may start; null: no limit. */
  maxDaysAhead: number | null
  /** What one WeChat user may book: live at a time, and forms a day (spec 2, Fair use). */
  maxLiveBookings: number
  maxBookingsADay: number
  adviseAheadDays: number
  adviseLongDays: number
  facePhoto: boolean
  /** A visitor may cancel an approved booking before the first entry (spec 3). */
  cancelApproved: boolean
  reminders: ReminderRules
  /** When the digest of what is still pending goes out, minutes after midnight in Shanghai. */
  digestAt: number
  /** How long after its last day a booking keeps its person (spec 9). */
  anonymiseAfterDays: number
  /** How long the stamped form of an answered account request is kept, and the evidence of an ended blacklist entry. */
  keepFormDays: number
  keepEvidenceDays: number
  /** How long replies are kept for a request that comes again, and notices that were sent. Passages aren't touched. */
  keepRepliesDays: number
  /** How long a guard's phone keeps the evacuation list: it holds names. */
  evacuationHours: number
  /** How long a walk-in pass is valid (spec 4.3). */
  walkInHours: number
  /** Who approves an activity (spec 4.2). */
  activityApprover: ActivityApprover
  /** How long a standing pass may hold, and when the terms end (spec 4.4). */
  standingLimit: TermRules['standingLimit']
  standingDays: number
  termEnds: string[]
  /** A standing pass and a booking of the same person or plate are in each other's way. */
  standingBlocks: boolean
  /** How long a console lies unused before its person has to sign in again, and how long a sign-in lasts at most. */
  consoleIdleMinutes: number
  consoleHours: number
  /** An approver may approve own invitations although the unit has somebody else (spec 3). */
  selfApproval: boolean
  /** Versions of the tariff; a stay pays by the one in force at its entry. */
  tariffs: Tariff[]
  /** Official visits stay free after their days; by default they pay from then on (spec 5.2). */
  officialStaysFree: boolean
  /** How sure gate hardware has to be of a face or a plate, 0–1; below it a guard looks (spec 5.1). */
  gateConfidence: { face: number; plate: number }
  /** Whom one can call. With `campusId`: the desk of that campus, whose number refusals about the campus carry. */
  contacts: { name: string; phone: string; campusId?: string | undefined }[]
  /** Subscribe message templates of the account, by what they tell. */
  templates: Record<NoticeUse, string>
  /** The field of the template that shows each part of a notice. */
  templateFields: TemplateFields
}

/** What a campus starts with (docs/specification.md, Settings). */
export const SHIPPED: Settings = {
  duplicateRule: 'anyLive',
  purposes: [...SHIPPED_PURPOSES],
  maxDaysAhead: 30,
  maxLiveBookings: 3,
  maxBookingsADay: 10,
  adviseAheadDays: 7,
  adviseLongDays: 3,
  facePhoto: false,
  cancelApproved: true,
  reminders: SHIPPED_REMINDERS,
  digestAt: 17 * 60 + 30,
  anonymiseAfterDays: 180,
  keepFormDays: 30,
  keepEvidenceDays: 180,
  keepRepliesDays: 30,
  evacuationHours: 24,
  walkInHours: 4,
  activityApprover: 'office',
  standingLimit: 'days',
  standingDays: 183,
  termEnds: ['01-20', '07-10'],
  standingBlocks: false,
  consoleIdleMinutes: 30,
  consoleHours: 12,
  selfApproval: false,
  tariffs: [SHIPPED_TARIFF],
  officialStaysFree: false,
  gateConfidence: { face: 0.85, plate: 0.8 },
  contacts: [
    { name: recordsWords.contactsName, phone: '5822110', campusId: 'yucai' },
    { name: recordsWords.shippedContactsName, phone: '3699110', campusId: 'yanshan' },
  ],
  templates: { newBooking: '', decision: '', auditHead: '' },
  templateFields: {
    newBooking: { who: 'thing1', why: 'thing2', when: 'thing3', host: 'thing4' },
    decision: { result: 'phrase1', unit: 'thing2', when: 'thing3', note: 'thing4' },
    auditHead: { code: 'character_string1', when: 'thing2', note: 'thing3' },
  },
}

/** The number of a campus's 110 desk; null when the office named none. */
export const deskPhoneOf = ({ contacts }: Pick<Settings, 'contacts'>, campusId: string): string | null =>
  contacts.find((contact) => contact.campusId === campusId)?.phone ?? null

type StoredSettings = Partial<Settings> & Stored

const RULES = 'rules'

/** The rules in force, as they were some seconds ago at most (platform/instance-cache.ts). */
export const loadSettings = (): Promise<Settings> => cached('settings', RULES, loadSettingsNow)

/** The rules in force at this moment: for the office, which has just changed them. */
export const loadSettingsNow = async (): Promise<Settings> =>
  asRules(await readDocument<StoredSettings>('settings', RULES))

/** Templates one by one: what was stored before there was a use has nothing of it. */
const asRules = (stored: StoredSettings | null): Settings => ({
  ...SHIPPED,
  ...stored,
  templates: { ...SHIPPED.templates, ...stored?.templates },
  templateFields: { ...SHIPPED.templateFields, ...stored?.templateFields },
})

export const loadSettingsIn = async (tx: Transaction): Promise<Settings> =>
  asRules(await tx.read<StoredSettings>('settings', RULES))

/** One rule that the office changed, and from what to what. */
export interface RuleChange {
  revision: number
  at: number
  byName: string
  rule: string
  from: unknown
  to: unknown
}

interface RuleHistory extends Stored {
  /** How often the rules were changed. */
  revision: number
  /** Latest first, as many as are kept. */
  changes: RuleChange[]
}

const HISTORY = 'history'
const UNCHANGED: RuleHistory = { _id: HISTORY, revision: 0, changes: [] }

/** Who changed which rule when; apart from the rules, which every call reads. */
export const loadRuleHistory = async (): Promise<RuleHistory> =>
  (await readDocument<RuleHistory>('settings', HISTORY)) ?? UNCHANGED

export const loadRuleHistoryIn = async (tx: Transaction): Promise<RuleHistory> =>
  (await tx.read<RuleHistory>('settings', HISTORY)) ?? UNCHANGED

/** More than an office changes in years, and far less than a document holds. */
const KEPT_CHANGES = 300

export const saveRuleHistoryIn = (tx: Transaction, { revision, changes }: Omit<RuleHistory, '_id'>) =>
  tx.write<RuleHistory>('settings', { _id: HISTORY, revision, changes: changes.slice(0, KEPT_CHANGES) })

export const saveSettingsIn = (tx: Transaction, settings: Settings): Promise<void> =>
  tx.write('settings', { ...settings, _id: RULES })

import * as z from 'zod'
import { CONTACT_PHONE, MAX_CONTACTS } from '../../miniprogram/domain/campus/contacts'
import { ACTIVITY_APPROVERS } from '../../miniprogram/domain/activity/activity'
import { RULE_BOUNDS, type BoundedRule } from '../../miniprogram/domain/campus/rule-bounds'
import { isTermEnd, MAX_TERMS, STANDING_LIMITS } from '../../miniprogram/domain/standing-pass/term'
import { DUPLICATE_RULE_IDS } from '../../miniprogram/domain/visit/duplicates'
import { MAX_PURPOSES } from '../../miniprogram/domain/visit/purpose-list'
import { id, minuteOfDay, purposeClass, typed } from '../values'

const within = (rule: BoundedRule) => z.number().min(RULE_BOUNDS[rule][0]).max(RULE_BOUNDS[rule][1])
const whole = (rule: BoundedRule) => within(rule).int()

/** Everything marked config in the specification; absent fields stay as they are. */
export const rules = z.object({
  duplicateRule: z.enum(DUPLICATE_RULE_IDS),
  maxDaysAhead: whole('maxDaysAhead').nullable(),
  /** What one WeChat user may book: live at a time, and forms a day. */
  maxLiveBookings: whole('maxLiveBookings'),
  maxBookingsADay: whole('maxBookingsADay'),
  adviseAheadDays: whole('adviseAheadDays'),
  adviseLongDays: whole('adviseLongDays'),
  facePhoto: z.boolean(),
  selfApproval: z.boolean(),
  /** Who approves activities (domain/activity/activity.ts). */
  activityApprover: z.enum(ACTIVITY_APPROVERS),
  /** How long a standing pass may hold (domain/standing-pass/term.ts). */
  standingLimit: z.enum(STANDING_LIMITS),
  standingDays: whole('standingDays'),
  /** Last days of the terms, MM-DD. */
  termEnds: z
    .array(
      z
        .string()
        .regex(/^\d{2}-\d{2}$/)
        .refine(isTermEnd),
    )
    .max(MAX_TERMS),
  /** Whether a standing pass and a booking of the same person or plate are in each other's way. */
  standingBlocks: z.boolean(),
  /** Whether a visitor may cancel an approved booking before the first entry. */
  cancelApproved: z.boolean(),
  officialStaysFree: z.boolean(),
  gateConfidence: z.object({ face: within('confidence'), plate: within('confidence') }),
  digestAt: minuteOfDay,
  /** When approvers are reminded of a near visit (domain/reminders.ts). */
  reminders: z.object({
    opensAt: minuteOfDay,
    hoursBefore: whole('reminderHoursBefore'),
    earliest: minuteOfDay,
    eveningBefore: minuteOfDay,
  }),
  anonymiseAfterDays: whole('anonymiseAfterDays'),
  keepFormDays: whole('keepFormDays'),
  keepEvidenceDays: whole('keepEvidenceDays'),
  keepRepliesDays: whole('keepRepliesDays'),
  evacuationHours: whole('evacuationHours'),
  walkInHours: whole('walkInHours'),
  /** What one may come for, in the order of forms (domain/visit/purpose-list.ts); id empty: a new one. */
  purposes: z
    .array(
      z.object({
        id: id.or(z.literal('')),
        class: purposeClass,
        name: typed(100),
        nameEn: typed(100),
        offered: z.boolean(),
      }),
    )
    .max(MAX_PURPOSES),
  consoleIdleMinutes: whole('consoleIdleMinutes'),
  consoleHours: whole('consoleHours'),
  /** Whom one can call; with `campusId`, the desk of that campus. */
  contacts: z
    .array(z.object({ name: typed(50), phone: z.string().regex(CONTACT_PHONE), campusId: id.optional() }))
    .max(MAX_CONTACTS),
})

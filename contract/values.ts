import * as z from 'zod'
import { PROPAGATION_STATES } from '../miniprogram/domain/gate/propagation'
import { PASSAGE_WAYS } from '../miniprogram/domain/gate/ways'
import { isDay, LAST_INSTANT } from '../miniprogram/domain/values/days'
import { ID_FORM } from '../miniprogram/domain/values/ids'
import { readLine } from '../miniprogram/domain/values/text'
import { DOCUMENT_KINDS } from '../miniprogram/domain/values/documents'
import { PHONE_KINDS } from '../miniprogram/domain/values/phones'
import {
  CHANGED_FIELDS,
  FIELDS_IN_FULL,
  FIELDS_SEEN_BY_APPROVER,
  FORM_FIELDS,
  TEXT_FIELDS,
  type TextField,
} from '../miniprogram/domain/visit/form-fields'
import { HOST_CONFIRMATIONS } from '../miniprogram/domain/visit/host-confirmation'
import { DIRECTIONS, PRIVATE_VEHICLES, PURPOSE_CLASSES, WAYS } from '../miniprogram/domain/visit/purposes'
import { IDENTITY_KINDS } from '../miniprogram/domain/visit/duplicates'
import { RELEASE_STATES } from '../miniprogram/domain/visit/release-request'
import { HISTORY_ROLES, VISIT_ACTIONS, VISIT_STATES, VISIT_TABS } from '../miniprogram/domain/visit/visit'

/**
 * Shapes shared by several actions. Zod checks shape and size only, so that nothing but plain values of
 * sane length reaches a use case; whether a plate or an ID number is right is the domain's business.
 */

/** A whole number. */
export const integer = z.number().int()

/** domain/values/ids.ts says where ids come from. */
export const id = z.string().regex(ID_FORM)
/**
 * A mark of a record as it stands, which tells nothing of it: who changes it says with it what they looked at. Empty: there is
 * none yet. CHANGED_MEANWHILE when it stands otherwise by now, EXISTS_ALREADY when what is new is there already; without a mark
 * the last one counts.
 */
export const mark = z.string().max(16)
/** Made on the phone, once per intent; the same id gives the same reply (docs/architecture.md). */
export const requestId = z.string().regex(/^[A-Za-z0-9-]{16,64}$/)
/** A real day of the calendar in Asia/Shanghai, YYYY-MM-DD: nothing that reckons with days meets another one. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay)
/** Epoch milliseconds of a moment whose day can be told. */
export const instant = integer.min(0).max(LAST_INSTANT)
export const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(24 * 60)

/** What a person typed, on one line: whatever becomes of it, nothing in it turns or hides text on another screen (spec 2). */
export const typed = (limit: number) => z.string().max(limit).overwrite(readLine)
/** Opaque position in a list, as the last reply gave it: nothing in it has to be encoded in an address. */
export const cursor = z
  .string()
  .max(1000)
  .regex(/^[A-Za-z0-9_-]*$/)

export const documentKind = z.enum(DOCUMENT_KINDS)
export const phoneKind = z.enum(PHONE_KINDS)
/** What a purpose is called; `nameEn` empty: in English too by its name. */
export const purposeWords = z.object({ name: z.string(), nameEn: z.string() })
export const purposeClass = z.enum(PURPOSE_CLASSES)
export const visitState = z.enum(VISIT_STATES)
/** The tabs in which a visit can stand: one at a time. */
export const visitList = z.enum(VISIT_TABS)
export const hostConfirmation = z.enum(HOST_CONFIRMATIONS)
export const releaseState = z.enum(RELEASE_STATES)
/** What collides with the booking in the way, or what is asked of an own one. */
export const releaseField = z.enum([...IDENTITY_KINDS, 'cancel', 'change'])
export const direction = z.enum(DIRECTIONS)

const companion = z.object({
  name: typed(100),
  documentKind,
  document: typed(60),
})

/** The privacy guide that a visitor ticked, and when (spec 2, Privacy). */
export const privacyTick = z.object({ version: typed(20), at: instant })

/**
 * Fields that are typed freely, with more room than they may keep: their rule says what is too long. An older
 * phone, which doesn't know of a new one, sends none; the type is of what is sent now.
 */
const textShapes = Object.fromEntries(
  TEXT_FIELDS.map((field) => [
    field,
    typed(FORM_FIELDS[field].limit * 2 + 100).default('') as z.ZodType<string>,
  ]),
) as Record<TextField, z.ZodType<string, string>>

/** The booking form as typed. Unknown keys are dropped. */
export const visitForm = z.object({
  hostId: id.or(z.literal('')),
  /** The unit as it stood with the host's name when it was picked; absent: nobody picked a row. */
  hostUnit: typed(200).optional(),
  purpose: id.or(z.literal('')),
  name: typed(100),
  phoneKind,
  phone: typed(60),
  documentKind,
  document: typed(60),
  firstDay: day.or(z.literal('')),
  lastDay: day.or(z.literal('')),
  driving: z.boolean(),
  plate: typed(40),
  companions: z.array(companion).max(10),
  ...textShapes,
  /** `uploadId` of the caller's kept face photo, or the one the booking has; absent: none. */
  photoId: id.optional(),
  privacy: privacyTick.optional(),
})

const picking = <F extends keyof typeof visitForm.shape>(fields: readonly F[]): Record<F, true> =>
  Object.fromEntries(fields.map((field) => [field, true])) as Record<F, true>

/** What is typed freely. */
export const formTexts = visitForm.pick(picking(TEXT_FIELDS))
/** What of the form its approver reads, in clear or masked, and what of it once it is looked at in full (spec 9). */
export const formSeenByApprover = visitForm.pick(picking(FIELDS_SEEN_BY_APPROVER))
export const formInFull = visitForm.pick(picking(FIELDS_IN_FULL))

/** Where a gate stands on the map, in GCJ-02; what it may be says domain/gate/location.ts. */
export const gateLocation = z.object({
  latitude: z.number().min(-180).max(180),
  longitude: z.number().min(-180).max(180),
  address: typed(200),
})

export const gate = z.object({
  id,
  name: z.string(),
  campusName: z.string(),
  pedestrian: z.boolean(),
  vehicleBarrier: z.boolean(),
  /** Where private vehicles may pass (spec 2). */
  privateVehicles: z.enum(PRIVATE_VEHICLES),
  /** Absent: nobody has said. */
  location: gateLocation.optional(),
})

export const gatePropagation = z.object({
  gateId: id,
  gateName: z.string(),
  state: z.enum(PROPAGATION_STATES),
  /** Empty: all that something at the gate reads. */
  ways: z.array(z.enum(WAYS)),
})

/** One step in a visit's life, as people read it. */
export const historyEntry = z.object({
  at: instant,
  action: z.enum(VISIT_ACTIONS),
  byName: z.string(),
  byRole: z.enum(HISTORY_ROLES),
  from: visitState.nullable(),
  to: visitState,
  reason: z.string().nullable(),
  /** From what to what a field changed, as the reader may see it; empty: it had none. Absent: nothing but the state. */
  changes: z.array(z.object({ field: z.enum(CHANGED_FIELDS), from: z.string(), to: z.string() })).optional(),
})

export const passageWay = z.enum(PASSAGE_WAYS)

export const passage = z.object({
  id,
  at: instant,
  gateName: z.string(),
  direction,
  way: passageWay,
  allowed: z.boolean(),
  reason: z.string(),
})

/** A purpose of which a form chooses. */
export const purpose = purposeWords.extend({ id, class: purposeClass })

/** Gates that are closed to vehicles for a time (spec 5.5). */
export const trafficControl = z.object({ gateIds: z.array(id), from: instant, until: instant })

/** What narrows the days of a right, and how often it was used (spec 4.5). */
export const narrowedRight = z.object({
  hours: z.object({ from: integer, until: integer }).optional(),
  weekdays: z.array(integer).optional(),
  papersUntil: day.optional(),
  entries: integer.optional(),
  entriesMade: integer.optional(),
})

/** A row in any list of visits. Nothing in it identifies the visitor beyond the name, masked except to who decides, receives or checks (spec 9). */
export const visitRow = z.object({
  id,
  state: visitState,
  name: z.string(),
  hostName: z.string(),
  unitName: z.string(),
  purpose: id,
  /** What it was called when this was booked. */
  purposeWords,
  firstDay: day,
  lastDay: day,
  plate: z.string().nullable(),
  companions: integer,
  submittedAt: instant,
  changedAt: instant,
  reason: z.string().nullable(),
  /** The activity whose guest it is, and whether it waits for a place there; absent: of none. */
  activity: z.object({ title: z.string(), waiting: z.boolean() }).optional(),
  /** It is a person's of a standing pass (spec 4.4). */
  standing: z.literal(true).optional(),
  /** What narrows its days, and how often it was used to come in where that is counted; absent: nothing does (spec 4.5). */
  right: narrowedRight.optional(),
  /** Given at a gate without a booking: there is no host, and it ends at a moment of the day (spec 4.3). */
  walkIn: z.object({ gateName: z.string(), endsAt: instant }).optional(),
})

/** What an approver narrows the queue to (domain/queue-filter.ts); all that is set has to fit. */
export const queueFilter = z.object({
  today: z.boolean(),
  driving: z.boolean().nullable(),
  purposeClass: purposeClass.nullable(),
  unconfirmed: z.boolean(),
})

/** A booking as its approver reads it at a glance (spec 3). */
export const approvalRow = visitRow.extend({
  purposeClass,
  hostConfirmation,
  vip: z.boolean(),
  /** Who invited the guest; null: booked by the visitor. */
  inviterName: z.string().nullable(),
  /** The approver who decided last; null: nobody has. */
  decidedBy: z.string().nullable(),
  /** Codes of domain/risk-hints.ts; none once decided. */
  hints: z.array(z.string()),
  /** The visitor asks that it be cancelled, and nobody has answered yet. */
  cancelAsked: z.boolean(),
})

export const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: cursor.nullable() })

/** A list beside others of which some are counted: how many stand in each, told with the first page alone. */
export const countedPage = <T extends z.ZodType, List extends string>(
  row: T,
  counted: readonly [List, ...List[]],
) => page(row).extend({ counts: z.record(z.enum(counted), integer).nullable() })

/** Somebody as typed; what may be left empty is for each form to say. On a list also a vehicle with who answers for it. */
export const typedPerson = z.object({
  name: typed(100),
  phoneKind,
  /** Empty: none. */
  phone: typed(60),
  documentKind,
  /** Empty: the vehicle alone. */
  document: typed(60),
  /** Empty: on foot. */
  plate: typed(40),
})

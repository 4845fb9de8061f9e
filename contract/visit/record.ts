import * as z from 'zod'
import { PASSAGE_OUTCOMES } from '../../miniprogram/domain/gate/ways'
import { GATE_REASONS } from '../../miniprogram/domain/gate/reasons'
import { action } from '../action'
import {
  cursor,
  day,
  narrowedRight,
  formInFull,
  formSeenByApprover,
  gate,
  historyEntry,
  hostConfirmation,
  id,
  instant,
  page,
  passage,
  purposeClass,
  typed,
  visitRow,
  visitState,
  integer,
} from '../values'

/** Rows a page; absent: as many as a phone shows. */
const size = integer.min(1).max(200).optional()

/** By first day, newest first; all that is set has to fit. */
const visitFilter = z.object({
  firstDay: day,
  lastDay: day,
  campusId: id.nullable(),
  unitId: id.nullable(),
  state: visitState.nullable(),
})

const passageFilter = z.object({
  firstDay: day,
  lastDay: day,
  campusId: id.nullable(),
  gateId: id.nullable(),
  /** Let through or not, or one reason. */
  decision: z.enum(PASSAGE_OUTCOMES).nullable(),
  reason: z.enum(GATE_REASONS).nullable(),
})

/** A booking as the office and the desks read it: the name in full, numbers masked (spec 9). */
const recordRow = visitRow.extend({
  phone: z.string(),
  document: z.string(),
})

const passageRow = passage.extend({
  /** Null: it belonged to no booking. */
  visitId: id.nullable(),
  /** Masked. */
  name: z.string(),
  plate: z.string().nullable(),
  byName: z.string(),
  override: z.string().nullable(),
  offline: z.boolean(),
})

const narrowed = <F extends z.ZodType>(filter: F) => z.object({ filter, cursor: cursor.nullable(), size })

/** What is on record, for the office everything, for a desk that of its own campus (spec 8). */
export const records = {
  'record.visits': action({ input: narrowed(visitFilter), output: page(recordRow) }),

  /** By part of the name or host, last four of phone or ID, plate, or name of a unit; latest first day first. */
  'record.search': action({
    input: z.object({ text: typed(60), cursor: cursor.nullable(), size }),
    output: page(recordRow),
  }),

  'record.get': action({
    input: z.object({ visitId: id }),
    output: z.object({
      visit: recordRow,
      purposeClass,
      ...formSeenByApprover.shape,
      gates: z.array(gate),
      hostConfirmation,
      history: z.array(historyEntry),
      passages: z.array(passage),
      /** What no unit answers for, and the caller may take back. */
      allowedActions: z.object({ revoke: z.boolean() }),
      /** Who looked at it in full, and when. */
      shownTo: z.array(z.object({ at: instant, name: z.string() })),
    }),
  }),

  /** Who it is in full; that it was looked at stands on the audit trail (spec 9). */
  'record.unmask': action({ input: z.object({ visitId: id }), output: formInFull }),

  'record.passages': action({
    input: narrowed(passageFilter),
    output: page(passageRow),
  }),

  /** The same rows for a file, a piece at a time; each piece stands on the audit trail. */
  'record.exportVisits': action({ input: narrowed(visitFilter), output: page(recordRow) }),
  /**
   * Who may come on a day, with the code that they can say at a gate: on paper, for when nothing works (spec 10). Each page
   * stands on the audit trail.
   */
  'record.dayList': action({
    input: z.object({ campusId: id, day, cursor: cursor.nullable() }),
    output: page(
      z.object({
        id,
        name: z.string(),
        /** Null: none was given yet. */
        code: z.string().nullable(),
        /** The last four. */
        documentEnd: z.string(),
        /** How many may come in; `outside`: companions whom the blacklist keeps out, masked. */
        headCount: integer,
        outside: z.array(z.string()),
        plate: z.string().nullable(),
        hostName: z.string(),
        unitName: z.string(),
        firstDay: day,
        lastDay: day,
        /** Hours, weekdays and entries that narrow its days; absent: nothing does. */
        right: narrowedRight.optional(),
        /** Of the campus that is asked about. */
        gates: z.array(z.string()),
      }),
    ),
  }),

  'record.exportPassages': action({ input: narrowed(passageFilter), output: page(passageRow) }),
}

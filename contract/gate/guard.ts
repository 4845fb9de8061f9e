import * as z from 'zod'
import { MAX_OVERRIDE_REASON } from '../../miniprogram/domain/gate/override'
import { GATE_REASONS } from '../../miniprogram/domain/gate/reasons'
import { isDocumentTail } from '../../miniprogram/domain/values/documents'
import { action } from '../action'
import {
  cursor,
  day,
  direction,
  id,
  instant,
  page,
  passage,
  passageWay,
  requestId,
  typed,
  integer,
} from '../values'

/** What the guard's screen shows after a check (spec 5.1). */
const checked = z.object({
  allowed: z.boolean(),
  /** Reason code of domain/gate/reasons.ts. */
  reason: z.string(),
  /** One sentence a guard can read out. */
  sentence: z.string(),
  nextStep: z.string(),
  /** Something to know beside the answer; null mostly. */
  hint: z.string().nullable(),
  /** Parking fee of a vehicle that leaves; it stays due until paid. Money in 分. */
  fee: z.object({ fen: integer, text: z.string(), stayId: id }).nullable(),
  visit: z
    .object({
      id,
      /** In full: who stands there is to be compared with it (spec 9). */
      name: z.string(),
      plate: z.string().nullable(),
      unitName: z.string(),
      firstDay: day,
      lastDay: day,
      headCount: integer,
      /** How many of the booking are still inside, as far as gates saw, now that somebody of it has left; absent: nobody is. */
      stillInside: integer.optional(),
      /** Invited as 贵宾 (spec 4). */
      vip: z.boolean(),
      /** There is a face photo to compare with: gate.face. */
      photo: z.boolean().default(false),
      /** Of a standing pass: what a guard reads beside the name, '长期通行 · 后勤处 · 工作日 7:00–19:00'; absent: of none. */
      standing: z.string().optional(),
    })
    .nullable(),
  at: instant,
  passageId: id.nullable(),
})

/** One passage that was decided without a network. */
export const offlinePassage = z.object({
  /** Made where it was decided; the same id gets the same answer, also when the check itself came through unnoticed. */
  eventId: requestId,
  gateId: id,
  direction,
  way: passageWay,
  /**
   * By the clock of who decided, and how many milliseconds the server's was ahead of it, however wrong it was; null: not
   * known then.
   */
  at: instant,
  offset: integer.nullable(),
  allowed: z.boolean(),
  reason: z.enum(GATE_REASONS),
  /** Null when the code belonged to no visit. */
  visitId: id.nullable(),
  /** Of the vehicle that passed; null on foot. */
  plate: typed(40).nullable(),
  /** The vehicle of the booking passed, also where its plate wasn't read. */
  inVehicle: z.boolean().optional(),
  /** The guard's reason for letting pass what the rules refused. */
  override: typed(MAX_OVERRIDE_REASON).nullable(),
  /** Of the pass that was shown; null for other ways. */
  step: integer.nonnegative().nullable(),
})

/** What became of it. */
export const deliveredPassage = z.object({
  eventId: requestId,
  /** Null when it could not be recorded; `refusal` says why, and trying again is of no use. */
  passageId: id.nullable(),
  /** The server would have refused: recorded all the same, and marked for the office. */
  conflict: z.string().nullable(),
  refusal: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
})

/** A guard at the own gates (spec 5.1). */
export const guards = {
  /**
   * Checks a visitor and records the passage or the refusal: by QR pass or short code (`code`), by the number of an
   * emergency pass (`code`) with the visitor's `name`, by `plate`, or by the
   * last six of the ID and the name (`person`). `inVehicle`: the vehicle passes, not only the person. `override`: the
   * guard's reason for letting pass what the rules refuse.
   */
  'gate.check': action({
    input: z
      .object({
        gateId: id,
        direction,
        code: z.string().min(1).max(600).optional(),
        name: typed(100).optional(),
        plate: typed(40).optional(),
        person: z.object({ tail: typed(40).refine(isDocumentTail), name: typed(100) }).optional(),
        inVehicle: z.boolean().optional(),
        override: typed(MAX_OVERRIDE_REASON).optional(),
      })
      .refine(
        ({ code, plate, person }) => [code, plate, person].filter((by) => by !== undefined).length === 1,
      ),
    output: checked,
  }),

  /** Marks that what the guard saw doesn't fit the purpose of the visit (spec 1). */
  'gate.markPurposeMismatch': action({
    input: z.object({ gateId: id, passageId: id }),
    output: z.object({ passageId: id }),
  }),

  /**
   * The face photo of the visitor whom the caller has just checked, to compare (spec 6); that it was looked at stands
   * with the passage. The address lives for a minute; null: the photo is gone.
   */
  'gate.face': action({
    input: z.object({ gateId: id, passageId: id }),
    output: z.object({ url: z.string().nullable() }),
  }),

  /**
   * What a guard's phone needs to decide without a network (docs/decisions/0008), one signed page: the whole for
   * `since` null, else what changed since that version. `cursor`: the `next` of the page before.
   */
  'gate.snapshot': action({
    input: z.object({ since: instant.nullable(), cursor: cursor.nullable() }),
    output: z.object({
      version: instant,
      /** JSON of domain/gate-snapshot; the signature is over exactly these characters. */
      payload: z.string(),
      keyId: integer,
      signature: z.string(),
      next: cursor.nullable(),
    }),
  }),

  /**
   * Tells passages that were decided without a network, each recorded once (usecases/gate/record-late-passages.ts). `sentAt`: the
   * phone's clock at sending, for those whose offset it didn't know.
   */
  'gate.uploadPassages': action({
    input: z.object({ sentAt: instant, events: z.array(offlinePassage).min(1).max(50) }),
    output: z.object({ rows: z.array(deliveredPassage) }),
  }),

  'gate.recent': action({
    input: z.object({ gateId: id, cursor: cursor.nullable() }),
    output: page(passage.extend({ name: z.string(), plate: z.string().nullable() })),
  }),
}

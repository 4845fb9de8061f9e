import * as z from 'zod'
import { GATE_DECISIONS } from '../../miniprogram/domain/gate/reasons'
import { cursor, day, direction, documentKind, id, instant, requestId, typed, integer } from '../values'
import { deliveredPassage, offlinePassage } from './guard'
import { SNAPSHOT_WORDS } from './snapshot-words'

/**
 * What gate hardware asks (spec 5.1), over HTTP and signed with the device's key. `contract/gate/openapi.ts` makes the
 * OpenAPI document of it. A device stands at one gate, so no call names one.
 */

/** How sure the hardware is of what it read, 0 to 1. */
const confidence = z.number().min(0).max(1)

/** What somebody shows: exactly one of these. */
const shown = {
  code: z
    .string()
    .min(1)
    .max(600)
    .optional()
    .describe('Text of the QR code. Short codes are for guards: a device that sends one is answered hold'),
  plate: z
    .object({ number: z.string().min(1).max(40), confidence: confidence.optional() })
    .optional()
    .describe('A number plate as the camera read it: the vehicle passes'),
  document: z
    .object({ kind: documentKind.default('mainlandId'), number: z.string().min(1).max(60) })
    .optional()
    .describe('Number of a document as an ID reader gives it'),
  face: z
    .object({ person: id, confidence })
    .optional()
    .describe('Faces are matched on the device: the person it recognised, by the reference of /v1/faces'),
}
const exactlyOne = ({ code, plate, document, face }: { [Way in keyof typeof shown]?: unknown }): boolean =>
  [code, plate, document, face].filter((by) => by !== undefined).length === 1

/** The same for readers of the document. */
const ONE_OF = Object.keys(shown).map((way) => ({ required: [way] }))

const check = z.object({
  eventId: requestId.describe(
    'Made by the device, once per event; within minutes the same id gets the same answer',
  ),
  direction,
  ...shown,
  inVehicle: z.boolean().optional().describe('The vehicle of the booking passes, not only the person'),
})

const verified = z.object({
  eventId: requestId,
  decision: z
    .enum(GATE_DECISIONS)
    .describe('allow: open. deny: stay shut. hold: stay shut and call the guard, who can settle it'),
  reason: z.string().describe('Reason code, see the list'),
  sentence: z.string().describe('For people, in Chinese'),
  nextStep: z.string(),
  hint: z.string().nullable(),
  visitor: z
    .object({
      name: z.string().describe('Masked: 张**'),
      plate: z.string().nullable(),
      unitName: z.string(),
      firstDay: day,
      lastDay: day,
      headCount: integer,
    })
    .nullable(),
  fee: z.object({ fen: integer, text: z.string() }).nullable().describe('Due until paid; in 分'),
  passageId: id.nullable(),
})

/** Strictly digits: a query is text, and `0x10`, `1e3` or nothing at all is no version. */
const version = z.union([
  instant,
  z
    .string()
    .regex(/^(?:0|[1-9]\d{0,14})$/)
    .transform(Number),
])

/** How a device keeps up with what changes (usecases/gate/sync.ts). */
const sync = z.object({
  since: version.optional().describe('The version that is held; without it the whole is sent'),
  cursor: cursor.max(200).optional().describe('The `next` of the page before'),
})

/** Somebody whom a face reader may recognise. */
const knownFace = z.object({
  person: id.describe(
    'What verify and events are told when this face was recognised; the visit id of the list',
  ),
  photo: id.nullable().describe('Another one when the picture is another; null: forget this person now'),
  url: z.string().nullable().describe('Where the JPEG is until expiresAt; null: forget this person now'),
  firstDay: day,
  lastDay: day.describe('Forget this person when this day is over'),
})

export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST'
  path: string
  /** Which part of the document it stands in. */
  tag: 'decisions' | 'lists' | 'device' | 'unsigned'
  summary: string
  description: string
  /** Body of a POST, query of a GET. */
  input: I
  output: O
}
const endpoint = <I extends z.ZodType, O extends z.ZodType>(shape: Endpoint<I, O>): Endpoint<I, O> => shape

export const gateApi = {
  verify: endpoint({
    method: 'POST',
    path: '/v1/verify',
    tag: 'decisions',
    summary: 'May somebody pass now? Decides, records, answers',
    description:
      'Asks whether somebody may pass, and records the passage or the refusal. Exactly one of code, plate, document and face; a device presents only what its kind reads.',
    input: check.refine(exactlyOne, 'exactly one of code, plate, document, face').meta({ oneOf: ONE_OF }),
    output: verified,
  }),
  override: endpoint({
    method: 'POST',
    path: '/v1/override',
    tag: 'decisions',
    summary: 'An attendant lets pass what the rules refuse; for devices that the office trusts with it',
    description:
      'Lets pass what verify has just refused; who and why stand on record. The event id is a new one.',
    input: check
      .extend({ operator: typed(50).min(1), why: typed(150).min(1) })
      .refine(exactlyOne, 'exactly one of code, plate, document, face')
      .meta({ oneOf: ONE_OF }),
    output: verified,
  }),
  events: endpoint({
    method: 'POST',
    path: '/v1/events',
    tag: 'decisions',
    summary: 'Passages that the device decided without a network; each is recorded once',
    description:
      'At most 50 at a time, oldest first. Each row of the answer says what became of one event; the same delivery again gets the same answer.',
    input: z.object({
      sentAt: instant.describe('The device’s clock at sending'),
      events: z
        .array(offlinePassage.omit({ gateId: true }))
        .min(1)
        .max(50),
    }),
    output: z.object({ rows: z.array(deliveredPassage) }),
  }),
  snapshot: endpoint({
    method: 'GET',
    path: '/v1/snapshot',
    tag: 'lists',
    summary:
      'What a gate has to know to decide without a network; asking since a version confirms that it is held',
    description: SNAPSHOT_WORDS,
    input: sync,
    output: z.object({
      version: instant,
      payload: z.string(),
      keyId: integer,
      signature: z.string(),
      next: z.string().nullable(),
      nextAfterMs: z
        .number()
        .int()
        .describe('Ask again after this long: 0 for the next page at once, else since this version'),
    }),
  }),
  faces: endpoint({
    method: 'GET',
    path: '/v1/faces',
    tag: 'lists',
    summary:
      'Photos a face reader tells visitors by, of those who may pass its gate; asking since a version confirms that it is held',
    description:
      'Fetch each picture within minutes: its address ends at expiresAt. Faces are matched on the device; keep no picture of whom a page tells you to forget.',
    input: sync,
    output: z.object({
      version: instant.describe('Ask since this next time'),
      whole: z.boolean().describe('All there are: forget everybody whom no page names'),
      expiresAt: instant.describe('The addresses work until then'),
      faces: z.array(knownFace),
      next: z.string().nullable().describe('There is another page, though this one may name nobody'),
    }),
  }),
  keys: endpoint({
    method: 'GET',
    path: '/v1/keys',
    tag: 'lists',
    summary: 'Public keys that passes are signed with (Ed25519)',
    description:
      'Both keys of an exchange stand here for some days: a pass or list is good that one of them signed.',
    input: z.object({}),
    output: z.object({
      keys: z.array(z.object({ keyId: integer, publicKey: z.string().describe('base64url') })),
    }),
  }),
  heartbeat: endpoint({
    method: 'POST',
    path: '/v1/heartbeat',
    tag: 'device',
    summary: 'The device is alive, and which snapshot it decides by',
    description:
      'Every nextAfterMs. The office sees a device that is silent, has faults or decides by an old list.',
    input: z.object({
      version: instant.nullable().describe('Version of the snapshot it holds; null: it always asks'),
      faults: z.array(typed(100)).max(10),
    }),
    output: z.object({ nextAfterMs: integer }),
  }),
}

export type Endpoints = typeof gateApi
export type EndpointName = keyof Endpoints
export type EndpointInput<E extends EndpointName> = z.input<Endpoints[E]['input']>
export type EndpointOutput<E extends EndpointName> = z.output<Endpoints[E]['output']>

/** How a call is signed; the names travel as HTTP headers. */
export const SIGNATURE_HEADERS = {
  device: 'x-gate-device',
  timestamp: 'x-gate-timestamp',
  nonce: 'x-gate-nonce',
  signature: 'x-gate-signature',
} as const

export const signatureHeaders = z.object({
  [SIGNATURE_HEADERS.device]: id,
  [SIGNATURE_HEADERS.timestamp]: z.string().regex(/^\d{1,15}$/),
  [SIGNATURE_HEADERS.nonce]: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  [SIGNATURE_HEADERS.signature]: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Why a call was refused before anything was decided: code → HTTP status and what to do. Match on the code. */
export const GATE_ERRORS = {
  SIGNATURE_HEADERS: [401, 'A signature header is missing or malformed'],
  SIGNATURE: [
    401,
    'No such device, or the signature doesn’t fit: compare what you signed with details.signedText; else the device’s key may have been renewed',
  ],
  CLOCK_SKEW: [401, 'The timestamp is more than 5 minutes off; set the clock by serverTime'],
  NONCE_REPLAYED: [401, 'This nonce was used before; sign every call anew, retries too'],
  DEVICE_DISABLED: [403, 'The office has disabled this device'],
  NOT_ALLOWED: [403, 'The office has not allowed this device to do that'],
  NO_SUCH_PATH: [404, 'No such path'],
  METHOD: [405, 'The path takes another method; the Allow header says which'],
  BODY: [400, 'The body or query doesn’t fit the contract; details.fields says where'],
  ENCODING: [415, 'Bodies are UTF-8, as they are: no other charset, no content-encoding'],
  TOO_LARGE: [413, 'The body is larger than 100 KB'],
  REFUSED: [422, 'The rules refuse the call; details.code says which'],
  BUSY: [503, 'Try again with the same event id'],
  INTERNAL: [500, 'Try again with the same event id; details.trace finds it in the log'],
} as const satisfies Record<string, readonly [status: number, meaning: string]>

export type GateErrorCode = keyof typeof GATE_ERRORS

export const fault = z.object({
  error: z.object({
    code: z.enum(Object.keys(GATE_ERRORS) as [GateErrorCode, ...GateErrorCode[]]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
  serverTime: instant,
})

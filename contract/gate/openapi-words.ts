import { GATE_REASONS } from '../../miniprogram/domain/gate/reasons'
import { CHECK_REPEATS_MS, SCAN_REPEATS_MS } from '../../miniprogram/domain/gate/repeats'
import { GATE_ERRORS } from './device-api'
import { MAX_SKEW_MS } from './signature'

/** What the OpenAPI document says in words: enough to build a device by it alone (docs/decisions/0007, 0008). */

/** One call of each method, signed; a test makes the signatures anew. */
export const SIGNING_EXAMPLE = {
  key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  post: {
    body: '{"eventId":"evt-20300101-000001","direction":"in","plate":{"number":"桂C12345","confidence":0.98}}',
    signed: [
      'POST',
      '/v1/verify',
      '1893456000000',
      'Kx1pVq0mT3sZ8bWcYd2F',
      '81b1fb4262d4de3cdaebd78e69d45bb03b1c162f63a156dc92ba130d8f9534b0',
    ],
    signature: '49ac2753ac6d8478fe6df137c189480c1d2abe5994ebd6054db496014665874c',
  },
  get: {
    body: '',
    signed: [
      'GET',
      '/v1/snapshot?cursor=a%3Ab%20c&since=1893450000000',
      '1893456000000',
      'Kx1pVq0mT3sZ8bWcYd2G',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ],
    signature: '0ded6dec795f512952208daf8c7af17fc55f8bc430a2b3a21d998b38e9512bb2',
  },
} as const

/** As a guard picks it (miniprogram/locales); a test compares. */
const EMERGENCY_SERVICE = '急救/消防/警务'

const SIGNING = `Every call is signed with the device's key, which the office shows once when it registers the device: 43 characters of base64url, which are 32 bytes.

Signature: lower-case hex of HMAC-SHA256, under the 32 bytes of the key, over five lines joined by a line feed: method; path with its query; timestamp in epoch milliseconds; nonce of 16–64 letters, digits, - or _; hex SHA-256 of the body as it is sent (of nothing, for a GET). The path begins at /v1, wherever the function is mounted. The timestamp may be 5 minutes off; every answer carries serverTime. A nonce is used once.

A query is signed as name=value pairs in the order of their names, joined by &, each name and value encoded as RFC 3986 says: letters, digits, -, _, . and ~ as they are, every other byte as % and two capital hex digits. So a colon is %3A and a blank %20, never +, whatever was sent. Each name once. A 401 SIGNATURE tells in details.signedText the five lines that the server signed for your call.

Worked example, also under x-signing-example. Key ${SIGNING_EXAMPLE.key}. Body ${SIGNING_EXAMPLE.post.body} (the plate is the UTF-8 bytes e6 a1 82, then C12345). Lines: ${SIGNING_EXAMPLE.post.signed.join(' ⏎ ')}. Signature: ${SIGNING_EXAMPLE.post.signature}. A GET: ${SIGNING_EXAMPLE.get.signed.join(' ⏎ ')}. Signature: ${SIGNING_EXAMPLE.get.signature}.`

const BODIES = `Bodies are UTF-8 JSON without content-encoding, 100 KB at most: no GBK, no gzip, no picture. A query is text: numbers are digits alone.`

const ANSWERS = `Open for a 200 whose decision is allow, and for nothing else. Decide alone, by the list of /v1/snapshot, when no answer comes within 3 seconds, for every 5XX, and for whatever isn't JSON of this document: what stands in front of the function answers some faults in a form of its own. A 4XX is a fault of the call or of the device's registration: stay shut, show it and call somebody; but after CLOCK_SKEW set the clock by serverTime, and after that or NONCE_REPLAYED sign anew with the same event id; after KEY_REUSED ask anew under a new event id.

An event id belongs to one event: repeat a call whose answer was lost with the same event id, a new timestamp and a new nonce, and within ${CHECK_REPEATS_MS / 60_000} minutes it gets the same answer and changes nothing twice. The same id later, or with another content, is refused (422 REFUSED, details.code KEY_REUSED). Make ids that a restart doesn't make again: random ones, or a counter together with the time of the start.`

const OVERRIDES = `why of /v1/override, and override of /v1/events, is a reason in words. ${EMERGENCY_SERVICE} is one of them by itself or as one part of it, the parts parted by a colon (${EMERGENCY_SERVICE}：120): a vehicle that is let in so by its plate without a booking is an ambulance, a fire engine or a police car, and pays nothing. Have it picked, not typed.`

const OFFLINE = `What was decided alone is delivered to /v1/events when the network is back, each under its own event id: that of the verify which got no answer, if there was one: where that had let in and the device stayed shut, allowed false takes the entry back, for the office to see, unless its at lies more than ${CHECK_REPEATS_MS / 60_000} minutes from the verify or they have left since. What isn't the event of that verify (another time, visitor, plate, way or direction), or shares its id with another event, is recorded by itself, once. at: by the device's clock. offset: how many milliseconds the server's clock was ahead of it at the last answer (serverTime − clock), null if none ever came. way: qr, plate, document or face; visitId: of the list or of the pass, null if nothing was found; plate: of the vehicle, inVehicle: it passed; step: of the pass, else null; override: why an attendant let pass what was refused, else null. A row of the answer with a passageId, or with a refusal, is done; keep the others. conflict tells that the office looks at it, since the server would have refused or had let in: it is recorded all the same.`

export const COMPAT_WORDS = {
  qr: `For QR heads that can't sign. The path holds a secret that the office shows once; the direction is that of the device. Body: vgdecoderesult=<text of the code>&&devicenumber=<number>, UTF-8. code=0000 opens, code=0001 doesn't. No event id: the same code from the same head within ${SCAN_REPEATS_MS / 1000} seconds is a repeat and gets the same answer; later it is a replay and stays shut. When no repeat came through, the visitor stands as inside, and their next codes get code=0001 at every unattended lane that goes in, as somebody else with their pass would: have a guard at hand, or a button that calls one, for a guard can let them in.`,
  plate: `For plate cameras that post AlarmInfoPlate and can't sign. UTF-8 JSON without the picture (100 KB at most): turn image upload off, and set the camera to UTF-8, since a GBK plate is refused (415). info ok opens, no doesn't. confidence 0–100. plate, plateid and timeStamp make the event id, so a repeat gets the same answer. A timeStamp more than ${MAX_SKEW_MS / 60_000} minutes off counts as none: then a repeat is the same plate within 10 seconds, so set the clock (NTP).`,
}

export const DESCRIPTION = [
  SIGNING,
  BODIES,
  ANSWERS,
  OVERRIDES,
  OFFLINE,
  `Reasons: ${GATE_REASONS.join(', ')}. Show the sentence; a reason you don't know is a refusal unless the decision is allow.`,
  `Faults: ${Object.entries(GATE_ERRORS)
    .map(([code, [status, meaning]]) => `${code} (${status}): ${meaning}`)
    .join('. ')}.`,
].join('\n\n')

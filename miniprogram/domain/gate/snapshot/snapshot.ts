import { concatBytes, fromBase64Url, toBase64Url } from '../../values/bytes'
import type { VerifySignature } from '../../pass/pass'
import type { GateRights } from '../../visit/purposes'
import type { TrafficControl } from '../../vehicle/traffic-control'
import type { Validity } from '../../values/validity'
import { asciiBytes, IDENTITY_LENGTH, LEAST_VISIT_LENGTH } from './records'

/**
 * The gate snapshot (docs/decisions/0008): all that a gate has to know to decide without a network, signed by the
 * server's pass key. It comes in pages: the whole once a day, then what changed since a version. Gates, keys and
 * traffic controls are few and come whole with every page.
 *
 * How it grows: members of the page, bytes at the end of a record and members of a limit may be added; an older reader
 * passes over them. What narrows a right names itself in `SnapshotLimit.narrowing`: a reader that doesn't know it leaves
 * the entry to the guard. What can't be said so is a new format, which an older reader refuses whole: it goes on with the
 * list that it holds, until that has expired.
 */
export const SNAPSHOT_FORMAT = 2

/** Good news ages: after this, who may pass is no longer answered from the list. Bad news stays true. */
export const SNAPSHOT_LIFE_MS = 24 * 3_600_000

interface SnapshotGate extends GateRights {
  id: string
  name: string
}

/** What narrows a right beyond its days (spec 4.5), of the few visits of which something does. */
export interface SnapshotLimit {
  visitId: string
  /** Token of the emergency pass number and the name, base64url; `*`: of one that isn't told here; empty: none. */
  number: string
  /** The only gates it may use; null: those of its purpose. */
  gateIds: string[] | null
  /** Hours, weekdays, entries, longest stay; `lastDay` where a record can't hold it. Absent: nothing. */
  right?: Partial<Omit<Validity, 'firstDay' | 'gateIds'>>
  /** What else narrows it, by name. */
  narrowing?: string[]
}

/** In the place of a number whose pass lets in at a guard's alone: no token has this character. */
export const NUMBER_UNTOLD = '*'

/** Those that this reader knows: the day until which papers are in date, as `right` has it. */
export const PAPERS_NARROWING = 'papersUntil'
const KNOWN_NARROWING: readonly string[] = [PAPERS_NARROWING]

/** Whether nothing narrows it in a way that this reader doesn't know. */
export const isLimitUnderstood = ({ narrowing = [] }: SnapshotLimit): boolean =>
  narrowing.every((name) => KNOWN_NARROWING.includes(name))

interface SnapshotParts {
  /** Server time when this was true, epoch milliseconds: grows with every snapshot. */
  version: number
  expiresAt: number
  /** Of the day, base64url: keys the tokens. */
  salt: string
  keys: { keyId: number; publicKey: string }[]
  gates: SnapshotGate[]
  controls: TrafficControl[]
  limits: SnapshotLimit[]
  /** Bytes of one record in the lists. */
  visitLength: number
  identityLength: number
}

/** One page as it is signed. */
export interface SnapshotPage extends SnapshotParts {
  format: typeof SNAPSHOT_FORMAT
  /** The version this page adds to; null: a page of the whole. */
  since: number | null
  /** From 0. */
  page: number
  last: boolean
  visits: Uint8Array
  identities: Uint8Array
}

/** What a gate holds: later records replace earlier ones of the same visit or identity. */
export interface GateSnapshot extends SnapshotParts {
  /** Version of the whole that its lists begin with; what changed since is added at their ends. */
  base: number
  visits: Uint8Array
  identities: Uint8Array
}

/** The text to sign: JSON in ASCII, so that it has the same bytes everywhere. */
export function encodePage(page: SnapshotPage): string {
  const text = JSON.stringify({
    ...page,
    visits: toBase64Url(page.visits),
    identities: toBase64Url(page.identities),
  })
  return text.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${`000${letter.charCodeAt(0).toString(16)}`.slice(-4)}`,
  )
}

export interface SignedPage {
  payload: string
  /** Which pass key signed. */
  keyId: number
  /** Base64url. */
  signature: string
}

/**
 * Reads a page if one of the trusted keys signed exactly these bytes; null otherwise. `trusted` null: the first
 * snapshot of all, whose keys are believed because the platform's own channel brought them.
 */
export function verifySnapshot(
  signed: SignedPage,
  trusted: SnapshotParts['keys'] | null,
  verify: VerifySignature,
): SnapshotPage | null {
  const page = parsePage(signed.payload)
  const key = (trusted ?? page?.keys ?? []).find(({ keyId }) => keyId === signed.keyId)
  const publicKey = key === undefined ? null : fromBase64Url(key.publicKey)
  const signature = fromBase64Url(signed.signature)
  if (page === null || publicKey === null || signature === null) return null
  return verify(publicKey, asciiBytes(signed.payload), signature) ? page : null
}

function parsePage(payload: string): SnapshotPage | null {
  try {
    const page = JSON.parse(payload) as SnapshotPage & { visits: unknown; identities: unknown }
    const visits = fromBase64Url(String(page.visits))
    const identities = fromBase64Url(String(page.identities))
    if (page.format !== SNAPSHOT_FORMAT || visits === null || identities === null) return null
    if (page.visitLength < LEAST_VISIT_LENGTH || page.identityLength < IDENTITY_LENGTH) return null
    return { ...page, visits, identities }
  } catch {
    // Whatever was sent, it is no snapshot.
    return null
  }
}

/**
 * What a gate holds after a sync: the pages of one version in their order, on top of `base` unless they are the whole.
 * Null when they don't fit: a page is missing, they add to a version that isn't held, or they are older than what is
 * held. Then the whole is fetched.
 */
export function applyDelta(base: GateSnapshot | null, pages: readonly SnapshotPage[]): GateSnapshot | null {
  const [first] = pages
  const last = pages[pages.length - 1]
  if (first === undefined || last === undefined || !last.last) return null
  const inOrder = pages.every(
    (each, index) =>
      each.page === index &&
      each.version === first.version &&
      each.since === first.since &&
      isSameKind(each, first),
  )
  const whole = first.since === null
  // An older list, signed as well as any, would bring back who was revoked since.
  if (base !== null && first.version < base.version) return null
  if (!inOrder || (!whole && !fits(base, first))) return null
  const below = whole || base === null ? [] : [base]
  const { version, expiresAt, salt, keys, gates, controls, visitLength, identityLength } = last
  return {
    ...{ version, expiresAt, salt, keys, gates, controls, visitLength, identityLength },
    base: whole || base === null ? version : base.base,
    limits: mergeLimits([...below, ...pages].map(({ limits }) => limits)),
    visits: concatBytes(...[...below, ...pages].map(({ visits }) => visits)),
    identities: concatBytes(...[...below, ...pages].map(({ identities }) => identities)),
  }
}

/** Records under another salt can't be compared; no version may be left out. */
const fits = (base: GateSnapshot | null, page: SnapshotPage): boolean =>
  base !== null && page.since !== null && isSameKind(base, page) && page.since <= base.version

/** Their records lie in one list: under one salt, and of one length. */
const isSameKind = (a: SnapshotParts, b: SnapshotParts): boolean =>
  a.salt === b.salt && a.visitLength === b.visitLength && a.identityLength === b.identityLength

function mergeLimits(lists: readonly (readonly SnapshotLimit[])[]): SnapshotLimit[] {
  const byVisit = new Map<string, SnapshotLimit>()
  for (const list of lists) for (const limit of list) byVisit.set(limit.visitId, limit)
  return [...byVisit.values()]
}

export const isExpired = (snapshot: Pick<GateSnapshot, 'expiresAt'>, now: number): boolean =>
  now >= snapshot.expiresAt

/** The server's public key for a key id; null when unknown or withdrawn. */
export function issuerKeyOf(snapshot: Pick<GateSnapshot, 'keys'>): (keyId: number) => Uint8Array | null {
  return (keyId) => {
    const key = snapshot.keys.find((each) => each.keyId === keyId)
    return key === undefined ? null : fromBase64Url(key.publicKey)
  }
}

import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { concatBytes, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { addDays, dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { readCodeText, type OfflineCredential } from '../../../miniprogram/domain/gate/credential'
import type { GateContext, GateFacts } from '../../../miniprogram/domain/gate/facts'
import { GateMemory, type Remembered } from '../../../miniprogram/domain/gate/memory'
import {
  applyDelta,
  SNAPSHOT_LIFE_MS,
  verifySnapshot,
  type GateSnapshot,
} from '../../../miniprogram/domain/gate/snapshot/snapshot'
import { passCode, stepMessage, stepOf } from '../../../miniprogram/domain/pass/pass'
import type { RightLimits } from '../../../miniprogram/domain/values/validity'
import { encodeStatement } from '../../../miniprogram/domain/pass/statement'
import { closedToVehicles, type TrafficControl } from '../../../miniprogram/domain/vehicle/traffic-control'
import type { Direction, PurposeClass } from '../../../miniprogram/domain/visit/purposes'
import { submitted, type VisitState } from '../../../miniprogram/domain/visit/visit'
import type { Stored, Transaction } from '../../../cloudfunctions/platform/database'
import { passPublicKeys, passSigner } from '../../../cloudfunctions/platform/pass-signing'
import { plateCalendarId, type Calendar } from '../../../cloudfunctions/stores/calendars'
import type { Gate } from '../../../cloudfunctions/stores/campus'
import type { GateFact } from '../../../cloudfunctions/stores/gate-facts'
import { passageOfStep, type Passage } from '../../../cloudfunctions/stores/passages'
import { shortCodeOf } from '../../../cloudfunctions/stores/short-codes'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { foundBy, readPass, type ReadCode } from '../../../cloudfunctions/usecases/gate/read-code'
import { readPlates } from '../../../cloudfunctions/usecases/gate/read-plates'
import { factsOfRecords, recordsIn } from '../../../cloudfunctions/usecases/gate/record-facts'
import { documentHash, phoneHash } from '../../../cloudfunctions/usecases/visit/identity-hashes'
import { newVisit, OWN_BOOKING } from '../../../cloudfunctions/usecases/visit/new-visit'
import { sealForm } from '../../../cloudfunctions/usecases/visit/sealed-form'
import { snapshotPayload } from '../../../cloudfunctions/usecases/gate/snapshot-payload'
import { formOf, mainlandId, NOW, TODAY } from '../builders'
import { rawKey, toolsOfNode } from './builders'
import { keepIdentityFactIn, keepVisitFactIn } from '../../../cloudfunctions/usecases/gate/publish'

/** Worlds for the property test of the gate: what stands in the records, and what a gate holds of it. */

const gateOf = (
  _id: string,
  pedestrian: boolean,
  vehicleBarrier: boolean,
  privateVehicles: Gate['privateVehicles'],
): Gate => ({
  ...{ _id, name: _id, campusId: 'yucai', campusName: '育才校区', active: true, order: 0 },
  ...{ pedestrian, vehicleBarrier, privateVehicles },
})
export const CAMPUS_GATES: readonly Gate[] = [
  gateOf('foot', true, false, 'none'),
  gateOf('both', true, true, 'both'),
  gateOf('entryOnly', true, true, 'entryOnly'),
  gateOf('official', true, true, 'none'),
  gateOf('cars', false, true, 'both'),
  gateOf('officialCars', false, true, 'none'),
]
const PLATES = ['桂C12345', '桂CD12345'].map(normalisePlate)
const PHONE = generateKeyPairSync('ed25519')
const SALT = new Uint8Array(createHash('sha256').update('salt').digest()).slice(0, 16)

interface VisitSpec {
  state: VisitState
  /** Gates were told of it; approved since; or never approved. */
  told: 'listed' | 'since' | 'never'
  ahead: number
  days: number
  purposeClass: PurposeClass
  plate: number | null
  person: number
  companion: number | null
  gateIds: string[] | null
  right: RightLimits | null
  numbered: boolean
  lastDirection: Direction | null
}
interface PlateSpec {
  insideBefore: boolean
  /** What the gate at hand saw since it last had a network. */
  moved: { direction: Direction; by: 'plate' | 'driver' } | null
  /** Which of its bookings it came in with. */
  enteredWith: number
  due: boolean
  block: BlockSpec
}
type BlockSpec = 'none' | 'today' | 'ended' | 'for good'
interface CheckSpec {
  visit: number
  credential: 'qr' | 'stale' | 'shortCode' | 'number' | 'plate'
  gate: number
  direction: Direction
  inVehicle: boolean
  used: 'no' | 'here' | 'elsewhere'
}
export interface World {
  visits: VisitSpec[]
  plates: PlateSpec[]
  people: BlockSpec[]
  controls: TrafficControl[]
  /** How old the list is, hours. */
  age: number
  checks: CheckSpec[]
}

/** It is 14:00 of a Saturday. */
const RIGHTS: readonly RightLimits[] = [
  { hours: { from: 480, until: 1080 }, weekdays: [1, 2, 3, 4, 5] },
  { hours: { from: 480, until: 1080 }, weekdays: [6] },
  { hours: { from: 1320, until: 360 } },
  { hours: { from: 720, until: 120 } },
  { papersUntil: TODAY },
  { papersUntil: addDays(TODAY, -1) },
]

const anyDirection = fc.constantFrom<Direction>('in', 'out')
const anyBlock = fc.oneof(
  { weight: 6, arbitrary: fc.constant<BlockSpec>('none') },
  { weight: 2, arbitrary: fc.constantFrom<BlockSpec>('today', 'ended', 'for good') },
)
const anyVisit: fc.Arbitrary<VisitSpec> = fc.record({
  state: fc.oneof(
    { weight: 5, arbitrary: fc.constant<VisitState>('approved') },
    {
      weight: 3,
      arbitrary: fc.constantFrom<VisitState>(
        'pending',
        'returned',
        'revoked',
        'cancelled',
        'finished',
        'expired',
      ),
    },
  ),
  told: fc.oneof(
    { weight: 8, arbitrary: fc.constant<VisitSpec['told']>('listed') },
    { weight: 2, arbitrary: fc.constantFrom<VisitSpec['told']>('since', 'never') },
  ),
  ahead: fc.integer({ min: -2, max: 1 }),
  days: fc.integer({ min: 1, max: 3 }),
  purposeClass: fc.constantFrom<PurposeClass>('official', 'private'),
  plate: fc.constantFrom(null, 0, 1),
  person: fc.integer({ min: 0, max: 2 }),
  companion: fc.constantFrom(null, null, 0, 1, 2),
  gateIds: fc.constantFrom(null, null, null, ['both'], ['foot', 'cars']),
  right: fc.constantFrom<RightLimits | null>(null, null, null, ...RIGHTS),
  numbered: fc.boolean(),
  lastDirection: fc.constantFrom(null, 'in', 'out'),
})
export const anyWorld: fc.Arbitrary<World> = fc.record({
  visits: fc.array(anyVisit, { minLength: 1, maxLength: 4 }),
  plates: fc.tuple(...PLATES.map(() => anyPlate())),
  people: fc.array(anyBlock, { minLength: 3, maxLength: 3 }),
  controls: fc.array(anyControl(), { maxLength: 1 }),
  age: fc.constantFrom(0, 1, 20, 23, 25),
  checks: fc.array(
    fc.record({
      visit: fc.nat(),
      credential: fc.constantFrom<CheckSpec['credential']>(
        'qr',
        'qr',
        'stale',
        'shortCode',
        'number',
        'plate',
      ),
      gate: fc.nat(CAMPUS_GATES.length - 1),
      direction: anyDirection,
      inVehicle: fc.boolean(),
      used: fc.constantFrom<CheckSpec['used']>('no', 'no', 'here', 'elsewhere'),
    }),
    { minLength: 4, maxLength: 4 },
  ),
})
/** A vehicle with two rights, each for some gates, at the gates by its plate. */
const anyTwoRights: fc.Arbitrary<VisitSpec[]> = fc
  .tuple(
    anyVisit,
    anyVisit,
    fc.subarray(
      CAMPUS_GATES.map(({ _id }) => _id),
      { minLength: 1, maxLength: CAMPUS_GATES.length - 1 },
    ),
  )
  .map(([one, other, gateIds]) => {
    const rest = CAMPUS_GATES.flatMap(({ _id }) => (gateIds.includes(_id) ? [] : [_id]))
    const both = { state: 'approved', told: 'listed', ahead: 0, plate: 0, numbered: false } as const
    return [
      { ...one, ...both, gateIds },
      { ...other, ...both, gateIds: other.gateIds === null ? null : rest },
    ]
  })
export const worldOfTwoRights: fc.Arbitrary<World> = fc
  .tuple(anyTwoRights, anyWorld, fc.nat(CAMPUS_GATES.length - 1))
  .map(([visits, { controls, age }, gate]) => ({
    ...{ visits, controls, age, plates: [STANDS, STANDS], people: ['none', 'none', 'none'] },
    checks: [{ ...BY_PLATE, direction: 'in', gate }],
  }))
function anyPlate(): fc.Arbitrary<PlateSpec> {
  const moved = fc.record({
    direction: anyDirection,
    by: fc.constantFrom<'plate' | 'driver'>('plate', 'driver'),
  })
  return fc.record({
    insideBefore: fc.boolean(),
    moved: fc.option(moved, { freq: 2 }),
    enteredWith: fc.nat(),
    due: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    block: anyBlock,
  })
}
function anyControl(): fc.Arbitrary<TrafficControl> {
  return fc.record({
    gateIds: fc.subarray(
      CAMPUS_GATES.map(({ _id }) => _id),
      { minLength: 1 },
    ),
    from: fc.constantFrom(NOW - 3_600_000, NOW, NOW + 1),
    until: fc.constantFrom(NOW + 3_600_000, NOW + 2),
  })
}

/** Where and when a check happens: before a guard. */
export const contextOf = ({ controls }: World, gate: Gate, direction: Direction): GateContext => ({
  ...{ gateId: gate._id, gate, closed: closedToVehicles(controls, gate._id, NOW), direction },
  ...{ opens: 'both', attended: true, now: NOW },
})

/** One check in a world: what the records say, and what the gate holds. */
export interface Stand {
  asked: { gate: Gate; direction: Direction; inVehicle: boolean; credential: OfflineCredential }
  code: ReadCode
  records: GateFacts
  snapshot: GateSnapshot
  remembered: Remembered
  /** The list has the booking that the records mean. */
  listed: boolean
  /** Approved since, and shown by its pass: the signature says so. */
  signedOnly: boolean
  usedHere: boolean
  /** Where the list has the car, when the gate saw it move by a code that names no car; null: it knows itself. */
  insideByList: boolean | null
  /** Of several bookings of a plate the two sources may take different ones. */
  mayChooseAnother: boolean
  /** The list has all bookings of the plate that comes in, each approved: both sources choose among the same. */
  sameChoice: boolean
}

export async function stand(world: World, number: number): Promise<Stand> {
  const asked = world.checks[number] as CheckSpec
  const index = asked.visit % world.visits.length
  const chosen = world.visits[index] as VisitSpec
  // A pass is made of approved bookings alone.
  const hasPass = chosen.told !== 'never' || !PASSES.includes(asked.credential)
  const spec: CheckSpec = hasPass ? asked : { ...asked, credential: 'shortCode' }
  const visits = world.visits.map(visitOf)
  const visit = visits[index] as Visit
  const documents = new Documents()
  for (const each of visits) documents.put('visits', each)
  const calendars = calendarsOf(world, visits)
  for (const calendar of calendars) documents.put('calendars', calendar)

  const gate = CAMPUS_GATES[spec.gate] as Gate
  const { direction, inVehicle } = spec
  const step = stepOf(NOW) - (spec.credential === 'stale' ? 20 : 0)
  const credential = credentialOf(spec, visit, step)
  const once = spec.credential === 'shortCode' ? 'shortCode' : step
  if (spec.used !== 'no')
    documents.put('passages', {
      _id: passageOfStep(visit._id, once, direction),
      allowed: true,
    } as Pick<Passage, '_id' | 'allowed'>)

  const context = contextOf(world, gate, direction)
  const code = codeRead(credential, context, visit, calendars, visits)
  const look = (ids: readonly string[]) => Promise.resolve(calendars.filter(({ _id }) => ids.includes(_id)))
  const passing = { gate, direction, inVehicle }
  const records = await recordsIn(documents.tx, code, passing, TODAY, look, () => Promise.resolve([]))
  const version = NOW - world.age * 3_600_000
  const meant = visits.findIndex(({ _id }) => _id === (code.visitId ?? code.shownBy))
  const told = meant < 0 ? null : (world.visits[meant] as VisitSpec)
  const listed = meant < 0 || isListed(told as VisitSpec, visits[meant] as Visit, version)
  return {
    asked: { gate, direction, inVehicle, credential },
    code,
    records: factsOfRecords(records, code, TODAY),
    snapshot: await snapshotOf(world, visits, calendars, version),
    remembered: remembered(world, visits, spec, visit, step),
    listed,
    signedOnly: !listed && PASSES.includes(spec.credential),
    usedHere: spec.used === 'here',
    insideByList: insideByList(
      world,
      visits,
      'plate' in credential ? normalisePlate(credential.plate) : visit.plate,
      version,
    ),
    mayChooseAnother:
      'plate' in credential &&
      visits.filter(({ plate }) => plate === credential.plate).length > 0 &&
      chosen.plate !== null,
    sameChoice:
      'plate' in credential &&
      direction === 'in' &&
      visits.every(
        (each, at) =>
          each.plate !== credential.plate ||
          (each.state === 'approved' &&
            each.number === undefined &&
            isListed(world.visits[at] as VisitSpec, each, version)),
      ),
  }
}

const PASSES: readonly CheckSpec['credential'][] = ['qr', 'stale']

const isTold = ({ told }: VisitSpec): boolean => told === 'listed'

/** Who may come only after the list has ended isn't in it yet. */
const isListed = (spec: VisitSpec, { state, firstDay }: Visit, version: number): boolean =>
  isTold(spec) && (state !== 'approved' || firstDay <= dayOf(version + SNAPSHOT_LIFE_MS))

/** A store of documents, as a transaction reads and writes it. */
class Documents {
  private readonly byPlace = new Map<string, Stored>()
  readonly tx: Transaction = {
    read: <T extends Stored>(collection: string, id: string) =>
      Promise.resolve((this.byPlace.get(`${collection}/${id}`) ?? null) as T | null),
    add: (collection, document) => Promise.resolve(this.put(collection, document)),
    addAll: (collection, documents) =>
      Promise.resolve(documents.forEach((document) => this.put(collection, document))),
    write: (collection, document) => Promise.resolve(this.put(collection, document)),
    remove: (collection, id) => Promise.resolve(void this.byPlace.delete(`${collection}/${id}`)),
  }
  put(collection: string, document: Stored): void {
    this.byPlace.set(`${collection}/${document._id}`, document)
  }
  all<T extends Stored>(collection: string): T[] {
    return [...this.byPlace].flatMap(([place, document]) =>
      place.startsWith(`${collection}/`) ? [document as T] : [],
    )
  }
}

const idOf = (index: number): string => toBase64Url(new Uint8Array(12).fill(index + 1))

/** A pass is made for a person of their own: what is held against another stays the other's. */
function visitOf(spec: VisitSpec, index: number): Visit {
  const _id = idOf(index)
  const plate = spec.plate === null ? '' : (PLATES[spec.plate] ?? '')
  const firstDay = addDays(TODAY, spec.ahead)
  const lastDay = addDays(firstDay, spec.days - 1)
  const companion = spec.companion === null ? [] : [{ ...COMPANION, document: mainlandId(spec.companion) }]
  const form = formOf({
    ...{ name: '韦小宝', document: mainlandId(spec.person), phone: `1380013800${spec.person}` },
    ...{ firstDay, lastDay, driving: plate !== '', plate, companions: companion },
  })
  const state = spec.told === 'since' ? 'approved' : spec.told === 'never' ? 'pending' : spec.state
  const opening = { ...submitted({ name: '', role: 'visitor' }, NOW), to: state }
  return {
    ...newVisit({
      ...{ ...OWN_BOOKING, _id, owner: 'o', hostName: '', unitId: 'u', unitName: '', opening },
      form: sealForm({ ...form, purpose: 'official' }, _id),
      purpose: { ...PURPOSE, class: spec.purposeClass },
    }),
    lastDirection: spec.lastDirection,
    list: 'approved',
    gateIds: spec.gateIds,
    ...(spec.right === null ? {} : { right: spec.right }),
    shortCodeTry: 0,
    ...(spec.numbered && spec.gateIds !== null ? { number: `E-000${index + 1}-K7XM` } : {}),
    ...(isTold(spec) && state !== 'approved' ? { gateState: 'approved' as const } : {}),
  }
}
const PURPOSE = { id: 'official', name: '', nameEn: '', offered: true }
const COMPANION = { name: '张三丰', documentKind: 'mainlandId' as const }

const BLOCKS: Readonly<Record<BlockSpec, { blacklistId: string; from: Day; until: Day | null }[]>> = {
  none: [],
  today: [{ blacklistId: 'b', from: TODAY, until: TODAY }],
  ended: [{ blacklistId: 'b', from: '2026-01-01', until: addDays(TODAY, -1) }],
  'for good': [{ blacklistId: 'b', from: '2026-01-01', until: null }],
}

function calendarsOf(world: World, visits: readonly Visit[]): Calendar[] {
  const blank = { entries: [], blocks: [], inside: null, dues: [], movements: [], rev: 0 }
  const people = world.people.flatMap((block, person): Calendar[] => {
    const document = documentHash('mainlandId', mainlandId(person))
    const phone = phoneHash(`1380013800${person}`)
    const blocks = BLOCKS[block]
    return [
      { ...blank, _id: `document:${document}`, kind: 'document', blocks },
      { ...blank, _id: `phone:${phone}`, kind: 'phone', blocks: person === 1 ? blocks : [] },
    ]
  })
  const vehicles = world.plates.map((spec, index): Calendar => {
    const plate = PLATES[index] as string
    const own = visits.filter((visit) => visit.plate === plate)
    const enteredWith = own[spec.enteredWith % Math.max(own.length, 1)]?._id ?? ''
    const campus = { campusId: 'yucai', campusName: '育才校区' }
    return {
      ...{ ...blank, _id: plateCalendarId(normalisePlate(plate)), kind: 'plate', blocks: BLOCKS[spec.block] },
      // A pass given by phone stands in no calendar (spec 5.6).
      entries: own.flatMap(({ _id: visitId, state, firstDay, lastDay, unitId, unitName, number }) =>
        number === undefined && (state === 'approved' || state === 'pending')
          ? [{ visitId, firstDay, lastDay, unitId, unitName }]
          : [],
      ),
      inside: isInside(spec) ? { ...campus, stayId: 's', since: NOW, visitId: enteredWith } : null,
      dues: spec.due ? [{ ...campus, stayId: 's', fen: 400 }] : [],
    }
  })
  return [...people, ...vehicles]
}

/** Who drove the car past the gate at hand, by a code of their own; undefined: its plate was read. */
function driverOf(world: World, visits: readonly Visit[], plate: number): Visit | undefined {
  const { moved, enteredWith } = world.plates[plate] as PlateSpec
  const own = visits.filter((each) => each.plate === PLATES[plate])
  return moved?.by === 'driver' ? own[enteredWith % Math.max(own.length, 1)] : undefined
}

/**
 * Where the list says that a car is which the gate saw move by a code alone: of a booking that isn't in the list nobody
 * can tell whose car it is. Null: the gate knows which car it saw, or saw none.
 */
function insideByList(
  world: World,
  visits: readonly Visit[],
  plate: string | null,
  version: number,
): boolean | null {
  const index = PLATES.findIndex((each) => each === plate)
  const spec = world.plates[index]
  const driver = spec === undefined ? undefined : driverOf(world, visits, index)
  if (spec === undefined || driver === undefined) return null
  const told = world.visits[visits.indexOf(driver)] as VisitSpec
  return isListed(told, driver, version) ? null : spec.insideBefore
}

const isInside = ({ moved, insideBefore }: PlateSpec): boolean =>
  moved === null ? insideBefore : moved.direction === 'in'

/** The list as the server makes it of the facts that it keeps, and as a gate reads it. */
async function snapshotOf(
  world: World,
  visits: readonly Visit[],
  calendars: readonly Calendar[],
  version: number,
): Promise<GateSnapshot> {
  const facts = new Documents()
  for (const [index, visit] of visits.entries())
    if (isTold(world.visits[index] as VisitSpec)) await keepVisitFactIn(facts.tx, visit)
  for (const calendar of calendars) {
    const at = PLATES.findIndex((plate) => plateCalendarId(normalisePlate(plate)) === calendar._id)
    const spec = world.plates[at]
    const before = spec === undefined || !spec.insideBefore ? null : (calendar.inside ?? SOMEWHERE)
    await keepIdentityFactIn(facts.tx, { ...calendar, inside: before }, PLATES[at] ?? null, version)
  }
  const sync = { since: null, version, page: 0, after: null }
  const contents = {
    facts: facts.all<GateFact>('gateFacts'),
    gates: CAMPUS_GATES,
    controls: world.controls,
    last: true,
    reader: { gateIds: CAMPUS_GATES.map(({ _id }) => _id), readsCodes: true },
  }
  const payload = snapshotPayload(sync, contents, SALT, passPublicKeys())
  const { keyId, sign: signed } = passSigner()
  const signature = toBase64Url(signed(Buffer.from(payload, 'ascii')))
  const page = verifySnapshot({ payload, keyId, signature }, null, toolsOfNode.verify)
  const snapshot = page === null ? null : applyDelta(null, [page])
  if (snapshot === null) throw new Error('the snapshot can’t be read')
  return snapshot
}
const SOMEWHERE = { stayId: 's', campusId: 'yucai', campusName: '育才校区', since: NOW, visitId: '' }

function remembered(
  world: World,
  visits: readonly Visit[],
  spec: CheckSpec,
  visit: Visit,
  step: number,
): Remembered {
  const memory = new GateMemory(toolsOfNode.digest)
  world.plates.forEach(({ moved }, index) => {
    if (moved === null) return
    const plate = PLATES[index] as string
    const driver = driverOf(world, visits, index)
    const { direction } = moved
    const passage = { way: 'qr' as const, allowed: true, step: null, direction, inVehicle: true, at: NOW - 1 }
    memory.pass({ ...passage, visitId: driver?._id ?? null, plate: driver === undefined ? plate : null })
  })
  if (spec.used === 'here')
    memory.pass({
      ...{ way: spec.credential === 'shortCode' ? 'shortCode' : 'qr', step, direction: spec.direction },
      ...{ allowed: true, visitId: visit._id, plate: null, at: NOW - 1 },
    })
  return memory.under(toBase64Url(SALT))
}

function credentialOf(spec: CheckSpec, visit: Visit, step: number): OfflineCredential {
  if (spec.credential === 'plate') return { plate: visit.plate ?? '桂C99999' }
  if (spec.credential === 'number') return { code: visit.number ?? 'E-0099-K7XM', name: visit.name }
  if (spec.credential === 'shortCode') return { code: shortCodeOf(visit._id, 0) }
  const { keyId, sign: signed } = passSigner()
  const { _id: visitId, firstDay, lastDay, purposeClass, companions } = visit
  const headCount = 1 + companions.length
  const holderKey = rawKey(PHONE.privateKey)
  const marks = { hasVehicle: visit.plate !== null, limited: visit.gateIds !== null }
  const days = { firstDay, lastDay, ...visit.right }
  const bytes = encodeStatement({ keyId, visitId, ...days, purposeClass, headCount, holderKey, ...marks })
  const statement = concatBytes(bytes, signed(bytes))
  return { code: passCode(statement, step, sign(null, stepMessage(statement, step), PHONE.privateKey)) }
}

/** As the server reads it: what it looks up by a hash is known here. */
function codeRead(
  credential: OfflineCredential,
  context: GateContext,
  visit: Visit,
  calendars: readonly Calendar[],
  visits: readonly Visit[],
): ReadCode {
  if ('plate' in credential) {
    const plate = normalisePlate(credential.plate)
    const calendar = calendars.find(({ _id }) => _id === plateCalendarId(plate))
    const { entries = [], inside = null, blocks = [] } = calendar ?? {}
    const byId = new Map(visits.map((each) => [each._id, each]))
    return readPlates([[plate, { entries, inside, blocks }]], byId, context)
  }
  const { way } = readCodeText(credential.code)
  if (way === 'qr') return readPass(credential.code, context.direction, NOW)
  return foundBy(way, credential.code === 'E-0099-K7XM' ? null : visit._id, null)
}

const WITHOUT_PLATE: VisitSpec = {
  ...{
    state: 'approved',
    told: 'listed',
    ahead: 0,
    days: 1,
    purposeClass: 'official',
    plate: null,
    person: 0,
  },
  ...{ companion: null, right: null, gateIds: null, numbered: false, lastDirection: null },
}
const STANDS: PlateSpec = { insideBefore: false, moved: null, enteredWith: 0, due: false, block: 'none' }
const LEFT_BY_CODE: PlateSpec = { ...STANDS, insideBefore: true, moved: { direction: 'out', by: 'driver' } }
const BY_PLATE: CheckSpec = {
  ...{ visit: 0, credential: 'plate', gate: 4, direction: 'out', inVehicle: false, used: 'no' },
}
const QUIET: Omit<World, 'visits' | 'plates' | 'checks'> = {
  ...{ people: ['none', 'none', 'none'], controls: [], age: 0 },
}

/** A car that left by the code of a booking that the list doesn't have, looked at once more by its plate. */
export const LEFT_UNTOLD: World[] = [
  {
    ...QUIET,
    visits: [{ ...WITHOUT_PLATE, told: 'since', ahead: -1, plate: 0 }],
    plates: [LEFT_BY_CODE, STANDS],
    checks: [BY_PLATE, { ...BY_PLATE, gate: 2 }, { ...BY_PLATE, gate: 3 }],
  },
  {
    ...QUIET,
    visits: [{ ...WITHOUT_PLATE, told: 'since', ahead: -1, plate: 0 }, WITHOUT_PLATE],
    plates: [LEFT_BY_CODE, { ...STANDS, block: 'today' }],
    checks: [{ ...BY_PLATE, gate: 1 }],
  },
]

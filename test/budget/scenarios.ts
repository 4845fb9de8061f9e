import { randomUUID } from 'node:crypto'
import { accountId } from '../../cloudfunctions/stores/accounts'
import { actions, type Action, type VisitForm } from '../../contract'
import { gateApi, type EndpointName } from '../../contract/gate/device-api'
import { NOW } from '../domain/builders'
import type { Campus, Person } from '../functions/campus'
import { deviceAt, type GateDevice } from '../functions/gates'
import { validCalls } from '../functions/valid-calls'
import { approversOf, formFor, guardOf, hostIn, identityOf, PassPhone } from '../functions/visitors'

/** Whatever costs requests: an action of the contract, or a call of gate hardware, `gate: <endpoint>`. */
export type Subject = Action | `gate: ${EndpointName}`

export const SUBJECTS: readonly Subject[] = [
  ...(Object.keys(actions) as Action[]),
  ...(Object.keys(gateApi) as EndpointName[]).map((name) => `gate: ${name}` as const),
]

/** A subject, or one case of it: 'me, approver'. */
export type Scenario = Subject | `${Subject}, ${string}`

export const subjectOf = (scenario: string): string => scenario.split(', ')[0] ?? ''

/** Makes the records that the call is about; gives the call, which succeeds. */
export type Prepare = () => Promise<() => Promise<unknown>>

const GATE = 'yanshan-east'
/** A unit that no valid call books at, so that its approver's list holds what is put there. */
const UNIT = 'law'
const ROWS = 20
/** What people type: a name that more have than are shown, and one that few have. */
const MANY = '李'
const FEW = '覃'
/** Longer than what a gate device is heard by is kept without a note. */
const UNHEARD_MS = 5000

/** A call of every action as people make it, and of gate hardware: with a car where cars cost requests, with full pages. */
export function scenariosOf(campus: Campus): ReadonlyMap<Scenario, Prepare> {
  let numbers = 0
  const nextNumber = (): number => ++numbers
  const valid = validCalls(campus, nextNumber)
  const scenarios = new Map<Scenario, Prepare>()
  for (const action of Object.keys(actions) as Action[])
    scenarios.set(action, async () => {
      const { by, input } = await valid[action]()
      return () => by.get(action, input)
    })
  const own: Scenarios = {
    ...roles(campus),
    ...bookings(campus, nextNumber),
    ...gates(campus, nextNumber),
    'unit.code': async () => {
      const { by, input } = await valid['unit.code']()
      // made and kept when it is first asked for
      await by.get('unit.code', input)
      return () => by.get('unit.code', input)
    },
  }
  for (const [name, prepare] of Object.entries(own)) scenarios.set(name as Scenario, prepare)
  return scenarios
}

type Scenarios = Readonly<Record<string, Prepare>>

function roles(campus: Campus): Scenarios {
  const { demo, person, put } = campus
  const me = (openid = ''): Prepare => {
    const by = person(openid)
    return () => Promise.resolve(() => by.get('me', {}))
  }
  const approver = approversOf(campus, UNIT)[0] ?? ''
  return {
    'me, approver': me(approver),
    'me, approver of three units': async () => {
      const account = await campus.stored('accounts', accountId('approver', approver))
      const openid = 'approver-of-three-units'
      const unitIds = [UNIT, 'computing', 'library']
      await put('accounts', { ...account, _id: accountId('approver', openid), openid, unitIds })
      return () => person(openid).get('me', {})
    },
    'me, guard': me(demo.guards[0]?.openid),
    'me, desk': me(demo.desks[0]?.openid),
    'me, office': me(demo.office[0]?.openid),
  }
}

function bookings(campus: Campus, nextNumber: () => number): Scenarios {
  const approver = campus.person(approversOf(campus, UNIT)[0] ?? '')
  const form = (number: number): VisitForm => carForm(campus, number)
  async function booked(): Promise<{ visitor: Person; visitId: string }> {
    const number = nextNumber()
    const visitor = campus.person(`visitor-${number}`)
    return { visitor, ...(await visitor.get('visit.submit', { form: form(number) })) }
  }
  async function approved(): Promise<{ visitor: Person; visitId: string }> {
    const made = await booked()
    await approver.get('approval.approve', { visitId: made.visitId })
    return made
  }
  return {
    'visit.submit': async () => {
      const visitor = campus.person(`visitor-${nextNumber()}`)
      const input = { form: form(nextNumber()) }
      return () => visitor.get('visit.submit', input)
    },
    'visit.submit, the host is told': async () => {
      const visitor = campus.person(`visitor-${nextNumber()}`)
      const input = { form: { ...form(nextNumber()), hostId: hostIn(campus, UNIT) } }
      return () => visitor.get('visit.submit', input)
    },
    'host.search': async () => {
      const by = campus.person(`searcher-${nextNumber()}`)
      return () => by.get('host.search', { text: MANY })
    },
    'host.search, few have the name': async () => {
      const by = campus.person(`searcher-${nextNumber()}`)
      await by.get('host.search', { text: MANY })
      return () => by.get('host.search', { text: FEW })
    },
    'host.search, few have the name, first of the day': async () => {
      const by = campus.person(`searcher-${nextNumber()}`)
      return () => by.get('host.search', { text: FEW })
    },
    'visit.get': async () => {
      const { visitor, visitId } = await booked()
      return () => visitor.get('visit.get', { visitId })
    },
    'visit.get, approved': async () => {
      const { visitor, visitId } = await approved()
      return () => visitor.get('visit.get', { visitId })
    },
    'approval.list': async () => {
      for (let row = 0; row < ROWS; row++) await booked()
      return async () => {
        const { rows } = await approver.get('approval.list', { list: 'pending', cursor: null })
        if (rows.length !== ROWS) throw new Error(`a full page was expected, not ${rows.length} rows`)
      }
    },
    'approval.list, approved': async () => {
      await approved()
      return () => approver.get('approval.list', { list: 'approved', cursor: null })
    },
    'approval.get': async () => {
      const { visitId } = await booked()
      return () => approver.get('approval.get', { visitId })
    },
    'approval.get, approved': async () => {
      const { visitId } = await approved()
      return () => approver.get('approval.get', { visitId })
    },
    'approval.approve': async () => {
      const { visitId } = await booked()
      return () => approver.get('approval.approve', { visitId })
    },
  }
}

/** Checks at a gate, by a guard and by a device, of approved visits by car; and what else gate hardware asks. */
function gates(campus: Campus, nextNumber: () => number): Scenarios {
  let known: GateDevice | null = null
  const device = async (): Promise<GateDevice> =>
    (known ??= await deviceAt(campus, GATE, { mayOverride: true }))
  const guard = campus.person(guardOf(campus, GATE))

  /** Approved, with the pass on a phone. */
  async function expected(): Promise<{ code: string; plate: string; visitId: string }> {
    const number = nextNumber()
    const visitor = campus.person(`visitor-${number}`)
    const approver = campus.person(approversOf(campus, UNIT)[0] ?? '')
    const form = carForm(campus, number)
    const { visitId } = await visitor.get('visit.submit', { form })
    await approver.get('approval.approve', { visitId })
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    return { code: phone.codeAt(campus.clock.now), plate: form.plate, visitId }
  }
  /** A device that asks: it wasn't heard for a while. */
  async function asking(): Promise<GateDevice> {
    campus.clock.now += UNHEARD_MS
    return device()
  }
  const event = (visitId: string) => ({
    ...{ eventId: randomUUID(), direction: 'in' as const, way: 'qr' as const, at: NOW, offset: 0 },
    ...{
      allowed: true,
      reason: 'OK' as const,
      visitId,
      plate: null,
      inVehicle: false,
      override: null,
      step: null,
    },
  })
  const asked = () => ({ eventId: randomUUID(), direction: 'in' as const })
  return {
    'gate.check': async () => {
      const { code } = await expected()
      return () => guard.get('gate.check', { gateId: GATE, direction: 'in', code })
    },
    'gate.check, by plate': async () => {
      const { plate } = await expected()
      return () => guard.get('gate.check', { gateId: GATE, direction: 'in', plate })
    },
    'gate: verify': async () => {
      const [{ code }, by] = [await expected(), await asking()]
      return () => by.get('verify', { ...asked(), code })
    },
    'gate: verify, by plate': async () => {
      const [{ plate }, by] = [await expected(), await asking()]
      return () => by.get('verify', { ...asked(), plate: { number: plate, confidence: 0.97 } })
    },
    'gate: override': async () => {
      const [{ code }, by] = [await expected(), await asking()]
      return () => by.get('override', { ...asked(), code, operator: '韦师傅', why: '校领导来访' })
    },
    'gate: events': async () => {
      const [{ visitId }, by] = [await expected(), await device()]
      return () => by.get('events', { sentAt: campus.clock.now, events: [event(visitId)] })
    },
    'gate: snapshot': async () => {
      const by = await device()
      return () => by.get('snapshot', {})
    },
    'gate: snapshot, without news': async () => {
      const by = await device()
      const { version } = await by.get('snapshot', {})
      campus.clock.now += UNHEARD_MS
      return () => by.get('snapshot', { since: version })
    },
    'gate: faces': async () => {
      const by = await deviceAt(campus, GATE, { kind: 'faceReader' })
      return () => by.get('faces', {})
    },
    'gate: keys': async () => {
      const by = await device()
      return () => by.get('keys', {})
    },
    'gate: heartbeat': async () => {
      const by = await device()
      return () => by.get('heartbeat', { version: campus.clock.now, faults: [] })
    },
  }
}

/** On official business, by car, to somebody who doesn't use the program. */
const carForm = (campus: Campus, number: number): VisitForm =>
  formFor(campus, number, {
    hostId: campus.demo.staff.find(({ unitId, openid }) => unitId === UNIT && openid === null)?.id ?? '',
    purpose: 'official',
    driving: true,
    plate: identityOf(number).plate,
  })

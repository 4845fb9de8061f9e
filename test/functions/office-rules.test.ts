import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../contract'
import type { Staff } from '../../cloudfunctions/stores/staff'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { signedIn } from './console'
import { approversOf, book, bookApproved, formFor, guardOf, identityOf } from './visitors'

/** What the office changes — directory, rules, gates, tariff — holds from the next call on (spec 1). */
let campus: Campus
let office: Person
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const row = (changes: Partial<Input<'staff.save'>> = {}): Input<'staff.save'> => ({
  staffId: 'newcomer',
  name: '尉迟新',
  unitId: 'computing',
  phone: '19911110001',
  pinyin: 'yu chi xin',
  active: true,
  ...changes,
})
const bind = (openid: string, phone: string) =>
  campus.person(openid).outcome('staff.bind', { code: campus.cloud.phoneCode(phone) })
const found = async (text: string) =>
  (await campus.person(`searcher-${next()}`).get('host.search', { text })).rows.map(({ name }) => name)
const openidOf = async (staffId: string) => (await campus.stored<Staff>('staff', staffId))?.openid

describe('the directory', () => {
  it('a row added is found by name, pinyin and initials, and can be bound', async () => {
    await office.get('staff.save', row())
    for (const text of ['尉迟', 'yuchi', 'ycx']) expect(await found(text)).toContain('尉迟新')
    expect(await bind('newcomer-1', '19911110001')).toBe('ok')
    await office.get('staff.save', row({ name: '尉迟新华', pinyin: 'yu chi xin hua' }))
    expect(await openidOf('newcomer')).toBe('newcomer-1')
  })

  it('a row without pinyin typed is found by it all the same, and keeps what was typed once', async () => {
    const browser = await signedIn(campus, office)
    const unbound = { phone: '19911110009', pinyin: '' }
    await browser.get('staff.save', row({ staffId: 'read', name: '黄晓玲', ...unbound }))
    for (const text of ['黄晓', 'huangxiao', 'hxl', 'xiaoling']) expect(await found(text)).toContain('黄晓玲')
    await browser.get('staff.save', row({ staffId: 'read', name: '黄晓琳', ...unbound }))
    expect([await found('huangxiaolin'), await found('huangxiaoling')]).toEqual([['黄晓琳'], []])
    // As it was typed in full: what an edit of the unit leaves empty stays, at the console and elsewhere.
    const typed = { staffId: 'typed', name: '尉迟乐', phone: '19911110008' }
    await office.get('staff.save', row({ ...typed, pinyin: 'yu chi yue' }))
    for (const by of [browser, office]) {
      await by.get('staff.save', row({ ...typed, pinyin: '', unitId: 'design' }))
      for (const text of ['yuchiyue', 'ycy']) expect(await found(text)).toContain('尉迟乐')
    }
    for (const staffId of ['read', 'typed'])
      await office.get('staff.save', row({ staffId, phone: `1991112000${staffId.length}`, active: false }))
  })

  it('the office unbinds: the row and the WeChat are free for another binding', async () => {
    expect(await bind('newcomer-2', '19911110001')).toBe('STAFF_BOUND')
    await office.get('staff.unbind', { staffId: 'newcomer' })
    expect(await bind('newcomer-2', '19911110001')).toBe('ok')
    await office.get('staff.save', row({ staffId: 'second', phone: '19911110002' }))
    expect(await bind('newcomer-1', '19911110002')).toBe('ok')
  })

  it('another number unbinds; who has left is found no more and can’t be booked', async () => {
    await office.get('staff.save', row({ phone: '19911110003' }))
    expect(await openidOf('newcomer')).toBeNull()
    await office.get('staff.save', row({ phone: '19911110003', active: false }))
    await office.get('staff.save', row({ staffId: 'second', phone: '19911110002', active: false }))
    expect(await found('尉迟')).not.toContain('尉迟新')
    const form = formFor(campus, next(), { hostId: 'newcomer' })
    expect(await campus.person('visitor').ask('visit.submit', { form })).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'hostId', code: 'HOST_GONE' }] },
    })
  })

  it('who is unbound is staff no more, from the next call on', async () => {
    const someone = campus.person('newcomer-3')
    await office.get('staff.save', row({ staffId: 'third', phone: '19911110004' }))
    expect(await bind('newcomer-3', '19911110004')).toBe('ok')
    expect((await someone.get('me', {})).staffName).toBe('尉迟新')
    await office.get('staff.unbind', { staffId: 'third' })
    expect((await someone.get('me', {})).staffName).toBeNull()
    expect(await office.outcome('staff.unbind', { staffId: 'nobody' })).toBe('NOT_FOUND')
  })

  it('one number, one active row, also when two rows take it at once', async () => {
    const take = (staffId: string, changes: object = {}) =>
      office.outcome('staff.save', row({ staffId, phone: '19911110005', ...changes }))
    const outcomes = await Promise.all([take('fourth'), take('fifth')])
    expect(outcomes.sort()).toEqual(['STAFF_PHONE_TAKEN', 'ok'])
    const shipped = campus.demo.staff[0]?.mobile ?? ''
    expect(await take('sixth', { phone: shipped })).toBe('STAFF_PHONE_TAKEN')
    for (const staffId of ['fourth', 'fifth'])
      if ((await campus.stored('staff', staffId)) !== null) await take(staffId, { active: false })
    expect(await take('sixth')).toBe('ok')
  })
})

describe('the rules', () => {
  it.each<Partial<Input<'rules.change'>>>([
    { maxDaysAhead: -1 },
    { adviseLongDays: 16 },
    { digestAt: 24 * 60 + 1 },
    { gateConfidence: { face: 1.1, plate: 0.8 } },
    { anonymiseAfterDays: 29 },
    { evacuationHours: 73 },
    { consoleIdleMinutes: 4 },
    { consoleHours: 25 },
    { contacts: [{ name: '保卫处', phone: '打不通' }] },
  ])('out of bounds is refused with the field, and nothing changes: %j', async (changes) => {
    const before = await office.get('rules.get', {})
    const [field = ''] = Object.keys(changes)
    const reply = await office.ask('rules.change', { officialStaysFree: true, ...changes })
    expect(reply).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
    expect(JSON.stringify(reply)).toContain(field)
    expect(await office.get('rules.get', {})).toEqual(before)
  })

  it('who changed what is kept, and what didn’t change leaves nothing', async () => {
    const { revision, history } = await office.get('rules.get', {})
    await office.get('rules.change', { adviseAheadDays: 11, adviseLongDays: 3 })
    const after = await office.get('rules.get', {})
    expect(after.revision).toBe(revision + 1)
    expect(after.history).toEqual([
      {
        ...{ revision: revision + 1, at: NOW, byName: campus.demo.office[0]?.name },
        ...{ rule: 'adviseAheadDays', from: 7, to: 11 },
      },
      ...history,
    ])
    expect(after.shipped.adviseAheadDays).toBe(7)
    await office.get('rules.change', { adviseAheadDays: 7 })
  })

  it('two of the office at once: the later one is told about the same rule, not about another', async () => {
    const { revision: seen } = await office.get('rules.get', {})
    const colleague = campus.person(campus.demo.office[1]?.openid ?? '')
    await colleague.get('rules.change', { digestAt: 18 * 60, seen })
    expect(await office.ask('rules.change', { digestAt: 19 * 60, seen })).toMatchObject({
      code: 'RULE_CHANGED',
      details: { byName: campus.demo.office[1]?.name },
    })
    expect(await office.outcome('rules.change', { adviseLongDays: 4, seen })).toBe('ok')
    const { digestAt, revision } = await office.get('rules.get', {})
    expect(digestAt).toBe(18 * 60)
    const settled = { digestAt: 17 * 60 + 30, adviseLongDays: 3, seen: revision }
    expect(await office.outcome('rules.change', settled)).toBe('ok')
  })

  it('contacts are held to the rules of their page: each has a name, a campus has one desk', async () => {
    const desk = { name: '育才校区指挥中心', phone: '5822110', campusId: 'yucai' }
    const outcome = (...contacts: object[]) =>
      office.outcome('rules.change', { contacts } as Input<'rules.change'>)
    expect(await outcome({ ...desk, name: ' ' })).toBe('FORM')
    expect(await outcome(desk, { ...desk, phone: '110' })).toBe('FORM')
  })

  it('a desk has one number: what the office changes is on the contacts page and in the next refusal', async () => {
    const { contacts } = await office.get('rules.get', {})
    const number = next()
    const { plate } = identityOf(number)
    const car = { purpose: 'private' as const, driving: true, plate }
    await bookApproved(campus, number, car)
    const guard = campus.person(guardOf(campus, 'yanshan-east'))
    await guard.get('gate.check', { gateId: 'yanshan-east', direction: 'in', plate })
    await office.get('rules.change', {
      contacts: [{ name: '雁山校区110指挥中心', phone: '3699119', campusId: 'yanshan' }],
    })
    const visitor = campus.person('same-car')
    expect((await visitor.get('visit.options', {})).contacts).toEqual([
      { name: '雁山校区110指挥中心', phone: '3699119' },
    ])
    expect(await visitor.ask('visit.submit', { form: formFor(campus, next(), car) })).toMatchObject({
      code: 'VEHICLE_INSIDE',
      details: { deskPhone: '3699119' },
    })
    await office.get('rules.change', { contacts })
  })

  it('a duplicate rule of the office’s holds from the next booking on', async () => {
    const number = next()
    const visitor = campus.person('twice')
    const on = (offset: number) => {
      const day = addDays(TODAY, offset)
      return visitor.outcome('visit.submit', {
        form: formFor(campus, number, { firstDay: day, lastDay: day }),
      })
    }
    expect(await on(0)).toBe('ok')
    expect(await on(1)).toBe('DUPLICATE')
    await office.get('rules.change', { duplicateRule: 'overlap' })
    expect(await on(1)).toBe('ok')
    expect(await on(1)).toBe('DUPLICATE')
    await office.get('rules.change', { duplicateRule: 'anyLive' })
    expect(await on(2)).toBe('DUPLICATE')
  })

  it('how far ahead a booking may start is refused beyond, and offered by the form', async () => {
    await office.get('rules.change', { maxDaysAhead: 5 })
    const form = (offset: number) => {
      const day = addDays(TODAY, offset)
      return { form: formFor(campus, next(), { firstDay: day, lastDay: day }) }
    }
    expect(await campus.person('early').outcome('visit.submit', form(6))).toBe('FORM')
    expect(await campus.person('early').outcome('visit.submit', form(5))).toBe('ok')
    expect((await campus.person('early').get('visit.options', {})).latestFirstDay).toBe(addDays(TODAY, 5))
    await office.get('rules.change', { maxDaysAhead: null })
  })

  it('how long a standing pass may be, the form knows', async () => {
    await office.get('rules.change', { standingDays: 90 })
    const { standing } = await campus.person('early').get('visit.options', {})
    expect(standing).toMatchObject({ standingLimit: 'days', standingDays: 90 })
    await office.get('rules.change', { standingDays: 183 })
  })
})

it('whether a visitor may cancel an approved booking is the office’s to say', async () => {
  const { visitor, visitId } = await bookApproved(campus, next())
  const mayCancel = async () => (await visitor.get('visit.get', { visitId })).allowedActions.cancel
  await office.get('rules.change', { cancelApproved: false })
  expect([await mayCancel(), await visitor.outcome('visit.cancel', { visitId })]).toEqual([
    false,
    'CANCEL_BY_APPROVER',
  ])
  await office.get('rules.change', { cancelApproved: true })
  expect([await mayCancel(), await visitor.outcome('visit.cancel', { visitId })]).toEqual([true, 'ok'])
})

it('when approvers are reminded is the office’s to say', async () => {
  const { remindOfNear } = await import('../../cloudfunctions/usecases/notice/remind-approvers')
  const morning = startOfDay(TODAY) + 9 * 3_600_000
  campus.clock.now = morning - 2 * 3_600_000
  await book(campus, next(), { firstDay: TODAY, lastDay: TODAY })
  const rules = { opensAt: 14 * 60, hoursBefore: 4, earliest: 7 * 60, eveningBefore: 18 * 60 }
  await office.get('rules.change', { reminders: rules })
  expect(await remindOfNear(morning)).toBe(0)
  expect(await remindOfNear(morning + 3_600_000)).toBeGreaterThan(0)
})

const southGate = () => {
  const gate = campus.demo.gates.find(({ _id }) => _id === 'yanshan-south')
  if (gate === undefined) throw new Error('no such gate')
  const { _id: gateId, name, campusId, pedestrian, vehicleBarrier, privateVehicles, active, order } = gate
  return { gateId, name, campusId, pedestrian, vehicleBarrier, privateVehicles, active, order }
}

it('the rights of a gate hold for the next check; a gate stands on a campus there is', async () => {
  const number = next()
  const { plate } = identityOf(number)
  await bookApproved(campus, number, { purpose: 'private', driving: true, plate })
  const gate = southGate()
  const guard = campus.person(guardOf(campus, gate.gateId))
  const check = async () =>
    (await guard.get('gate.check', { gateId: gate.gateId, direction: 'in', plate })).reason
  expect(await check()).toBe('WRONG_GATE')
  await office.get('gate.save', { ...gate, privateVehicles: 'both' })
  expect(await check()).toBe('OK')
  await office.get('gate.save', gate)
  expect(await office.outcome('gate.save', { ...gate, campusId: 'nowhere' })).toBe('NOT_FOUND')
})

it('a gate that becomes another says from what, to what, by whom and when; saved as it is it says nothing', async () => {
  const gate = southGate()
  const history = async () =>
    (await office.get('rules.get', {})).history.filter(({ rule }) => rule === 'gates')
  const before = await history()
  await office.get('gate.save', { ...gate, name: '雁山南门（新）' })
  await office.get('gate.save', { ...gate, name: '雁山南门（新）' })
  await office.get('gate.save', gate)
  const [back, there, ...older] = await history()
  expect(older).toEqual(before)
  expect([there?.from, there?.to]).toMatchObject([{ name: gate.name }, { name: '雁山南门（新）' }])
  expect([back?.from, back?.to]).toMatchObject([
    { name: '雁山南门（新）' },
    { _id: gate.gateId, name: gate.name },
  ])
  const name = campus.demo.office[0]?.name
  expect([back?.byName, there?.byName]).toEqual([name, name])
  expect(back?.at).toBeGreaterThanOrEqual(there?.at ?? Infinity)
})

it('a gate taken out of use is offered no more, and nobody checks there', async () => {
  const traits = southGate()
  const { gateId } = traits
  const guard = campus.person(guardOf(campus, gateId))
  const check = () =>
    guard.outcome('gate.check', { gateId, direction: 'in', plate: identityOf(next()).plate })
  const offered = async () =>
    (await campus.person('looker').get('visit.options', {})).gates.map(({ id }) => id).includes(gateId)
  expect([await offered(), await check()]).toEqual([true, 'ok'])
  await office.get('gate.save', { ...traits, active: false })
  expect([await offered(), await check()]).toEqual([false, 'WRONG_GATE_ACCOUNT'])
})

it('a new tariff is for who enters from its start on; who is inside pays by the one of their entry', async () => {
  const drivenIn = async () => {
    const number = next()
    const { plate } = identityOf(number)
    await bookApproved(campus, number, { purpose: 'private', driving: true, plate })
    const guard = campus.person(guardOf(campus, 'yanshan-east'))
    const pass = (direction: 'in' | 'out') =>
      guard.get('gate.check', { gateId: 'yanshan-east', direction, plate })
    await pass('in')
    return async () => (await pass('out')).fee?.fen
  }
  const rate = { form: 'entry' as const, fen: 700 }
  const dear = { label: '新标准', freeMinutes: 0, freeMode: 'threshold' as const, rate }
  const leaveEarly = await drivenIn()
  await office.get('tariff.add', { ...dear, effectiveFrom: NOW + 5 * 60_000 })
  campus.clock.now = NOW + 10 * 60_000
  const leaveLate = await drivenIn()
  campus.clock.now = NOW + 20 * 60_000
  expect([await leaveEarly(), await leaveLate()]).toEqual([0, 700])
})

it('a tariff can’t start in the past, where it would change what those inside pay', async () => {
  const rate = { form: 'entry' as const, fen: 700 }
  const past = { effectiveFrom: NOW - 1, label: '追溯', freeMinutes: 0, freeMode: 'threshold' as const, rate }
  expect(await office.ask('tariff.add', past)).toMatchObject({
    code: 'TARIFF',
    details: { fieldErrors: [{ field: 'effectiveFrom' }] },
  })
})

it('only the office changes any of this: neither approver, desk, guard nor visitor', async () => {
  const others = [
    approversOf(campus, 'computing')[0],
    campus.demo.desks[0]?.openid,
    guardOf(campus, 'yucai-west'),
    'anybody',
  ].map((openid) => campus.person(openid ?? ''))
  for (const other of others)
    expect([
      await other.outcome('rules.get', {}),
      await other.outcome('rules.change', { selfApproval: true }),
      await other.outcome('gate.save', southGate()),
      await other.outcome('staff.save', row()),
      await other.outcome('staff.unbind', { staffId: 'newcomer' }),
    ]).toEqual(Array.from({ length: 5 }, () => 'NOT_ALLOWED'))
})

it('a tariff that would charge less for a longer stay is refused with its field errors', async () => {
  const steps = [
    { upToMinutes: 60, fen: 500 },
    { upToMinutes: 120, fen: 300 },
  ]
  const rate = { form: 'total' as const, steps, beyond: { unitMinutes: 60, fen: 100 } }
  const tariff = { effectiveFrom: NOW, label: '倒挂', freeMinutes: 30, freeMode: 'threshold' as const, rate }
  const reply = await office.ask('tariff.add', tariff)
  expect(reply).toMatchObject({ ok: false, code: 'TARIFF' })
  expect(JSON.stringify(reply)).toContain('rate.steps.1.fen')
})

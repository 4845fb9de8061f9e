import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../contract'
import type { Staff } from '../../cloudfunctions/stores/staff'
import { addDays, startOfDay } from '../../miniprogram/domain/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { book, bookApproved, formFor, guardOf, identityOf } from './visitors'

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
      details: { faults: [{ field: 'hostId', code: 'HOST_GONE' }] },
    })
  })
})

describe('the rules', () => {
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
})

it('whether a visitor may cancel an approved booking is the office’s to say', async () => {
  const { visitor, visitId } = await bookApproved(campus, next())
  const mayCancel = async () => (await visitor.get('visit.get', { visitId })).may.cancel
  await office.get('rules.change', { cancelApproved: false })
  expect([await mayCancel(), await visitor.outcome('visit.cancel', { visitId })]).toEqual([
    false,
    'CANCEL_BY_APPROVER',
  ])
  await office.get('rules.change', { cancelApproved: true })
  expect([await mayCancel(), await visitor.outcome('visit.cancel', { visitId })]).toEqual([true, 'ok'])
})

it('when approvers are reminded is the office’s to say', async () => {
  const { remindOfNear } = await import('../../cloudfunctions/usecases/remind-approvers')
  const morning = startOfDay(TODAY) + 9 * 3_600_000
  campus.clock.now = morning - 2 * 3_600_000
  await book(campus, next(), { firstDay: TODAY, lastDay: TODAY })
  const rules = { opensAt: 14 * 60, hoursBefore: 4, earliest: 7 * 60, eveningBefore: 18 * 60 }
  await office.get('rules.change', { reminders: rules })
  expect(await remindOfNear(morning)).toBe(0)
  expect(await remindOfNear(morning + 3_600_000)).toBeGreaterThan(0)
})

it('a gate taken out of use is offered no more, and nobody checks there', async () => {
  const gate = campus.demo.gates.find(({ _id }) => _id === 'yanshan-south')
  if (gate === undefined) throw new Error('no such gate')
  const { _id: gateId, name, campusId, pedestrian, vehicleBarrier, privateVehicles, place } = gate
  const traits = { gateId, name, campusId, pedestrian, vehicleBarrier, privateVehicles, place }
  const guard = campus.person(guardOf(campus, gateId))
  const check = () =>
    guard.outcome('gate.admit', { gateId, direction: 'in', plate: identityOf(next()).plate })
  const offered = async () =>
    (await campus.person('looker').get('visit.options', {})).gates.map(({ id }) => id).includes(gateId)
  expect([await offered(), await check()]).toEqual([true, 'ok'])
  await office.get('gate.save', { ...traits, active: false })
  expect([await offered(), await check()]).toEqual([false, 'WRONG_GATE_ACCOUNT'])
})

it('a tariff that would charge less for a longer stay is refused with its faults', async () => {
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

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../miniprogram/domain/days'
import type { Calendar } from '../../cloudfunctions/stores/calendars'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approversOf, book, bookApproved, guardOf, identityOf } from './visitors'

/** The queue beyond its tabs, what the timer does, and passes given by phone (spec 3, 5.6, 7, 9). */
let campus: Campus
let remindOfNear: (now: number) => Promise<number>
let sendDigests: (now: number) => Promise<number>
let checkCalendars: (today: string) => Promise<number>
let anonymiseOldVisits: (today: string) => Promise<number>
let endOverdueVisits: (now: number, today: string) => Promise<number>
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  ;({ remindOfNear, sendDigests } = await import('../../cloudfunctions/usecases/remind-approvers'))
  ;({ checkCalendars } = await import('../../cloudfunctions/usecases/check-calendars'))
  ;({ anonymiseOldVisits } = await import('../../cloudfunctions/usecases/anonymise'))
  ;({ endOverdueVisits } = await import('../../cloudfunctions/usecases/pass-days'))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const approver = () => campus.person(approversOf(campus, 'computing')[0] as string)
const office = () => campus.person(campus.demo.office[0]?.openid ?? '')

describe('many at once', () => {
  it('decides each by itself: four pass, the one decided before says so', async () => {
    const booked = await Promise.all(Array.from({ length: 5 }, () => book(campus, next())))
    const visitIds = booked.map(({ visitId }) => visitId)
    await approver().get('approval.return', { visitId: visitIds[2] as string, reason: '改期' })
    const input = { visitIds, decision: 'approve' as const, reason: '' }
    const { rows } = await approver().get('approval.decideMany', input, 'many-at-once-000001')
    expect(rows.map(({ ok, code }) => [ok, code])).toEqual([
      [true, null],
      [true, null],
      [false, 'ALREADY_DECIDED'],
      [true, null],
      [true, null],
    ])
    const again = await approver().get('approval.decideMany', input, 'many-at-once-000001')
    expect(again.rows.filter(({ ok }) => ok)).toHaveLength(4)
  })
})

describe('a search of the queue', () => {
  it('finds by part of the name, phone tail and plate, within the own unit only', async () => {
    const number = next()
    const { plate, phone } = identityOf(number)
    const { visitId } = await book(campus, number, { name: '欧阳小寻', driving: true, plate })
    const found = async (text: string, openid = approver().openid as string) => {
      const all = { list: null, purposeClass: null, driving: null }
      const { rows } = await campus.person(openid).get('approval.search', { text, ...all })
      return rows.map(({ id }) => id)
    }
    for (const text of ['小寻', '欧阳', phone.slice(-4), plate, plate.slice(2).toLowerCase()])
      expect(await found(text), text).toContain(visitId)
    expect(await found('小寻', approversOf(campus, 'literature')[0] as string)).toEqual([])
  })
})

describe('the timer', () => {
  const all = async <T extends Stored>(collection: string): Promise<T[]> => {
    const { find, command } = await import('../../cloudfunctions/platform/database')
    return find<T>(collection, { _id: command().gt('') }, ['_id', 'asc'], 1000)
  }
  const notices = async (event: string) =>
    (await all('outbox')).filter(({ _id }) => _id.includes(event)).length

  it('reminds of a near visit once, also when run twice at once', async () => {
    const { visitId, visitor } = await book(campus, next(), {
      firstDay: addDays(TODAY, 1),
      lastDay: addDays(TODAY, 1),
    })
    await remindOfNear(NOW)
    expect((await visitor.get('visit.get', { visitId })).told).toHaveLength(1)
    const evening = Date.parse(`${TODAY}T10:30:00Z`)
    await Promise.all([remindOfNear(evening), remindOfNear(evening)])
    await remindOfNear(evening + 60_000)
    expect((await visitor.get('visit.get', { visitId })).told).toHaveLength(2)
    expect(await notices(`${visitId}:reminder`)).toBe(1)
  })

  it('sends one digest a day to a unit with something pending, in the evening only', async () => {
    await book(campus, next())
    expect(await sendDigests(NOW)).toBe(0)
    const evening = Date.parse(`${TODAY}T10:30:00Z`)
    await Promise.all([sendDigests(evening), sendDigests(evening)])
    expect(await notices('computing:digest')).toBe(1)
  })

  it('puts calendars right that drifted, both ways, and then finds nothing', async () => {
    const { visitId } = await book(campus, next())
    const { transact } = await import('../../cloudfunctions/platform/transaction')
    const calendars = await all<Calendar>('calendars')
    const [first, second] = calendars.filter(({ entries }) =>
      entries.some((entry) => entry.visitId === visitId),
    )
    if (first === undefined || second === undefined) throw new Error('a booking stands in two calendars')
    const ghost = { ...second.entries[0]!, visitId: 'no-such-visit' }
    await transact(async (tx) => {
      await tx.write('calendars', { ...first, entries: [] })
      await tx.write('calendars', { ...second, entries: [...second.entries, ghost] })
    })
    expect(await checkCalendars(TODAY)).toBe(2)
    expect(await checkCalendars(TODAY)).toBe(0)
  })

  it('takes the person out of a booking 180 days after its last day, once', async () => {
    const { visitId } = await bookApproved(campus, next())
    const later = addDays(TODAY, 181)
    await endOverdueVisits(NOW + 181 * 86_400_000, later)
    expect(await anonymiseOldVisits(addDays(TODAY, 180))).toBe(0)
    expect(await anonymiseOldVisits(later)).toBeGreaterThan(0)
    expect(await anonymiseOldVisits(later)).toBe(0)
    const kept = await campus.stored<Visit>('visits', visitId)
    expect(kept).toMatchObject({ name: '已匿名', owner: '', phoneHash: '' })
  })
})

describe('emergency reports', () => {
  const report = {
    hostName: '李老师',
    unitName: '文学院',
    name: '张三',
    phone: '',
    plate: '',
    gateIds: ['yucai-west'],
    firstDay: TODAY,
    lastDay: TODAY,
    note: '',
  }

  it('are closed while the mode is off; on, the number opens the named gate and is reconciled once', async () => {
    expect(await office().outcome('emergency.report', report)).toBe('EMERGENCY_CLOSED')
    await office().get('emergency.switch', { on: true, reason: '系统检修' })
    const { visitId, number } = await office().get('emergency.report', report)
    const at = (gateId: string) =>
      campus.person(guardOf(campus, gateId)).get('gate.admit', { gateId, direction: 'in', code: number })
    expect(await at('yucai-east')).toMatchObject({ allowed: false, reason: 'WRONG_GATE' })
    expect(await at('yucai-west')).toMatchObject({ allowed: true })
    const [row] = (await office().get('emergency.list', { reconciled: false, cursor: null })).rows
    expect(row).toMatchObject({ number, name: '张**', passages: 2, gateNames: ['育才西门'] })
    await office().get('emergency.reconcile', { visitId, note: '属实' })
    expect(await office().outcome('emergency.reconcile', { visitId, note: '' })).toBe('EMERGENCY_RECONCILED')
    await office().get('emergency.switch', { on: false, reason: '检修结束' })
  })
})

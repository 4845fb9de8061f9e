import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addDays } from '../../miniprogram/domain/values/days'
import type { Output } from '../../contract'
import type { Calendar } from '../../cloudfunctions/stores/calendars'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approversOf, book, bookApproved, guardOf, identityOf } from './visitors'
import { withSentence } from './sentences'

/** The queue beyond its tabs, what the timer does, and passes given by phone (spec 3, 5.6, 7, 9). */
let campus: Campus
let remindOfNear: (now: number) => Promise<number>
let sendDigests: (now: number) => Promise<number>
let checkCalendars: (now: number) => Promise<number>
let anonymiseOldVisits: (now: number, today: string) => Promise<number>
let endOverdueVisits: (now: number, today: string) => Promise<number>
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  ;({ remindOfNear, sendDigests } = await import('../../cloudfunctions/usecases/notice/remind-approvers'))
  ;({ checkCalendars } = await import('../../cloudfunctions/usecases/visit/check-calendars'))
  ;({ anonymiseOldVisits } = await import('../../cloudfunctions/usecases/visit/anonymise'))
  ;({ endOverdueVisits } = await import('../../cloudfunctions/usecases/visit/expire'))
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
    expect(withSentence(rows[2])).toMatchObject({
      sentence: expect.stringMatching(/^这条预约已由.+处理：已退回$/) as string,
      decidedAt: NOW,
    })
    const again = await approver().get('approval.decideMany', input, 'many-at-once-000001')
    expect(again.rows.filter(({ ok }) => ok)).toHaveLength(4)
  })

  it('says of each that it is busy, when somebody else holds them all', async () => {
    const { visitId } = await book(campus, next())
    const { inTransaction } = await import('../../cloudfunctions/platform/database')
    const chance = vi.spyOn(Math, 'random').mockReturnValue(0)
    const { rows } = await inTransaction(async (tx) => {
      const visit = (await tx.read<Visit>('visits', visitId)) as Visit
      await tx.write('visits', visit)
      return approver().get('approval.decideMany', { visitIds: [visitId], decision: 'approve', reason: '' })
    })
    chance.mockRestore()
    expect(rows.map(({ ok, code }) => [ok, code])).toEqual([[false, 'BUSY']])
  })

  it('returns many with one reason, and none of them without', async () => {
    const booked = await Promise.all(Array.from({ length: 2 }, () => book(campus, next())))
    const visitIds = booked.map(({ visitId }) => visitId)
    const send = (reason: string) =>
      approver().get('approval.decideMany', { visitIds, decision: 'return', reason })
    expect((await send(' ')).rows.map(({ code }) => code)).toEqual(['REASON_REQUIRED', 'REASON_REQUIRED'])
    expect((await send('请改到下周')).rows.map(({ state }) => state)).toEqual(['returned', 'returned'])
    const { rows } = await approver().get('approval.list', { list: 'returned', cursor: null })
    expect(rows.filter(({ id }) => visitIds.includes(id)).map(({ reason }) => reason)).toEqual([
      '请改到下周',
      '请改到下周',
    ])
  })
})

describe('what everybody may read of the rules', () => {
  it('is what holds now: tariff, duplicate rule, numbers', async () => {
    const visitor = campus.person('visitor-rules')
    const before = await visitor.get('visit.options', {})
    expect(before).toMatchObject({ duplicateRule: 'anyLive', paysAfterDays: true, tariff: { id: 'sample' } })
    const rate = { form: 'entry' as const, fen: 500 }
    await office().get('tariff.add', {
      effectiveFrom: NOW,
      label: '新标准',
      freeMinutes: 15,
      freeMode: 'threshold',
      rate,
    })
    await office().get('rules.change', { duplicateRule: 'overlap', officialStaysFree: true })
    expect(await visitor.get('visit.options', {})).toMatchObject({
      duplicateRule: 'overlap',
      paysAfterDays: false,
      tariff: { label: '新标准', freeMinutes: 15, rate },
    })
    await office().get('rules.change', { duplicateRule: 'anyLive', officialStaysFree: false })
    const { units } = await visitor.get('unit.list', {})
    const computing = campus.demo.units.find(({ _id }) => _id === 'computing')
    expect(units.find(({ id }) => id === 'computing')).toMatchObject({
      phone: computing?.phone ?? null,
      hasGates: true,
    })
  })
})

describe('a booking at a glance', () => {
  const rowsOf = async (list: 'pending' | 'approved') =>
    (await approver().get('approval.list', { list, cursor: null })).rows
  const rowFor = async (visitId: string, list: 'pending' | 'approved' = 'pending') =>
    (await rowsOf(list)).find(({ id }) => id === visitId)

  it('carries the host’s word, and who decided first', async () => {
    const host = campus.demo.staff.find(({ unitId, openid }) => unitId === 'computing' && openid !== null)
    const { visitId } = await book(campus, next(), { hostId: host?.id ?? '' })
    expect(await rowFor(visitId)).toMatchObject({
      hostConfirmation: 'none',
      decidedBy: null,
      hints: ['officialUnconfirmed'],
    })
    await campus.person(host?.openid ?? '').get('host.confirm', { visitId, word: 'confirmed' })
    expect(await rowFor(visitId)).toMatchObject({ hostConfirmation: 'confirmed', hints: [] })
    await approver().get('approval.approve', { visitId })
    const { name } = campus.demo.approvers.find(({ unitIds }) => unitIds.includes('computing'))!
    expect(await rowFor(visitId, 'approved')).toMatchObject({ decidedBy: name, hints: [] })
  })

  it('hints at a car that comes officially for the third time within a month', async () => {
    const { plate } = identityOf(next())
    const hintsAt = async (days: number) => {
      campus.clock.now = NOW + days * 86_400_000
      const day = addDays(TODAY, days)
      const { visitor, visitId } = await book(campus, next(), {
        driving: true,
        plate,
        firstDay: day,
        lastDay: day,
      })
      const { hints } = await approver().get('approval.get', { visitId })
      const row = (await approver().get('approval.search', { text: plate, list: 'pending' })).rows[0]
      expect(row?.hints).toEqual(hints)
      await approver().get('approval.approve', { visitId })
      await approver().get('approval.revoke', { visitId, reason: '结束' })
      expect(visitor.openid).not.toBeNull()
      return hints[0]
    }
    expect(await hintsAt(0)).toBe('officialByPrivateCar')
    expect(await hintsAt(1)).toBe('officialByPrivateCar')
    expect(await hintsAt(2)).toBe('officialCarAgain')
    expect(await hintsAt(33)).toBe('officialByPrivateCar')
  })
})

describe('filters of the queue', () => {
  it('each narrow the list and the search; all that is set has to fit', async () => {
    const name = '皇甫过滤'
    const tomorrow = addDays(TODAY, 1)
    const later = { firstDay: tomorrow, lastDay: tomorrow }
    const number = next()
    const made = {
      walking: await book(campus, next(), { name }),
      driving: await book(campus, number, { name, driving: true, plate: identityOf(number).plate }),
      private: await book(campus, next(), { name, purpose: 'private' }),
      tomorrow: await book(campus, next(), { name, ...later }),
    }
    const all = { today: false, driving: null, purposeClass: null, unconfirmed: false }
    const found = async (filter: object) => {
      const asked = { ...all, ...filter }
      const { rows } = await approver().get('approval.search', { text: name, list: null, filter: asked })
      const ids = rows.map(({ id }) => id)
      const named = Object.entries(made).filter(([, { visitId }]) => ids.includes(visitId))
      const listed: string[] = []
      for (let cursor: string | null = null; ;) {
        const page: Output<'approval.list'> = await approver().get('approval.list', {
          list: 'pending',
          cursor,
          filter: asked,
        })
        listed.push(...page.rows.map(({ id }) => id))
        cursor = page.next
        if (cursor === null) break
      }
      for (const [key, { visitId }] of Object.entries(made))
        expect(listed.includes(visitId), key).toBe(ids.includes(visitId))
      return named.map(([key]) => key)
    }
    expect(await found({})).toEqual(['walking', 'driving', 'private', 'tomorrow'])
    expect(await found({ today: true })).toEqual(['walking', 'driving', 'private'])
    expect(await found({ driving: true })).toEqual(['driving'])
    expect(await found({ purposeClass: 'private' })).toEqual(['private'])
    expect(await found({ unconfirmed: true })).toEqual(['walking', 'driving', 'tomorrow'])
    expect(await found({ today: true, unconfirmed: true, driving: false })).toEqual(['walking'])
  })
})

describe('a search of the queue', () => {
  it('finds by part of the name, phone tail and plate, within the own unit only', async () => {
    const number = next()
    const { plate, phone } = identityOf(number)
    const { visitId } = await book(campus, number, { name: '欧阳小寻', driving: true, plate })
    const found = async (text: string, openid = approver().openid as string) => {
      const { rows } = await campus.person(openid).get('approval.search', { text, list: null })
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
    expect(await notices(`${visitId}:reminder`)).toBe(0)
    // Nobody of the unit takes messages: nobody is said to have been told.
    expect((await visitor.get('visit.get', { visitId })).notifications).toEqual([])
    const evening = Date.parse(`${TODAY}T10:30:00Z`)
    await Promise.all([remindOfNear(evening), remindOfNear(evening)])
    await remindOfNear(evening + 60_000)
    expect((await visitor.get('visit.get', { visitId })).notifications).toEqual([])
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
    expect(await checkCalendars(NOW)).toBe(2)
    expect(await checkCalendars(NOW)).toBe(0)
  })

  it('takes the person out of a booking 180 days after its last day, once', async () => {
    const { visitId } = await bookApproved(campus, next())
    const later = addDays(TODAY, 181)
    await endOverdueVisits(NOW + 181 * 86_400_000, later)
    expect(await anonymiseOldVisits(NOW, addDays(TODAY, 180))).toBe(0)
    expect(await anonymiseOldVisits(NOW, later)).toBeGreaterThan(0)
    expect(await anonymiseOldVisits(NOW, later)).toBe(0)
    const kept = await campus.stored<Visit>('visits', visitId)
    expect(kept).toMatchObject({ name: '', owner: '', phoneHash: '' })
  })
})

describe('emergency reports', () => {
  const report = {
    hostName: '李老师',
    unitName: '文学院',
    purpose: 'other' as const,
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
      campus
        .person(guardOf(campus, gateId))
        .get('gate.check', { gateId, direction: 'in', code: number, name: '张三' })
    expect(await at('yucai-east')).toMatchObject({ allowed: false, reason: 'WRONG_GATE' })
    expect(await at('yucai-west')).toMatchObject({ allowed: true })
    const [row] = (await office().get('emergency.list', { list: 'open', cursor: null })).rows
    expect(row).toMatchObject({ number, name: '张三', gateNames: ['育才西门'] })
    expect(row?.passages.map(({ allowed }) => allowed).sort()).toEqual([false, true])
    await office().get('emergency.reconcile', { visitId, matched: true, note: '属实' })
    expect(await office().outcome('emergency.reconcile', { visitId, matched: true, note: '' })).toBe(
      'EMERGENCY_RECONCILED',
    )
    await office().get('emergency.switch', { on: false, reason: '检修结束', openPasses: 'keep' })
  })
})

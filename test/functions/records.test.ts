import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import type { Input } from '../../contract'
import { addDays, weekdayOf } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { join, openActivityOf } from './guests'
import { approvedPass, peopleOf, standingPerson } from './standing'
import { approversOf, book, bookApproved, guardOf, hostIn, identityOf, manyBookings } from './visitors'

/** What the office looks for on record: found by narrowing and by words, page by page, masked, and noted when taken along. */
const GATE = 'yanshan-east'
let campus: Campus
let office: Person
const deskOf = (campusId: string): Person =>
  campus.person(campus.demo.desks.find(({ campusIds }) => campusIds.includes(campusId))?.openid ?? '')
let number = 71_000
const next = (): number => ++number

type VisitFilter = Input<'record.visits'>['filter']
type PassageFilter = Input<'record.passages'>['filter']
const visits = (filter: Partial<VisitFilter> = {}): VisitFilter => ({
  ...{ firstDay: TODAY, lastDay: TODAY, campusId: null, unitId: null, state: null, ...filter },
})
const passages = (filter: Partial<PassageFilter> = {}): PassageFilter => ({
  ...{ firstDay: TODAY, lastDay: TODAY, campusId: null, gateId: null, decision: null, reason: null },
  ...filter,
})

/** 计算机学院 is in 雁山校区, 教育学部 in 育才校区. */
let made: { pending: string; approved: string; education: string; later: string }
const approvedNumber = next()
/** The last four of a number. */
const tail = (kind: 'phone' | 'document'): string => identityOf(approvedNumber)[kind].slice(-4)

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  const { visitId: approved, phone } = await bookApproved(campus, approvedNumber, {
    ...{ name: '欧阳明轩', driving: true, plate: identityOf(approvedNumber).plate },
  })
  const { visitId: pending } = await book(campus, next())
  const later = await book(campus, next(), { firstDay: addDays(TODAY, 2), lastDay: addDays(TODAY, 2) })
  const education = await book(campus, next(), { hostId: hostIn(campus, 'education') })
  made = { approved, pending, later: later.visitId, education: education.visitId }
  const guard = campus.person(guardOf(campus, GATE))
  await guard.get('gate.check', { gateId: GATE, direction: 'in', code: phone.codeAt(NOW) })
  await guard.get('gate.check', { gateId: GATE, direction: 'in', plate: '桂C00001' })
})
afterAll(() => campus.close())

async function found(by: Person, filter: Partial<VisitFilter>): Promise<string[]> {
  const { rows } = await by.get('record.visits', { filter: visits(filter), cursor: null })
  return rows.map(({ id }) => id).sort()
}
const ids = (...names: (keyof typeof made)[]): string[] => names.map((name) => made[name]).sort()

describe('bookings', () => {
  it.each<[string, Partial<VisitFilter>, (keyof typeof made)[]]>([
    ['a day', {}, ['approved', 'pending', 'education']],
    ['several days', { lastDay: addDays(TODAY, 3) }, ['approved', 'pending', 'education', 'later']],
    ['a campus', { campusId: 'yucai' }, ['education']],
    ['a unit', { unitId: 'computing' }, ['approved', 'pending']],
    ['a unit of another campus', { unitId: 'computing', campusId: 'yucai' }, []],
    ['a state', { state: 'approved' }, ['approved']],
    ['a unit and a state', { unitId: 'computing', state: 'pending' }, ['pending']],
    ['a campus and a state', { campusId: 'yucai', state: 'approved' }, []],
  ])('of %s', async (_, filter, names) => expect(await found(office, filter)).toEqual(ids(...names)))

  it('are those of its own campus for a desk', async () => {
    expect(await found(deskOf('yucai'), {})).toEqual(ids('education'))
    expect(
      await deskOf('yucai').outcome('record.visits', {
        filter: visits({ campusId: 'yanshan' }),
        cursor: null,
      }),
    ).toBe('NOT_FOUND')
    expect(
      await deskOf('yucai').outcome('record.visits', {
        filter: visits({ unitId: 'computing' }),
        cursor: null,
      }),
    ).toBe('NOT_FOUND')
  })

  it('show the name in full and the numbers masked', async () => {
    const { rows } = await office.get('record.visits', {
      filter: visits({ state: 'approved' }),
      cursor: null,
    })
    expect(rows[0]).toMatchObject({
      name: '欧阳明轩',
      document: `450***********${tail('document')}`,
      phone: `138****${tail('phone')}`,
    })
  })

  it('come page by page, the latest first day first, without gaps or repeats', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { rows: { id: string }[]; next: string | null } = await office.get('record.visits', {
        ...{ filter: visits({ lastDay: addDays(TODAY, 3) }), cursor, size: 1 },
      })
      seen.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(seen[0]).toBe(made.later)
    expect([...seen].sort()).toEqual(ids('approved', 'pending', 'education', 'later'))
  })

  it('move to their new state when they are decided', async () => {
    const { visitId } = await book(campus, next())
    await campus
      .person(approversOf(campus, 'computing')[0] ?? '')
      .get('approval.return', { visitId, reason: '改期' })
    expect(await found(office, { state: 'returned' })).toEqual([visitId])
  })

  it.each([
    ['backwards', { lastDay: addDays(TODAY, -1) }],
    ['more than a year', { lastDay: addDays(TODAY, 366) }],
  ])('of days %s are refused', async (_, filter) =>
    expect(await office.outcome('record.visits', { filter: visits(filter), cursor: null })).toBe(
      'BAD_REQUEST',
    ),
  )
})

describe('a search', () => {
  const search = async (by: Person, text: string) =>
    (await by.get('record.search', { text, cursor: null })).rows.map(({ id }) => id)

  it.each([
    ['part of the name', () => '明轩'],
    ['the last four of the phone', () => tail('phone')],
    ['the last four of the ID', () => tail('document')],
    ['the plate', () => identityOf(approvedNumber).plate],
    ['the plate without its beginning', () => identityOf(approvedNumber).plate.slice(2)],
  ])('finds by %s', async (_, text) => expect(await search(office, text())).toContain(made.approved))

  it('finds by the name of a unit', async () => {
    const name = campus.demo.units.find(({ _id }) => _id === 'education')?.name ?? ''
    expect(await search(office, name.slice(0, 3))).toEqual([made.education])
  })

  it('goes on by a cursor over all ways at once', async () => {
    const first = await office.get('record.search', { text: '访客', cursor: null, size: 2 })
    const rest = await office.get('record.search', { text: '访客', cursor: first.next, size: 50 })
    const all = [...first.rows, ...rest.rows].map(({ id }) => id)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toEqual(expect.arrayContaining(ids('pending', 'education', 'later')))
  })

  it('finds for a desk what is on its own campus', async () => {
    expect(await search(deskOf('yucai'), '明轩')).toEqual([])
    expect(await search(deskOf('yanshan'), '明轩')).toEqual([made.approved])
  })

  it.each(['', ' ', '没有这个人'])('for “%s” finds nothing', async (text) =>
    expect(await search(office, text)).toEqual([]),
  )
})

describe('one booking', () => {
  it('has its history and passages', async () => {
    const { visit, history, passages: rows } = await office.get('record.get', { visitId: made.approved })
    expect(visit.id).toBe(made.approved)
    expect(history.map(({ action }) => action)).toEqual(['submitted', 'approved'])
    expect(rows).toMatchObject([{ direction: 'in', allowed: true }])
  })

  it('shows who it is on a tap that is noted', async () => {
    const { document, phone } = identityOf(approvedNumber)
    // Rows of one moment have no order of their own.
    campus.clock.now += 1000
    expect(await office.get('record.unmask', { visitId: made.approved })).toMatchObject({ document, phone })
    const { shownTo } = await office.get('record.get', { visitId: made.approved })
    expect(shownTo.map(({ name }) => name)).toEqual([campus.demo.office[0]?.name])
    const { rows } = await office.get('audit.list', { topic: 'unmasked', cursor: null })
    expect(rows[0]?.action).toBe('record.unmask')
  })
})

describe('passages', () => {
  const count = async (by: Person, filter: Partial<PassageFilter>) =>
    (await by.get('record.passages', { filter: passages(filter), cursor: null })).rows.length

  it.each<[string, Partial<PassageFilter>, number]>([
    ['a day', {}, 2],
    ['another day', { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) }, 0],
    ['a gate', { gateId: GATE }, 2],
    ['another gate', { gateId: 'yucai-west' }, 0],
    ['a campus', { campusId: 'yanshan' }, 2],
    ['what was let through', { decision: 'allowed' }, 1],
    ['what was refused at a gate', { gateId: GATE, decision: 'refused' }, 1],
    ['a reason', { reason: 'NOT_FOUND' }, 1],
    ['a reason that nothing had', { reason: 'BLACKLIST' }, 0],
  ])('of %s', async (_, filter, rows) => expect(await count(office, filter)).toBe(rows))

  it('show the name in full, unless another of the booking may be meant', async () => {
    const filter = passages({ decision: 'allowed' })
    const nameThen = async (companions: string[]) => {
      await campus.put('visits', { _id: made.approved, companions: companions.map((name) => ({ name })) })
      return (await office.get('record.passages', { filter, cursor: null })).rows[0]?.name
    }
    expect(await nameThen(['陈圆圆', '欧阳峰'])).toBe('欧**')
    expect(await nameThen(['陈圆圆'])).toBe('欧阳明轩')
    expect(await nameThen([])).toBe('欧阳明轩')
  })

  it('are those of its own campus for a desk', async () => {
    expect(await count(deskOf('yucai'), {})).toBe(0)
    expect(await count(deskOf('yanshan'), {})).toBe(2)
    expect(
      await deskOf('yucai').outcome('record.passages', { filter: passages({ gateId: GATE }), cursor: null }),
    ).toBe('NOT_FOUND')
  })
})

it('each piece that is taken along stands on the audit trail', async () => {
  const before = await office.get('audit.list', { topic: 'exported', cursor: null })
  const piece = await office.get('record.exportVisits', { filter: visits(), cursor: null, size: 2 })
  await office.get('record.exportVisits', { filter: visits(), cursor: piece.next, size: 200 })
  await office.get('record.exportPassages', { filter: passages(), cursor: null })
  const after = await office.get('audit.list', { topic: 'exported', cursor: null })
  expect(after.rows.length - before.rows.length).toBe(3)
})

describe('the day list', () => {
  const list = (by: Person, day: string, campusId = 'yanshan') =>
    by.get('record.dayList', { campusId, day, cursor: null })

  it('has who may come that day with the code that they say', async () => {
    const { pass } = await bookApproved(campus, next(), { lastDay: addDays(TODAY, 1) })
    const { rows } = await list(office, TODAY)
    expect(rows.map(({ name }) => name)).toContain('欧阳明轩')
    expect(rows.find(({ code }) => code === pass.shortCode)).toMatchObject({ headCount: 1 })
    expect(rows.find(({ name }) => name === '欧阳明轩')?.documentEnd).toBe(tail('document'))
    // What waits for an approver isn't on it, and what has ended by then neither.
    expect(rows.map(({ id }) => id)).not.toContain(made.pending)
    expect((await list(office, addDays(TODAY, 1))).rows.map(({ code }) => code)).toEqual([pass.shortCode])
  })

  it('has nobody on a weekday on which they don’t come', async () => {
    const { visitId } = await bookApproved(campus, next(), { lastDay: addDays(TODAY, 6) })
    await campus.put('visits', { _id: visitId, right: { weekdays: [weekdayOf(addDays(TODAY, 2))] } })
    const days: number[] = []
    for (const day of [0, 1, 2, 3])
      if ((await list(office, addDays(TODAY, day))).rows.some(({ id }) => id === visitId)) days.push(day)
    expect(days).toEqual([2])
  })

  it.each([
    ['a day worker', 7, 19, [0, 1]],
    ['a night worker, in the morning after the last night too', 22, 6, [0, 1, 2]],
  ] as const)('says when %s comes', async (_, from, until, days) => {
    const number = next()
    const hours = { from: from * 60, until: until * 60 }
    await approvedPass(campus, [standingPerson(number)], { lastDay: addDays(TODAY, 1), hours })
    const seen = await Promise.all(
      [-1, 0, 1, 2, 3].map(async (day) => {
        const { rows } = await list(office, addDays(TODAY, day))
        const row = rows.find(({ documentEnd }) => documentEnd === identityOf(number).document.slice(-4))
        if (row !== undefined) expect(row.right).toEqual({ hours })
        return row === undefined ? [] : [day]
      }),
    )
    expect(seen.flat()).toEqual(days)
  })

  it('has nobody whose activity or pass has ended, nor whose entries are used', async () => {
    const [guest, worker, used] = [next(), next(), next()]
    const { activityId, organiser } = await openActivityOf(campus)
    await join(campus, activityId, guest)
    const pass = await approvedPass(campus, [standingPerson(worker)])
    const { visitId } = await bookApproved(campus, used)
    await campus.put('visits', { _id: visitId, right: { entries: 1 } })
    const ends = [guest, worker, used].map((number) => identityOf(number).document.slice(-4))
    const seen = async () => {
      const { rows } = await list(office, TODAY)
      return ends.map((end) => rows.some(({ documentEnd }) => documentEnd === end))
    }
    expect(await seen()).toEqual([true, true, true])
    await organiser.get('activity.cancel', { activityId, reason: '停电' })
    const visit = await campus.stored<Visit>('visits', (await peopleOf(pass))[0]?.id ?? '')
    await pass.unit.get('standing.withdraw', { passId: pass.passId, visitIds: [], reason: '终止' })
    // Beyond those that the call itself brings in line.
    await campus.put('visits', { ...(visit as Visit) })
    await campus.put('visits', { _id: visitId, entriesMade: 1 })
    expect(await seen()).toEqual([false, false, false])
  })

  it('has whoever has a gate there, wherever the host works, with the gates of that campus', async () => {
    const number = next()
    const { plate } = identityOf(number)
    const { visitId } = await bookApproved(campus, number, { driving: true, plate, purpose: 'private' })
    const there = async (campusId: string) =>
      (await list(office, TODAY, campusId)).rows.find(({ id }) => id === visitId)?.gates
    const [yanshan, yucai] = [await there('yanshan'), await there('yucai')]
    expect(yanshan).toContain('雁山东门')
    expect(yucai).toContain('育才西门')
    expect([
      ...(yanshan ?? []).filter((name) => !name.startsWith('雁山')),
      yucai?.includes('雁山东门'),
    ]).toEqual([false])
    expect((await list(deskOf('yucai'), TODAY, 'yucai')).rows.map(({ id }) => id)).toContain(visitId)
  })

  it('has nobody whom the blacklist keeps out, and names who of a group has to stay outside', async () => {
    const [number, mate, group] = [next(), next(), next()]
    const { document } = identityOf(mate)
    const companions = [{ name: '欧阳同行', documentKind: 'mainlandId' as const, document }]
    const alone = await bookApproved(campus, number)
    const { visitId } = await bookApproved(campus, group, { companions })
    const [first, second] = campus.demo.office.map(({ openid }) => campus.person(openid)) as [Person, Person]
    for (const each of [number, mate]) {
      const { blacklistId } = await first.get('blacklist.propose', {
        ...{
          name: '',
          documentKind: 'mainlandId',
          document: identityOf(each).document,
          phone: '',
          plate: '',
        },
        ...{ reason: '多次冲卡', evidence: [], from: TODAY, until: null },
      })
      await second.get('blacklist.answer', { blacklistId, accept: true })
    }
    const { rows } = await list(office, TODAY)
    expect(rows.map(({ id }) => id)).not.toContain(alone.visitId)
    expect(rows.find(({ id }) => id === visitId)).toMatchObject({ headCount: 1, outside: ['欧**'] })
  })

  it('is that of its own campus for a desk, and stands on the audit trail', async () => {
    campus.clock.now += 1000
    expect((await list(deskOf('yanshan'), TODAY)).rows.length).toBeGreaterThan(0)
    expect(
      await deskOf('yucai').outcome('record.dayList', { campusId: 'yanshan', day: TODAY, cursor: null }),
    ).toBe('NOT_FOUND')
    const { rows } = await office.get('audit.list', { topic: 'exported', cursor: null })
    expect(rows[0]?.action).toBe('record.dayList')
  })
})

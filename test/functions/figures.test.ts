import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TODAY, NOW } from '../domain/builders'
import { randomUUID } from 'node:crypto'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, guardOf, identityOf, manyBookings } from './visitors'

/** Figures are kept as things happen, each once, and come out as a file in which nothing is a formula (spec 10). */
let campus: Campus
let office: Person
let approver: Person
let count: () => Promise<void>
let number = 7000
const next = (): number => ++number
const period = { firstDay: TODAY, lastDay: TODAY }

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
  const { sealAudit } = await import('../../cloudfunctions/usecases/audit/seal')
  const { countFigures } = await import('../../cloudfunctions/usecases/campus/count-figures')
  count = async () => {
    await sealAudit(campus.clock.now)
    // Two timers at once, and once more: each seal counts once.
    await Promise.all([countFigures(campus.clock.now), countFigures(campus.clock.now)])
    await countFigures(campus.clock.now)
  }
})
afterAll(() => campus.close())

const unit = async () => (await office.get('figures.read', period)).units.find(({ id }) => id === 'computing')

describe('counted as it happens', () => {
  it('purposes, decisions and official bookings without the host’s word, by unit', async () => {
    const official = [
      await book(campus, next(), { purpose: 'official' }),
      await book(campus, next(), { purpose: 'official' }),
    ]
    const { visitId } = await book(campus, next(), { purpose: 'private' })
    await count()
    const before = await unit()
    expect(before).toMatchObject({ purposes: { official: 2, private: 1 }, decided: 0 })
    campus.clock.now = NOW + 20 * 60_000
    for (const each of official) await approver.get('approval.approve', { visitId: each.visitId })
    await approver.get('approval.return', { visitId, reason: '请改期' })
    await count()
    expect(await unit()).toMatchObject({
      ...{ purposes: { official: 2, private: 1 }, decided: 3, returned: 1, official: 2, unconfirmed: 2 },
      ...{ decisionMs: 3 * 20 * 60_000, decisionRanges: [0, 3, 0, 0, 0, 0, 0] },
    })
  })

  it('purposes have the office’s names, also one that was counted and isn’t offered any more', async () => {
    const { purposes } = await office.get('rules.get', {})
    const offered = (id: string): boolean => id !== 'official' && id !== 'alumni'
    await office.get('rules.change', {
      purposes: purposes.map((each) => ({ ...each, offered: offered(each.id), name: `${each.name}类` })),
    })
    const { purposes: named } = await office.get('figures.read', period)
    expect(named.map(({ name }) => name)).toEqual([
      ...['短期培训类', '因公来访类', '因私来访类', '家政服务类', '其它类'],
    ])
    expect((await office.get('figures.export', period)).csv).toContain('因公来访类')
    await office.get('rules.change', { purposes })
  })

  it('entries and waiting at a gate, and what was refused there by its reason', async () => {
    const owner = next()
    const guard = campus.person(guardOf(campus, 'yanshan-east'))
    const check = () =>
      guard.ask('gate.check', {
        ...{ gateId: 'yanshan-east', direction: 'in' as const, plate: identityOf(owner).plate },
      })
    const { visitId } = await book(campus, owner, {
      ...{ purpose: 'private', driving: true, plate: identityOf(owner).plate },
    })
    campus.clock.now = NOW + 30 * 60_000
    await check()
    await approver.get('approval.approve', { visitId })
    campus.clock.now = NOW + 33 * 60_000
    await check()
    await count()
    const { gates } = await office.get('figures.read', period)
    const east = gates.find(({ id }) => id === 'yanshan-east')
    expect(east).toMatchObject({ entries: 1, waited: 1, waitMs: 3 * 60_000, refused: { PENDING: 1 } })
  })

  it('a passage counts on the day and in the hour when somebody passed, however late it is told', async () => {
    const guard = campus.person(guardOf(campus, 'yanshan-west'))
    const { visitId } = await bookApproved(campus, next(), { lastDay: addDays(TODAY, 1) })
    const late = startOfDay(addDays(TODAY, 1)) - 10 * 60_000
    campus.clock.now = late + 30 * 60_000
    const event = (at: number, direction: 'in' | 'out') => ({
      ...{ eventId: randomUUID(), gateId: 'yanshan-west', direction, way: 'qr' as const, at, offset: 0 },
      ...{ allowed: true, reason: 'OK' as const, visitId, plate: null, inVehicle: false },
      ...{ override: null, step: null },
    })
    const events = [event(late, 'in'), event(late + 20 * 60_000, 'out')]
    await guard.get('gate.uploadPassages', { sentAt: campus.clock.now, events })
    await count()
    const hoursOf = async () => {
      const { loadFigures } = await import('../../cloudfunctions/stores/figures')
      const days = await loadFigures([TODAY, addDays(TODAY, 1)])
      return days.map(({ gates }) => gates['yanshan-west']?.hours ?? {})
    }
    const none = { in: 0, out: 0, refused: 0 }
    expect(await hoursOf()).toEqual([{ 23: { ...none, in: 1 } }, { 0: { ...none, out: 1 } }])
    const { days } = await office.get('figures.read', { firstDay: TODAY, lastDay: addDays(TODAY, 1) })
    expect(days.map(({ entries }) => entries)).toEqual([2, 0])
    campus.clock.now = NOW + 40 * 60_000
  })

  it('notices that reached nobody, once the day is over', async () => {
    const { countNotices } = await import('../../cloudfunctions/usecases/campus/count-figures')
    const tomorrow = addDays(TODAY, 1)
    expect((await office.get('figures.read', period)).notices).toBeNull()
    expect(await countNotices(NOW, tomorrow)).toBe(3)
    expect(await countNotices(NOW, tomorrow)).toBe(0)
    const { notices } = await office.get('figures.read', period)
    expect(notices?.settled).toBeGreaterThan(0)
    expect(notices?.reachedNobody).toBeLessThanOrEqual(notices?.settled ?? 0)
  })
})

it('the file has every part with its definition, stands on the trail, and a unit’s name is no formula', async () => {
  await campus.put('units', { _id: 'computing', name: '=HYPERLINK("x")' })
  const { csv } = await office.get('figures.export', period)
  const { figureWords } = await import('../../miniprogram/locales/zh/figures')
  for (const words of Object.values(figureWords.definitions)) expect(csv).toContain(words)
  expect(csv).toContain(`'=HYPERLINK`)
  // As on the page: what a reason is called, never its code.
  const { reasonSentence } = await import('../../miniprogram/locales/gate')
  expect(csv).toContain(`,${reasonSentence('PENDING') ?? ''},`)
  expect(csv).not.toContain('PENDING')
  expect(csv.split(/\r\n|,/).filter((cell) => cell.startsWith('='))).toEqual([])
  const { rows } = await office.get('audit.list', { topic: 'exported', cursor: null })
  expect(rows[0]?.action).toBe('figures.export')
})

it.each([
  ['backwards', TODAY, addDays(TODAY, -1)],
  ['more than a quarter', TODAY, addDays(TODAY, 92)],
])('%s is no period', async (_, firstDay, lastDay) => {
  expect(await office.outcome('figures.read', { firstDay, lastDay })).toBe('BAD_REQUEST')
})

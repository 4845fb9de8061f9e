import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STEP_MS } from '../../miniprogram/domain/pass/pass'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, formFor, guardOf, hostIn, manyBookings } from './visitors'

let campus: Campus
let approver: Person
const MANY = 45

beforeAll(async () => {
  campus = await openCampus()
  approver = campus.person(approversOf(campus, 'computing')[0] as string)
  for (let from = 0; from < MANY; from += 5)
    await Promise.all([0, 1, 2, 3, 4].map((each) => book(campus, from + each, daysFrom((from + each) % 4))))
})
afterAll(() => campus.close())

function daysFrom(ahead: number): { firstDay: string; lastDay: string } {
  const firstDay = addDays(TODAY, ahead)
  return { firstDay, lastDay: firstDay }
}

interface Row {
  id: string
}
/** All pages, with something happening between each two of them. */
async function walk<R extends Row>(
  read: (cursor: string | null) => Promise<{ rows: R[]; next: string | null }>,
  meanwhile: (page: R[]) => Promise<unknown> = async () => {},
): Promise<R[][]> {
  const pages: R[][] = []
  let cursor: string | null = null
  do {
    const page: { rows: R[]; next: string | null } = await read(cursor)
    pages.push(page.rows)
    await meanwhile(page.rows)
    cursor = page.next
  } while (cursor !== null)
  return pages
}
const idsOf = (pages: Row[][]): string[] => pages.flat().map(({ id }) => id)

describe('the approver’s queue', () => {
  const pending = (cursor: string | null) => approver.get('approval.list', { list: 'pending', cursor })

  it('pages by 20 without gaps or repeats, those who come first at the top', async () => {
    const pages = await walk(pending)
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 5])
    expect(new Set(idsOf(pages)).size).toBe(MANY)
    const days = pages.flat().map(({ firstDay }) => firstDay)
    expect(days).toEqual([...days].sort())
  })

  it('while rows are decided between two pages, every other row still comes once', async () => {
    const before = idsOf(await walk(pending))
    const decided: string[] = []
    const pages = await walk(pending, async (rows) => {
      for (const { id } of rows.slice(0, 3)) {
        await approver.get('approval.approve', { visitId: id })
        decided.push(id)
      }
      // A new one comes in as well, for a day long before the page's end.
      await book(campus, 1000 + decided.length, daysFrom(0))
    })
    const seen = idsOf(pages)
    expect(new Set(seen).size).toBe(seen.length)
    for (const id of before) expect(seen).toContain(id)
    const left = idsOf(await walk(pending))
    for (const id of decided) expect(left).not.toContain(id)
  })

  it('the decided ones stand under 审核通过, the latest first', async () => {
    const pages = await walk((cursor) => approver.get('approval.list', { list: 'approved', cursor }))
    const moments = pages.flat().map(({ changedAt }) => changedAt)
    expect(moments.length).toBeGreaterThanOrEqual(9)
    expect(moments).toEqual([...moments].sort((a, b) => b - a))
  })

  it('of somebody with two units is one queue in one order', async () => {
    const openid = 'approver-of-two'
    const account = {
      openid,
      role: 'approver',
      name: '双单位',
      active: true,
      rev: 0,
      frozen: null,
      removed: false,
      sort: openid,
      history: [],
    }
    await campus.put('accounts', { _id: `approver:${openid}`, ...account, unitIds: ['music', 'sports'] })
    const hosts = [hostIn(campus, 'music'), hostIn(campus, 'sports')]
    const made = []
    for (let each = 0; each < 24; each++)
      made.push((await book(campus, 2000 + each, { hostId: hosts[each % 2], ...daysFrom(each % 3) })).visitId)
    const pages = await walk((cursor) =>
      campus.person(openid).get('approval.list', { list: 'pending', cursor }),
    )
    expect(pages.map(({ length }) => length)).toEqual([20, 4])
    expect(idsOf(pages).sort()).toEqual(made.sort())
    const days = pages.flat().map(({ firstDay }) => firstDay)
    expect(days).toEqual([...days].sort())
  })
})

it('own bookings page the same way and hold nobody else’s', async () => {
  await manyBookings(campus)
  const organiser = campus.person('organiser')
  const made: string[] = []
  for (let each = 0; each < 23; each++)
    made.push((await organiser.get('visit.submit', { form: formFor(campus, 3000 + each) })).visitId)
  const pages = await walk((cursor) => organiser.get('visit.list', { list: 'pending', cursor }))
  expect(idsOf(pages).sort()).toEqual(made.sort())
  expect((await organiser.get('me', {})).waiting.pending).toBe(23)
})

it('a gate’s passages, the latest first, however many there are', async () => {
  const gateId = 'yanshan-east'
  const guard = campus.person(guardOf(campus, gateId))
  const { phone } = await bookApproved(campus, 4000)
  const made: string[] = []
  for (let each = 0; each < 25; each++) {
    campus.clock.now = NOW + each * STEP_MS
    const direction = each % 2 === 0 ? ('in' as const) : ('out' as const)
    const { passageId } = await guard.get('gate.check', {
      gateId,
      direction,
      code: phone.codeAt(campus.clock.now),
    })
    made.unshift(passageId ?? '')
  }
  const pages = await walk((cursor) => guard.get('gate.recent', { gateId, cursor }))
  expect(pages.map(({ length }) => length)).toEqual([20, 5])
  expect(idsOf(pages)).toEqual(made)
})

it('a cursor of nowhere begins or ends the list, and reads nothing else', async () => {
  const everything = idsOf(await walk((cursor) => approver.get('approval.list', { list: 'pending', cursor })))
  const from = async (cursor: string) =>
    (await approver.get('approval.list', { list: 'pending', cursor })).rows.map(({ id }) => id)
  expect(await from('')).toEqual(everything.slice(0, 20))
  expect(await from(Buffer.from('9999-99-99').toString('base64url'))).toEqual([])
  expect(await approver.outcome('approval.list', { list: 'pending', cursor: 'A' })).toBe('BAD_REQUEST')
  expect(await approver.outcome('approval.list', { list: 'pending', cursor: '{"$gt":""}' })).toBe(
    'BAD_REQUEST',
  )
})

it('one row that can’t be shown never hides the others', async () => {
  const asker = campus.person('asker')
  const { visitId } = await book(campus, 5001)
  const whole = idsOf(await walk((cursor) => approver.get('approval.list', { list: 'pending', cursor })))
  const { firstDay } = (await campus.stored('visits', visitId)) as unknown as { firstDay: string }
  await campus.put('visits', { _id: visitId, firstDay: '2026-99-99' })
  const rest = idsOf(await walk((cursor) => approver.get('approval.list', { list: 'pending', cursor })))
  expect(rest).toEqual(whole.filter((id) => id !== visitId))
  await campus.put('visits', { _id: visitId, firstDay, history: null })
  const more = idsOf(await walk((cursor) => approver.get('approval.list', { list: 'pending', cursor })))
  expect(more).toEqual(whole.filter((id) => id !== visitId))

  for (const [release, wantedFirstDay] of [
    ['bad', '2026-99-99'],
    ['good', TODAY],
  ])
    await campus.put('releaseRequests', {
      _id: `release-${release}`,
      ...{
        state: 'open',
        field: 'plate',
        answeredAt: null,
        answeredBy: null,
        visitId: whole[0],
        unitId: 'computing',
      },
      ...{
        askedBy: asker.openid,
        askedAt: NOW,
        wantedFirstDay,
        wantedLastDay: TODAY,
        reason: null,
        sort: release,
      },
    })
  const { rows } = await approver.get('release.list', { cursor: null })
  expect(rows.map(({ id }) => id)).toEqual(['release-good'])
  const inTheWay = {
    visitId: whole[0] as string,
    field: 'plate' as const,
    firstDay: '2026-99-99',
    lastDay: TODAY,
  }
  expect(await asker.outcome('release.ask', inTheWay)).toBe('BAD_REQUEST')
})

it('a list ordered by names pages whatever the names hold', async () => {
  const office = campus.person(campus.demo.office[0]?.openid as string)
  const names = ['东门（入口）', 'A:B', 'Nº 4 (+)', '门 口', '"引号"', '𠮷门', 'é/&=?#%', '<门>']
  for (let each = 0; each < 24; each++)
    await office.get('device.save', {
      ...{
        deviceId: `named-${each}`,
        name: `${names[each % names.length] as string}${String(each).padStart(2, '0')}`,
      },
      ...{ gateId: 'yanshan-east', kind: 'qrHead', direction: 'in', mayOverride: false, unsigned: false },
      ...{ addresses: [], renewSecret: false },
    })
  const cursors: (string | null)[] = []
  const pages = await walk(async (cursor) => {
    cursors.push(cursor)
    return office.get('device.list', { cursor })
  })
  expect(pages.flat().length).toBeGreaterThanOrEqual(24)
  expect(new Set(idsOf(pages)).size).toBe(pages.flat().length)
  for (const cursor of cursors.slice(1)) expect(encodeURIComponent(cursor as string)).toBe(cursor)
})

it('every query of all these lists was served by an index, in its order', () => {
  const { recent, slow } = campus.cloud.queries
  expect(recent.some(({ collection, index }) => collection === 'visits' && index === 'by_unit')).toBe(true)
  expect(slow).toEqual([])
})

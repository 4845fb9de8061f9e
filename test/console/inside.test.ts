import { describe, expect, it, test } from 'vitest'
import { paperMoment } from '../../console/values/paper-moment'
import { insideAddress, insideLines, printTitle, type Inside } from '../../console/pages/campus/inside'
import { readInside } from '../../console/pages/campus/read-inside'
import { NOW, TODAY } from '../domain/builders'

const row = (id: string, more: Partial<Inside['rows'][number]> = {}): Inside['rows'][number] => ({
  ...{ id, name: '林小雨', phone: '13800000000', unitName: '图书馆', hostName: '王敏', headCount: 2 },
  ...{ plate: null, since: NOW, lastDay: TODAY, overstayed: false, letIn: null, ...more },
})
const page = (rows: Inside['rows'], next: string | null): Inside => ({
  ...{ rows, next, campusId: 'c1', keptHours: 24 },
  campuses: [{ id: 'c1', name: '东校区' }],
})

test.each([
  [{}, { campusId: null, only: 'everybody' }],
  [
    { campus: 'c1', only: 'vehicles' },
    { campusId: 'c1', only: 'vehicles' },
  ],
  [
    { campus: 'no such/campus', only: 'nobody' },
    { campusId: null, only: 'everybody' },
  ],
  [
    { campus: ['c1'], only: 'overstayed' },
    { campusId: null, only: 'overstayed' },
  ],
])('the address %j', (query, address) => expect(insideAddress(query)).toEqual(address))

describe('who is inside', () => {
  const rows = [row('a'), row('b', { plate: '粤B12345' }), row('c', { overstayed: true })]
  test.each([
    ['everybody', ['a', 'b', 'c']],
    ['vehicles', ['b']],
    ['overstayed', ['c']],
  ] as const)('%s', (only, ids) => expect(insideLines(rows, only, NOW).map(({ id }) => id)).toEqual(ids))

  it('is told with the time, and with a word for whom nobody knows', () => {
    const [line] = insideLines([row('a', { name: '' })], 'everybody', NOW)
    expect(line).toMatchObject({ name: '门岗放行，姓名不详', heads: 2, since: '今天 14:00', plate: '' })
  })
  test.each([
    ['everybody', '疏散清点表 · 东校区'],
    ['vehicles', '在校人员（仅有车辆） · 东校区'],
    ['overstayed', '在校人员（仅超期） · 东校区'],
  ] as const)('is headed on paper as what it is: %s', (only, title) =>
    expect(printTitle(page([], null), only)).toBe(title),
  )
})

describe('the whole list', () => {
  it('is read to its end, nobody twice, of the campus that came first', async () => {
    const asked: unknown[] = []
    const pages = [page([row('a'), row('b')], 'x'), page([row('b'), row('c')], null)]
    const whole = await readInside((campusId, cursor) => {
      asked.push([campusId, cursor])
      return Promise.resolve(pages[asked.length - 1]!)
    }, null)
    expect(whole.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(whole.next).toBeNull()
    expect(asked).toEqual([
      [null, null],
      ['c1', 'x'],
    ])
  })
  it('says when it was cut', async () => {
    let count = 0
    const whole = await readInside(() => Promise.resolve(page([row(`v${++count}`)], 'x')), 'c1')
    expect(whole.next).toBe('x')
    expect(whole.rows).toHaveLength(count)
  })
})

test('on paper a moment has its day and year', () =>
  expect(paperMoment(Date.parse('2026-05-22T16:05:00Z'))).toBe('2026年5月23日 00:05'))

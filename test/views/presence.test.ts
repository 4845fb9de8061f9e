import { describe, expect, it, test } from 'vitest'
import type { Evacuation } from '../../miniprogram/device-storage/evacuation'
import type { OwnPassage } from '../../miniprogram/device-storage/own-passages'
import { evacuationSums, isStale, presenceSums, withTick } from '../../miniprogram/domain/campus/on-campus'
import { evacuationView, initialEvacuation } from '../../miniprogram/staff/gate/evacuation/evacuation.view'
import { initialPresence, presenceView } from '../../miniprogram/staff/presence/presence.view'
import { MINUTE, NOW } from './office-builders'
import { NO_NETWORK } from './visitor/builders'

type Row = Evacuation['rows'][number]
const rowOf = (id: string, changes: Partial<Row> = {}): Row => ({
  id,
  name: '张国强',
  phone: '13800138000',
  unitName: '计算机学院',
  hostName: '覃海燕',
  headCount: 1,
  plate: null,
  since: NOW - 90 * MINUTE,
  lastDay: '2026-05-23',
  overstayed: false,
  letIn: null,
  ...changes,
})
const rows = [
  rowOf('a', { headCount: 3, plate: '桂C12345' }),
  rowOf('b'),
  rowOf('c', { overstayed: true, lastDay: '2026-05-20' }),
]
const inside = {
  campuses: [{ id: 'yucai', name: '育才校区' }],
  campusId: 'yucai',
  rows,
  next: null,
  keptHours: 24,
}
const list: Evacuation = { ...inside, takenAt: NOW - 5 * MINUTE, met: [] }

describe('who is on campus', () => {
  const view = (changes = {}) =>
    presenceView({ ...initialPresence(), list: inside, takenAt: NOW, loading: false, now: NOW, ...changes })

  it('counts people with their companions, visits, vehicles and overstayers', () => {
    expect(presenceSums(rows)).toEqual({ visits: 3, people: 5, vehicles: 1, overstayed: 1 })
    expect(view().sums.map(({ figure }) => figure)).toEqual(['5', '3', '1', '1'])
  })

  it('says since when, with how many, and marks who stays beyond the days', () => {
    expect(view().rows).toMatchObject([
      { heads: '共3人', since: '今天 12:30 入校', plate: '桂C·12345', overstayed: false },
      { heads: '', plate: '' },
      { overstayed: true },
    ])
    expect(view({ onlyOverstayed: true }).rows.map(({ id }) => id)).toEqual(['c'])
  })

  it('says where and why somebody without a booking was let in, who counts as a person and no booking', () => {
    const letIn = { gateName: '育才西门', reason: '工程抢修' }
    const nobody = rowOf('d', { name: '', hostName: '', unitName: '', letIn })
    const { sums, rows: shown } = view({ list: { ...inside, rows: [...rows, nobody] } })
    expect(shown[3]).toMatchObject({ name: '门岗放行，姓名不详', host: '育才西门 · 工程抢修' })
    expect(sums.map(({ figure }) => figure)).toEqual(['6', '3', '1', '1'])
  })

  it('a list that couldn’t be renewed says of when it is', () => {
    expect(view({ failure: NO_NETWORK }).stale).toBe('网络不通，请检查网络后重试，显示的是14:00的名单')
    expect(view().stale).toBe('')
  })

  it('a long list is drawn piece by piece, and counted whole', () => {
    const many = Array.from({ length: 120 }, (_, index) => rowOf(String(index)))
    const long = view({ list: { ...inside, rows: many } })
    expect([long.rows.length, long.more, long.sums[0]?.figure]).toEqual([50, true, '120'])
  })

  test.each([
    ['nothing loaded yet', { list: null, loading: true }, 'loading'],
    ['failed', { list: null, failure: NO_NETWORK }, 'failed'],
    ['nobody there', { list: { ...inside, rows: [] } }, 'empty'],
  ])('%s', (_, changes, stage) => expect(view(changes).stage).toBe(stage))
})

describe('the evacuation list', () => {
  const view = (changes = {}) =>
    evacuationView({ ...initialEvacuation(), list, loading: false, now: NOW, ...changes })

  it('says of when it is, and that there is no network', () => {
    expect(view().taken).toBe('截至 13:55（5分钟前）')
    expect(view({ failure: NO_NETWORK })).toMatchObject({
      taken: '截至 13:55（5分钟前），离线',
      offline: true,
      stage: 'rows',
    })
  })

  it('rows are told apart, and can be called', () => {
    expect(view().rows[0]).toMatchObject({ name: '张国强', phone: '13800138000', plate: '桂C·12345' })
  })

  const passage = (id: string, direction: 'in' | 'out', minutes: number, changes = {}): OwnPassage => ({
    ...{
      id,
      direction,
      at: NOW + minutes * MINUTE,
      campusName: '育才校区',
      name: '李四',
      unitName: '文学院',
    },
    ...{ headCount: 2, plate: null, known: false, ...changes },
  })
  test.each<[string, OwnPassage[], string[], number]>([
    ['none', [], ['a', 'b', 'c'], 5],
    ['one came in', [passage('d', 'in', -1)], ['a', 'b', 'c', 'd'], 7],
    ['one left', [passage('a', 'out', -1)], ['b', 'c'], 2],
    ['in and out again', [passage('d', 'out', -1), passage('d', 'in', -2)], ['a', 'b', 'c'], 5],
    ['out and in again', [passage('a', 'out', -2), passage('a', 'in', -1)], ['b', 'c', 'a'], 4],
    ['a companion left', [passage('a', 'out', -1, { stillInside: 2 })], ['a', 'b', 'c'], 4],
    [
      'a companion left and came back',
      [passage('a', 'out', -2, { stillInside: 2 }), passage('a', 'in', -1, { headCount: 3 })],
      ['a', 'b', 'c'],
      5,
    ],
    [
      'a companion left, then the visitor',
      [passage('a', 'out', -2, { stillInside: 2 }), passage('a', 'out', -1)],
      ['b', 'c'],
      2,
    ],
    ['somebody left who isn’t listed', [passage('d', 'out', -1, { stillInside: 2 })], ['a', 'b', 'c'], 5],
    ['left before the list saw them', [passage('a', 'out', -120)], ['a', 'b', 'c'], 5],
    [
      'a car known by its plate alone left',
      [passage('桂C12345', 'out', -1, { plate: '桂C12345' })],
      ['b', 'c'],
      2,
    ],
    ['on another campus', [passage('d', 'in', -1, { campusName: '雁山校区' })], ['a', 'b', 'c'], 5],
  ])('with what this phone let through: %s', (_, own, ids, people) => {
    const shown = view({ own })
    expect(shown.rows.map(({ id }) => id)).toEqual(ids)
    expect(shown.people).toBe(people)
  })

  it('somebody let in without a network is on it, by their plate', () => {
    const own = [passage('e', 'in', -1, { name: '', unitName: '', plate: '桂C11111' })]
    expect(view({ list: { ...list, rows: [] }, own, failure: NO_NETWORK })).toMatchObject({
      stage: 'rows',
      joined: '另加本机之后放行的1次进出',
      rows: [{ name: '门岗放行，姓名不详', plate: '桂C·11111', phone: '' }],
    })
  })

  test.each([
    ['just taken', 0, null, '截至 14:00，没有访客在校内'],
    ['a minute ago', -1, null, '截至 13:59，没有访客在校内'],
    ['five minutes ago', -5, null, '13:55的名单上没有访客'],
    ['just taken, no network since', -1, NO_NETWORK, '13:59的名单上没有访客'],
  ])('an empty list %s', (_, minutes, failure, sentence) => {
    const empty = { ...list, rows: [], takenAt: NOW + minutes * MINUTE }
    const shown = view({ list: empty, failure })
    expect(shown.stage).toBe('empty')
    expect(shown.empty.sentence).toBe(sentence)
    expect(shown.empty.advice.includes('不要当作校内没有访客')).toBe(sentence.includes('名单上'))
  })

  it('adds up who has been met, with their companions', () => {
    expect(view({ list: { ...list, met: ['a'] } })).toMatchObject({
      people: 5,
      met: 3,
      missing: 2,
      done: false,
    })
    expect(view({ list: { ...list, met: ['a', 'b', 'c'] } })).toMatchObject({ missing: 0, done: true })
  })

  it('a tick of somebody who has left meanwhile counts nothing', () => {
    expect(evacuationSums(rows, ['gone', 'b'])).toEqual({ people: 5, met: 1, missing: 4 })
  })

  it('a second tap takes the tick off', () => {
    expect(withTick([], 'a')).toEqual(['a'])
    expect(withTick(['a', 'b'], 'a')).toEqual(['b'])
  })

  it('shows only who is missing, when asked', () => {
    expect(view({ list: { ...list, met: ['a'] }, onlyMissing: true }).rows.map(({ id }) => id)).toEqual([
      'b',
      'c',
    ])
  })

  test.each([
    ['just taken', 0, false],
    ['a minute before its time', 24 * 60 - 1, false],
    ['at its time', 24 * 60, true],
    ['by a clock that was an hour ahead', -60, false],
    ['by a clock set back further', -61, true],
  ])('%s: stale %s', (_, minutes, stale) => {
    expect(isStale(NOW, 24, NOW + minutes * MINUTE)).toBe(stale)
  })
})

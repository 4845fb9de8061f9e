import { describe, expect, it, test } from 'vitest'
import {
  headRecipients,
  headState,
  headTime,
  MAX_HEAD_NOTICES,
  type HeadNotice,
} from '../../../miniprogram/domain/audit/heads'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { TODAY } from '../builders'

const at = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return startOfDay(TODAY) + (hour * 60 + minute) * 60_000
}
const sent = (openid: string): HeadNotice => ({ openid, outcome: 'sent' })
const waiting = (openid: string): HeadNotice => ({ openid, outcome: 'waiting' })
const lost = (openid: string): HeadNotice => ({ openid, outcome: 'lost' })

test.each([
  ['00:00', 'early'],
  ['08:59', 'early'],
  ['09:00', 'now'],
  ['21:59', 'now'],
  ['22:00', 'late'],
] as const)('at %s it is %s', (time, expected) => expect(headTime(at(time), TODAY)).toBe(expected))

describe('who is told', () => {
  test.each<[string, string[], HeadNotice[], number]>([
    ['two of three', ['a', 'b', 'c'], [], 2],
    ['both of two', ['a', 'b'], [], 2],
    ['one of one', ['a'], [], 1],
    ['nobody of none', [], [], 0],
    ['one person named twice', ['a', 'a'], [], 1],
    ['one more, where one was told', ['a', 'b', 'c'], [sent('a')], 1],
    ['nobody more, where one was told and one waits', ['a', 'b', 'c'], [sent('a'), waiting('b')], 0],
    ['another in the place of whom it didn’t reach', ['a', 'b', 'c'], [sent('a'), lost('b')], 1],
    ['nobody again whom it didn’t reach', ['b'], [sent('a'), lost('b')], 0],
    [
      'nobody after as many as are tried on a day',
      ['x', 'y'],
      Array.from({ length: MAX_HEAD_NOTICES }, (_, index) => lost(`${index}`)),
      0,
    ],
  ])('%s', (_, able, tried, count) => {
    const told = headRecipients(TODAY, able, tried)
    expect(told).toHaveLength(count)
    expect(new Set(told).size).toBe(count)
    for (const openid of told) expect(tried.map((each) => each.openid)).not.toContain(openid)
  })

  test.each([3, 4, 5, 7])('of %d each has their turn, and as often as the others', (people) => {
    const able = Array.from({ length: people }, (_, index) => `p${index}`)
    const counts = new Map<string, number>()
    for (let day = 0; day < people; day++)
      for (const openid of headRecipients(addDays(TODAY, day), able, []))
        counts.set(openid, (counts.get(openid) ?? 0) + 1)
    expect([...counts.values()]).toEqual(able.map(() => 2))
  })

  it('the same of a day, in whatever order they are given', () => {
    expect(headRecipients(TODAY, ['c', 'a', 'b'], [])).toEqual(headRecipients(TODAY, ['a', 'b', 'c'], []))
  })
})

describe('today’s head', () => {
  test.each<[string, string, boolean, string[], HeadNotice[], string]>([
    ['before nine', '08:00', true, ['a', 'b'], [], 'early'],
    ['without a template', '08:00', false, ['a', 'b'], [], 'unset'],
    ['two can be told', '09:00', true, ['a', 'b'], [], 'waiting'],
    ['on their way', '09:01', true, [], [waiting('a'), waiting('b')], 'waiting'],
    ['one told, one on the way', '09:01', true, [], [sent('a'), waiting('b')], 'waiting'],
    ['both told', '09:01', true, [], [sent('a'), sent('b')], 'told'],
    ['both told, and the template gone since', '12:00', false, [], [sent('a'), sent('b')], 'told'],
    ['one can be told', '09:00', true, ['a'], [], 'lacking'],
    ['nobody can', '09:00', true, [], [], 'lacking'],
    ['one told, nobody left', '12:00', true, ['a'], [sent('a')], 'lacking'],
    ['one told, one lost, another left', '12:00', true, ['c'], [sent('a'), lost('b')], 'waiting'],
    ['at night nobody is told any more', '22:30', true, ['a', 'b'], [], 'lacking'],
  ])('%s (%s): %s', (_, time, hasTemplate, able, tried, state) => {
    expect(headState(at(time), TODAY, hasTemplate, able, tried)).toBe(state)
  })
})

import { describe, expect, it, test } from 'vitest'
import { concatBytes } from '../../../../miniprogram/domain/values/bytes'
import { addDays, type Day } from '../../../../miniprogram/domain/values/days'
import {
  IDENTITY_LENGTH,
  LEAST_VISIT_LENGTH,
  readIdentity,
  readVisit,
  VISIT_LENGTH,
  writeIdentity,
  writeVisit,
  type IdentityRecord,
  type VisitRecord,
} from '../../../../miniprogram/domain/gate/snapshot/records'
import { VISIT_STATES } from '../../../../miniprogram/domain/visit/visit'
import { TODAY } from '../../builders'
import { recordOf, token } from '../builders'

const NEXT = writeVisit(recordOf({ visitId: 'AAAAAAAAAAAAAAAA', holder: Uint8Array.of(9, 9, 9) }))

describe('a visit reads as it was written, among others', () => {
  test.each<Partial<VisitRecord>>([
    ...VISIT_STATES.map((state) => ({ state })),
    { purposeClass: 'private' },
    { limited: true },
    { headCount: 16 },
    { lastDay: addDays(TODAY, 15) },
    { plate: token('plate', '桂C12345') },
    { holder: Uint8Array.of(1, 2, 3) },
    { holder: Uint8Array.of(0, 0, 3) },
    { holder: Uint8Array.of(1, 0, 0) },
  ])('%j', (changes) => {
    const record = recordOf(changes)
    const among = concatBytes(NEXT, writeVisit(record), NEXT)
    expect(readVisit(among, VISIT_LENGTH)).toEqual(record)
  })

  it('of a list that names no phone: another record begins where it would stand', () => {
    const short = writeVisit(recordOf({ holder: Uint8Array.of(1, 2, 3) })).subarray(0, LEAST_VISIT_LENGTH)
    const among = concatBytes(short, NEXT)
    expect(readVisit(among, 0, LEAST_VISIT_LENGTH)).toEqual(recordOf())
    expect(readVisit(among, 0, VISIT_LENGTH - 1).holder).toBeNull()
  })

  it('of a state that this reader doesn’t know lets nobody in', () => {
    const bytes = writeVisit(recordOf())
    bytes[39] = 31 << 3
    expect(readVisit(bytes, 0).state).toBe('revoked')
  })
})

describe('no record holds', () => {
  test.each<[string, Partial<VisitRecord>]>([
    ['an id of other characters', { visitId: '不是编号' }],
    ['a shorter id', { visitId: 'AbCdEfGhIjKl' }],
    ['a longer id', { visitId: 'AbCdEfGhIjKlMnOpAAAA' }],
    ['an end before the beginning', { lastDay: addDays(TODAY, -1) }],
    ['17 days', { lastDay: addDays(TODAY, 16) }],
    ['nobody', { headCount: 0 }],
    ['17 people', { headCount: 17 }],
  ])('%s', (_, changes) => expect(() => writeVisit(recordOf(changes))).toThrow(RangeError))
})

describe('what is known of somebody reads as it was written, among others', () => {
  const TOKEN = token('identity', 'document:1')
  const other = writeIdentity({ token: token('identity', '2'), what: 'due', from: TODAY, until: TODAY })
  const back = (record: IdentityRecord) =>
    readIdentity(concatBytes(other, writeIdentity(record), other), IDENTITY_LENGTH)

  test.each<[IdentityRecord['what'], Day, Day | null]>([
    ['clear', TODAY, null],
    ['blocked', TODAY, addDays(TODAY, 700)],
    ['inside', '2020-01-01', null],
    ['due', '2020-01-01', '2020-01-01'],
  ])('%s from %s until %s', (what, from, until) => {
    const record = { token: TOKEN, what, from, until }
    expect(back(record)).toEqual(record)
    expect(readIdentity(writeIdentity(record), 0)).toEqual(record)
  })

  test.each<[string, Day, Day]>([
    ['the last that two bytes hold', '2199-06-05', '2199-06-05'],
    ['later ones stand as it, and not as without end', '2300-01-01', '2199-06-05'],
    ['earlier ones as the first', '2019-12-31', '2020-01-01'],
  ])('days: %s', (_, until, read) =>
    expect(back({ token: TOKEN, what: 'blocked', from: '2020-01-01', until }).until).toBe(read),
  )

  it('what only a newer reader knows is unknown', () => {
    const bytes = writeIdentity({ token: TOKEN, what: 'clear', from: TODAY, until: null })
    bytes[6] = 77
    expect(readIdentity(bytes, 0).what).toBe('unknown')
  })
})

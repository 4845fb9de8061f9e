import { describe, expect, it, test } from 'vitest'
import { concatBytes } from '../../../../miniprogram/domain/values/bytes'
import { addDays, type Day } from '../../../../miniprogram/domain/values/days'
import {
  identityRecords,
  isBlocked,
  sameBytes,
  visitByCode,
  visitById,
  visitsByPlate,
} from '../../../../miniprogram/domain/gate/snapshot/find'
import { writeIdentity, type IdentityRecord } from '../../../../miniprogram/domain/gate/snapshot/records'
import { TODAY } from '../../builders'
import { snapshotOf, snapshotWith, token, VISIT } from '../builders'

const OTHER = 'AAAAAAAAAAAAAAAA'
const PLATE = token('plate', '桂C12345')
const PLATE_2 = token('plate', '桂C54321')
/** The same bytes but for one. */
const changedAt = (bytes: Uint8Array, index: number): Uint8Array =>
  bytes.map((byte, at) => (at === index ? byte ^ 1 : byte))

describe('a visit by its id', () => {
  it('is as it was told last', () => {
    const told = snapshotWith([{ state: 'approved' }, { visitId: OTHER }, { state: 'revoked' }])
    expect(visitById(told, VISIT)?.state).toBe('revoked')
    expect(visitById(told, OTHER)?.state).toBe('approved')
  })
  test.each(['', VISIT.slice(0, 12), `${VISIT}AAAA`, '不是编号', 'BBBBBBBBBBBBBBBB'])(
    'isn’t found by %j',
    (id) => expect(visitById(snapshotOf(), id)).toBeNull(),
  )
})

describe('a short code', () => {
  const code = token('code', 'ABCD2345')
  it('finds its visit', () => expect(visitByCode(snapshotOf(), code)?.visitId).toBe(VISIT))
  test.each([0, 1, 2, 3, 4, 5])('that differs in byte %i finds nobody', (index) =>
    expect(visitByCode(snapshotOf(), changedAt(code, index))).toBeNull(),
  )
})

describe('the visits of a plate', () => {
  const ids = (...told: Parameters<typeof snapshotWith>[0]) =>
    visitsByPlate(snapshotWith(told), PLATE).map(({ visitId }) => visitId)

  test.each<[string, Parameters<typeof snapshotWith>[0], string[]]>([
    ['nobody’s', [{ plate: PLATE_2 }, { visitId: OTHER, plate: null }], []],
    ['several: the latest told first', [{ visitId: OTHER, plate: PLATE }, { plate: PLATE }], [VISIT, OTHER]],
    ['told twice: once', [{ plate: PLATE }, { plate: PLATE, state: 'revoked' }], [VISIT]],
    ['another plate since', [{ plate: PLATE }, { plate: PLATE_2 }], []],
    ['on foot since', [{ plate: PLATE }, { plate: null }], []],
    ['another before', [{ plate: PLATE_2 }, { plate: PLATE }], [VISIT]],
  ])('%s', (_, told, found) => expect(ids(...told)).toEqual(found))
})

describe('what is known against somebody', () => {
  const TOKEN = token('identity', 'document:1')
  const says = (...what: IdentityRecord['what'][]) => ({
    ...snapshotOf(),
    identities: concatBytes(
      ...what.map((each) => writeIdentity({ token: TOKEN, what: each, from: TODAY, until: null })),
    ),
  })
  test.each<[IdentityRecord['what'][], IdentityRecord['what'][]]>([
    [[], []],
    [['blocked'], ['blocked']],
    [
      ['due', 'inside'],
      ['inside', 'due'],
    ],
    [['blocked', 'clear'], []],
    [['blocked', 'clear', 'due'], ['due']],
  ])('told %j, %j holds', (told, holds) =>
    expect(identityRecords(says(...told), TOKEN).map(({ what }) => what)).toEqual(holds),
  )
  it('is nobody else’s', () => expect(identityRecords(says('blocked'), changedAt(TOKEN, 5))).toEqual([]))
})

describe('a block', () => {
  const yesterday = addDays(TODAY, -1)
  const tomorrow = addDays(TODAY, 1)
  test.each<[from: Day, until: Day | null, boolean]>([
    [TODAY, null, true],
    [TODAY, TODAY, true],
    [yesterday, tomorrow, true],
    [tomorrow, null, false],
    [tomorrow, tomorrow, false],
    [yesterday, yesterday, false],
  ])('from %s until %s: %s', (from, until, blocked) => {
    const record = { token: new Uint8Array(6), from, until }
    expect(isBlocked([{ ...record, what: 'blocked' }], TODAY)).toBe(blocked)
    expect(isBlocked([{ ...record, what: 'due' }], TODAY)).toBe(false)
  })
})

test.each<[number[], number[], boolean]>([
  [[], [], true],
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 3], false],
  [[1, 2], [1], false],
  [[1], [1, 2], false],
])('%j and %j are the same bytes: %s', (a, b, same) =>
  expect(sameBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(same),
)

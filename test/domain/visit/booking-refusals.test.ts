import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import {
  blockedOn,
  bookingRefusal,
  type Block,
  type IdentityRecord,
} from '../../../miniprogram/domain/visit/booking-refusals'
import type { IdentityKind } from '../../../miniprogram/domain/visit/duplicates'
import { NOW, TODAY } from '../builders'
import { saidBy } from '../../locales/said-by'

const day = (offset: number): string => addDays(TODAY, offset)
const asked = { visitId: null, proved: false, own: [], over: [] }
const wanted = { firstDay: day(1), lastDay: day(3), ...asked }

const recordOf = (kind: IdentityKind, changes: Partial<IdentityRecord> = {}): IdentityRecord => ({
  kind,
  entries: [],
  blocks: [],
  inside: null,
  dues: [],
  ...changes,
})
const blocked: Block = { blacklistId: 'b1', from: day(-9), until: null }
const inside = { stayId: 's1', campusId: 'c1', campusName: '育才校区', since: 1, visitId: '' }
const due = { stayId: 's0', campusId: 'c2', campusName: '雁山校区', fen: 300 }
const entry = {
  visitId: 'v1',
  firstDay: TODAY,
  lastDay: TODAY,
  unitId: 'u1',
  unitName: '图书馆',
}

const refusalFor = (...records: IdentityRecord[]) => bookingRefusal(records, wanted, NOW, 'anyLive')

it('nothing known about anybody refuses nothing', () =>
  expect(refusalFor(recordOf('document'), recordOf('phone'), recordOf('plate'))).toBeNull())

test.each<[IdentityKind, Partial<IdentityRecord>, string, string]>([
  ['document', { blocks: [blocked] }, 'BLACKLISTED', '无法预约，请联系保卫处'],
  ['phone', { blocks: [blocked] }, 'BLACKLISTED', '无法预约，请联系保卫处'],
  ['plate', { blocks: [blocked] }, 'BLACKLISTED', '无法预约，请联系保卫处'],
  ['plate', { inside }, 'VEHICLE_INSIDE', '该车辆已在【育才校区】停车场内，无法预约'],
  ['plate', { dues: [due] }, 'FEE_DUE', '该车辆在【雁山校区】有停车费未缴，缴清后即可预约'],
  ['document', { entries: [entry] }, 'DUPLICATE', '访客预约申请次数已达上限'],
  ['phone', { entries: [entry] }, 'DUPLICATE', '访客预约申请次数已达上限'],
  ['plate', { entries: [entry] }, 'DUPLICATE', '访客预约申请次数已达上限'],
])('%s with %j: %s', (kind, changes, code, sentence) => {
  const refusal = refusalFor(recordOf(kind, changes))
  expect([refusal?.code, saidBy(refusal)]).toEqual([code, sentence])
})

it('the blacklist says neither why nor on what', () =>
  expect(refusalFor(recordOf('phone', { blocks: [blocked] }))?.details).toEqual({}))

it('one text at a time, in the specified order, whichever record holds it', () => {
  const document = recordOf('document', { entries: [entry] })
  const plate = recordOf('plate', { inside, dues: [due] })
  expect(refusalFor(document, plate)?.code).toBe('VEHICLE_INSIDE')
  expect(refusalFor(document, recordOf('plate', { dues: [due] }))?.code).toBe('FEE_DUE')
  expect(refusalFor(plate, recordOf('phone', { blocks: [blocked] }))?.code).toBe('BLACKLISTED')
})

describe('a blacklist entry from day 2 until day 4 against a booking of', () => {
  const block: Block = { blacklistId: 'b1', from: day(2), until: day(4) }
  test.each([
    [0, 1, false],
    [1, 2, true],
    [3, 3, true],
    [4, 6, true],
    [5, 6, false],
    [0, 9, true],
  ])('days %i to %i: refused %s', (first, last, refused) => {
    const days = { firstDay: day(first), lastDay: day(last), ...asked }
    const records = [recordOf('document', { blocks: [block] })]
    expect(bookingRefusal(records, days, NOW, 'anyLive')?.code === 'BLACKLISTED').toBe(refused)
  })

  test.each([
    [1, false],
    [2, true],
    [4, true],
    [5, false],
  ])('holds on day %i: %s', (at, holds) => expect(blockedOn([block], day(at))).toBe(holds))
})

it.each([
  ['by the booking that is changed', 'v1', null],
  ['by another one', 'v2', 'VEHICLE_INSIDE'],
  ['without a booking', '', 'VEHICLE_INSIDE'],
])('a car that is inside %s: %s, %s', (_, visitId, code) => {
  const records = [recordOf('plate', { inside: { ...inside, visitId } })]
  expect(bookingRefusal(records, { ...wanted, visitId: 'v1' }, NOW, 'anyLive')?.code ?? null).toBe(code)
})

it('a booking being changed is not in its own way', () =>
  expect(
    bookingRefusal([recordOf('phone', { entries: [entry] })], { ...wanted, visitId: 'v1' }, NOW, 'anyLive'),
  ).toBeNull())

import { describe, expect, it, test } from 'vitest'
import { emergencyKey } from '../../../../miniprogram/domain/emergency/emergency'
import { concatBytes, toBase64Url } from '../../../../miniprogram/domain/values/bytes'
import { addDays } from '../../../../miniprogram/domain/values/days'
import { readCodeText } from '../../../../miniprogram/domain/gate/credential'
import { NOTHING_REMEMBERED } from '../../../../miniprogram/domain/gate/memory'
import { readCredential } from '../../../../miniprogram/domain/gate/snapshot/read-credential'
import { writeIdentity, type IdentityRecord } from '../../../../miniprogram/domain/gate/snapshot/records'
import type { GateSnapshot } from '../../../../miniprogram/domain/gate/snapshot/snapshot'
import { stepOf } from '../../../../miniprogram/domain/pass/pass'
import { NOW, TODAY } from '../../builders'
import { atGate, codeOf, snapshotOf, snapshotWith, token, toolsOfNode, VISIT } from '../builders'

const OTHER = 'AAAAAAAAAAAAAAAA'
const PLATE = '桂C12345'
const NUMBER = 'E-0012-K7XM'
const read = (
  snapshot: GateSnapshot,
  { direction, ...check }: Parameters<typeof readCredential>[1] & { direction: 'in' | 'out' },
  sightings: { visitId: string; step: number; at: number }[] = [],
) => readCredential(snapshot, check, atGate(direction), { ...NOTHING_REMEMBERED, sightings }, toolsOfNode)

describe('where no guard looks', () => {
  const reads = ['qr', 'plate'] as const
  test.each([
    ['shortCode', 'ABCD2345'],
    ['emergencyNumber', NUMBER],
  ])('%s says nothing', (way, code) =>
    expect(read(snapshotOf(), { credential: { code }, direction: 'in', reads })).toMatchObject({
      ...{ way, unread: 'GUARD_ONLY', visitId: null, visit: null },
    }),
  )
  it('a pass is read', () =>
    expect(
      read(snapshotOf(), { credential: { code: codeOf(stepOf(NOW)) }, direction: 'in', reads }),
    ).toMatchObject({ way: 'qr', unread: null, visitId: VISIT }))
})

describe('an emergency number', () => {
  const number = toBase64Url(token('number', emergencyKey(readCodeText(NUMBER).text, '张三')))
  const snapshot = snapshotWith([{ limited: true }], {
    limits: [{ visitId: VISIT, number, gateIds: null }],
  })
  test.each([
    ['张三', VISIT],
    ['李四', null],
    [undefined, null],
  ])('with the name %s: %s', (name, visitId) => {
    const credential = { code: NUMBER, ...(name === undefined ? {} : { name }) }
    expect(read(snapshot, { credential, direction: 'in' })).toMatchObject({
      ...{ way: 'emergencyNumber', visitId, unread: null },
    })
  })
})

describe('a pass given by phone, by the plate of its car', () => {
  const plate = token('plate', PLATE)
  const limits = (number: string) => [{ visitId: VISIT, number, gateIds: null }]
  test.each<[string, string, 'in' | 'out', string | null]>([
    ['a guard lets it in by its number and name alone', toBase64Url(token('number', 'x')), 'in', null],
    ['a lane, which isn’t told the number, doesn’t either', '*', 'in', null],
    ['it leaves as any', '*', 'out', VISIT],
    ['another narrowed right comes in', '', 'in', VISIT],
  ])('%s', (_, number, direction, visitId) =>
    expect(
      read(snapshotWith([{ plate, limited: true }], { limits: limits(number) }), {
        ...{ credential: { plate: PLATE }, direction },
      }),
    ).toMatchObject({ way: 'plate', plate: PLATE, visitId }),
  )
})

describe('a code out of time that goes on with the time', () => {
  const step = stepOf(NOW) - 5
  const earlier = { visitId: VISIT, step: step - 4, at: NOW - 60_000 }
  const see = (direction: 'in' | 'out', changes = {}, sightings = [earlier]) =>
    read(snapshotOf(), { credential: { code: codeOf(step, changes) }, direction }, sightings)

  it('lets in for the guard to look, and its step is used up', () =>
    expect(see('in')).toMatchObject({ step, clockOff: true, unread: null, skewMs: -75_000 }))
  it('seen once is stale', () =>
    expect(see('in', {}, [])).toMatchObject({ step: null, clockOff: false, unread: 'STALE_CODE' }))
  it('leaves as every stale one does: nothing is used up', () =>
    expect(see('out')).toMatchObject({ step: null, clockOff: false, unread: null, skewMs: -75_000 }))
  it('narrowed by what isn’t known stays with the guard', () => {
    const extensions = [{ type: 200, bytes: Uint8Array.of(1) }]
    expect(see('in', { extensions })).toMatchObject({ clockOff: true, unread: 'LOW_CONFIDENCE' })
  })
})

describe('of several bookings of a plate', () => {
  const plate = token('plate', PLATE)
  const mine = { plate }
  const other = { plate, visitId: OTHER }
  const tomorrow = { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) }
  const yesterday = { firstDay: addDays(TODAY, -1), lastDay: addDays(TODAY, -1) }
  const closedNow = [{ visitId: OTHER, number: '', gateIds: null, right: { hours: { from: 0, until: 60 } } }]
  const longer = [
    { visitId: VISIT, number: '', gateIds: null, right: { lastDay: addDays(TODAY, 80) } },
    { visitId: OTHER, number: '', gateIds: null, right: { lastDay: addDays(TODAY, -1) } },
  ]
  const longAgo = { firstDay: addDays(TODAY, -20), lastDay: addDays(TODAY, -5), limited: true }
  const openNow = [{ visitId: OTHER, number: '', gateIds: null, right: { hours: { from: 0, until: 1440 } } }]

  test.each<[string, Parameters<typeof snapshotWith>[0], Partial<GateSnapshot>, string]>([
    ['of equals the latest told', [mine, other], {}, OTHER],
    ['approved before waiting', [mine, { ...other, state: 'pending' }], {}, VISIT],
    [
      'waiting before revoked',
      [
        { ...mine, state: 'pending' },
        { ...other, state: 'revoked' },
      ],
      {},
      VISIT,
    ],
    ['approved before revoked', [mine, { ...other, state: 'revoked' }], {}, VISIT],
    [
      'of ended ones the latest told',
      [
        { ...mine, state: 'cancelled' },
        { ...other, state: 'revoked' },
      ],
      {},
      OTHER,
    ],
    ['today before tomorrow', [mine, { ...other, ...tomorrow }], {}, VISIT],
    ['today before yesterday', [mine, { ...other, ...yesterday }], {}, VISIT],
    ['at this hour before another', [mine, { ...other, limited: true }], { limits: closedNow }, VISIT],
    ['hours that hold now are as good', [mine, { ...other, limited: true }], { limits: openNow }, OTHER],
    [
      'longer than a record says, and approved, before revoked',
      [
        { ...mine, ...longAgo },
        { ...other, ...longAgo, state: 'revoked' },
      ],
      { limits: longer },
      VISIT,
    ],
    [
      'longer than a record says before one that is over',
      [
        { ...mine, ...longAgo },
        { ...other, ...longAgo },
      ],
      { limits: longer },
      VISIT,
    ],
    [
      'what narrows it isn’t told: it holds',
      [
        { ...mine, state: 'pending' },
        { ...other, limited: true },
      ],
      {},
      OTHER,
    ],
  ])('%s', (_, told, changes, visitId) => {
    for (const direction of ['in', 'out'] as const)
      expect(read(snapshotWith(told, changes), { credential: { plate: PLATE }, direction })).toMatchObject({
        way: 'plate',
        plate: PLATE,
        visitId,
        visit: { visitId },
        unread: null,
      })
  })
})

describe('of two plates on one car', () => {
  const SECOND = '粤ZJ068澳'
  const says = (...what: IdentityRecord['what'][]): GateSnapshot => ({
    ...snapshotOf(),
    identities: concatBytes(
      ...what.map((each) =>
        writeIdentity({ token: token('plate', SECOND), what: each, from: '2020-01-01', until: null }),
      ),
    ),
  })
  test.each<[string, IdentityRecord['what'][], string]>([
    ['the first', [], PLATE],
    ['the one that is inside', ['inside'], SECOND],
    ['the one that is inside and owes', ['inside', 'due'], SECOND],
    ['one that owes isn’t inside therefore', ['due'], PLATE],
  ])('leaving: %s', (_, what, plate) => {
    const credential = { plate: `${PLATE}|${SECOND}` }
    expect(read(says(...what), { credential, direction: 'out' }).plate).toBe(plate)
  })
})

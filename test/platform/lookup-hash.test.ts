import { afterEach, expect, test } from 'vitest'
import { requireKeys } from '../../cloudfunctions/platform/keys'
import * as hashes from '../../cloudfunctions/platform/lookup-hash'
import * as forms from '../../cloudfunctions/platform/stored-forms'
import { anyKey, startWithKeys, takeKeysBack } from '../keys'

/** One hash through the four settings of an exchange; each setting is a process of its own. */
const [first, second] = [anyKey(), anyKey()]
afterEach(takeKeysBack)

function under(setting: string) {
  startWithKeys({ lookup: setting })
  return { ...hashes, ...forms }
}

test.each([
  ['read', [0], ['0']],
  ['write', [1, 0], ['1', '0']],
] as const)('while %s: found under both keys, stored as the stage wants', (stage, ids, links) => {
  const before = under(first).lookupHash('phone', '13900000000')
  const during = under(`${first},${stage}:${second}`)
  const hash = during.lookupHash('phone', '13900000000')
  expect(before).toMatch(/^0~.{32}$/)
  expect(hash).toMatch(/^1~.{32}$/)
  expect(during.newestIn(`phone:${before}`)).toBe(`phone:${hash}`)
  expect(during.idsOf('calendars', `phone:${hash}`)).toEqual(
    ids.map((link) => `phone:${link === 0 ? before : hash}`),
  )
  const written = during.formsOf('calendars', { _id: `phone:${hash}` })
  expect(written.map(({ _id }) => _id.slice(6, 7))).toEqual(links)
  expect(during.conditionOf({ phoneHash: hash, unitId: 'u' }, (values) => values)).toEqual({
    ...{ phoneHash: [hash, before], unitId: 'u' },
  })
  expect(during.opened('visits', { _id: 'v', keys: [`tail:${before}`], n: 1 })).toEqual({
    ...{ _id: 'v', keys: [`tail:${hash}`], n: 1 },
  })
})

test('a function of the stage before writes what one of the next has read and written', () => {
  const next = under(`${first},write:${second}`)
  const hash = next.lookupHash('document', 'x')
  const [stored] = next.formsOf('visits', { _id: 'v', documentHash: hash })
  const { opened, formsOf } = under(`${first},read:${second}`)
  const known = opened('visits', stored as { _id: string; documentHash: string })
  expect(known).toEqual({ _id: 'v', documentHash: hash })
  expect(formsOf('visits', known)[0]?.documentHash).toMatch(/^0~/)
})

test('after the exchange what only the old hash finds is read no more, and the trail is as it was', () => {
  const before = under(first).lookupHash('phone', '1')
  const after = under(`${first},${second}`)
  const [old, now] = [`phone:${before}`, `phone:${after.lookupHash('phone', '1')}`]
  expect(after.openedAll('calendars', [{ _id: old }, { _id: now }], '_id')).toEqual([{ _id: now }])
  const row = { _id: 'row:1', changes: [{ id: old }] }
  expect(after.opened('audit', row)).toEqual(row)
})

test.each([
  ['read:' + second, /exchanges no key/],
  [`${first},wrong`, /32 bytes/],
  [`${first},read:`, /32 bytes/],
])('%s is refused', (setting, reason) => {
  under(setting)
  expect(requireKeys).toThrow(reason)
})

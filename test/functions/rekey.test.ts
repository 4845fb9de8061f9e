import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import { exchanged, rewriteAll } from '../../local/rekey/rewrite'
import { COLLECTIONS } from './backed-up'
import { openCampus, type Campus } from './campus'
import { book } from './visitors'

/** `npm run rekey` with keys of a shell that don't fit the functions: it must not find everything as it should be. */
let campus: Campus
let keys: Record<string, string | undefined>

beforeAll(async () => {
  campus = await openCampus()
  keys = { ...process.env }
})
beforeEach(() => shell({}))
afterAll(async () => {
  shell({})
  await campus.close()
})

function shell(other: Record<string, string>): void {
  for (const name of ['CAMPUS_DATA_KEYS', 'CAMPUS_LOOKUP_KEY'])
    process.env[name] = other[name] ?? keys[name] ?? ''
  beginInstance()
}

const newKey = (): string => randomBytes(32).toString('base64')
const [a, b] = [newKey(), newKey()]

describe('what is to do says the step that the keys are at', () => {
  const DATA = { one: `1:${a}`, waits: `1:${a},2:${b}`, seals: `2:${b},1:${a}`, done: `2:${b}` }
  const LOOKUP = { one: a, read: `${a},read:${b}`, write: `${a},write:${b}`, done: `${a},${b}` }
  const asked: Record<string, boolean> = {
    ...{ 'one one': false, 'waits one': false, 'seals one': true, 'done one': false },
    ...{ 'one read': false, 'one write': true, 'one done': true, 'waits read': false },
    ...{ 'waits write': true, 'seals read': true },
  }
  test.each(Object.entries(asked))('%s: %s', (step, due) => {
    const [data, lookup] = step.split(' ') as [keyof typeof DATA, keyof typeof LOOKUP]
    shell({ CAMPUS_DATA_KEYS: DATA[data], CAMPUS_LOOKUP_KEY: LOOKUP[lookup] })
    if (due) expect(exchanged()).toHaveLength(2)
    else expect(() => exchanged()).toThrow(/nothing is written again at this step.*--rotate/)
  })
})

it('names what stands under keys that the shell lacks', async () => {
  const first = { data: keys.CAMPUS_DATA_KEYS ?? '', lookup: keys.CAMPUS_LOOKUP_KEY ?? '' }
  await book(campus, 1)
  expect((await rewriteAll(COLLECTIONS, () => {})).unknown).toEqual([])

  shell({ CAMPUS_DATA_KEYS: `2:${b},${first.data}`, CAMPUS_LOOKUP_KEY: `${first.lookup},write:${b}` })
  const { visitId } = await book(campus, 2)
  expect((await rewriteAll(COLLECTIONS, () => {})).unknown).toEqual([])

  shell({})
  const { unknown } = await rewriteAll(COLLECTIONS, () => {})
  expect(unknown).toContain(`visits ${visitId}`)
  expect(unknown.some((place) => place.startsWith('calendars '))).toBe(true)
})

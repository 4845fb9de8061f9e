import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { countTrips, type Trips } from '../../bench/count-trips'
import { openCampus, type Campus } from '../functions/campus'

/** What is counted, and what for: several at once are one wait. */
let campus: Campus

beforeAll(async () => {
  campus = await openCampus({ network: true })
})
afterAll(() => campus.close())

const count = (action: () => Promise<unknown>): Promise<Trips> =>
  countTrips(campus.cloud, campus.network.url, action)
// Only once a campus is open: they find their cloud in the environment.
const database = () => import('../../cloudfunctions/platform/database')
const files = () => import('../../cloudfunctions/platform/files')
const read = async () => (await database()).readDocument('settings', 'rules')
const chain = async (length: number) => {
  for (let link = 0; link < length; link++) await read()
}
/** Keeps the whole process from doing anything else. */
function compute(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test.each<[string, () => Promise<unknown>, Pick<Trips, 'all' | 'inARow' | 'later'>]>([
  ['nothing', () => Promise.resolve(), { all: 0, inARow: 0, later: 0 }],
  ['one', () => read(), { all: 1, inARow: 1, later: 0 }],
  ['three at once', () => Promise.all([read(), read(), read()]), { all: 3, inARow: 1, later: 0 }],
  ['three one after the other', () => chain(3), { all: 3, inARow: 3, later: 0 }],
  [
    'a long and a short chain side by side',
    () => Promise.all([chain(4), chain(2)]),
    { all: 6, inARow: 4, later: 0 },
  ],
  [
    'several at once after one',
    () => read().then(() => Promise.all([read(), read()])),
    { all: 3, inARow: 2, later: 0 },
  ],
  [
    'at once, though something is computed in between',
    () => {
      const first = read()
      compute(30)
      return Promise.all([first, read()])
    },
    { all: 2, inARow: 1, later: 0 },
  ],
  [
    'one after the other, though the second comes late',
    () =>
      read()
        .then(() => pause(30))
        .then(() => read()),
    { all: 2, inARow: 2, later: 0 },
  ],
  [
    'what nobody waits for',
    async () => {
      await read()
      void chain(3)
    },
    { all: 1, inARow: 1, later: 3 },
  ],
  [
    'a transaction with its beginning and end',
    async () => (await database()).inTransaction((tx) => tx.read('settings', 'rules')),
    { all: 3, inARow: 3, later: 0 },
  ],
  [
    'a file’s address, and its bytes',
    async () => {
      const { readFile, uploadPicture } = await files()
      const file = await uploadPicture('count-trips/picture.jpg', Buffer.from('picture'))
      expect(await readFile(file, 100)).toEqual(Buffer.from('picture'))
    },
    { all: 4, inARow: 4, later: 0 },
  ],
])('%s', async (_, action, expected) => {
  expect(await count(action)).toMatchObject(expected)
})

describe('afterwards', () => {
  it('an action that fails fails, and the next one is counted', async () => {
    await expect(count(() => read().then(() => Promise.reject(new Error('planted'))))).rejects.toThrow(
      'planted',
    )
    expect(await count(() => read())).toMatchObject({ all: 1 })
  })

  it('nothing is held back any more', async () => {
    await count(() => read())
    expect(await read()).not.toBeNull()
  })

  it('waves tell what was asked at once', async () => {
    const { readDocument } = await database()
    const { waves } = await count(() => Promise.all([read(), readDocument('gates', 'yucai-west')]))
    expect(waves.map((wave) => [...wave].sort())).toEqual([['getDocument gates', 'getDocument settings']])
  })
})

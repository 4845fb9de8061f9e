import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saveEvacuation, loadEvacuation } from '../../miniprogram/device-storage/evacuation'

import {
  addOwnPassage,
  forgetOwnPassages,
  loadOwnPassages,
  type OwnPassage,
} from '../../miniprogram/device-storage/own-passages'

const HOUR = 3_600_000
const storage = new Map<string, string>()
let program: { onShow(): void }

beforeEach(async () => {
  storage.clear()
  vi.stubGlobal('wx', {
    getStorageSync: () => '',
    setStorage: async ({ key, data }: { key: string; data: string }) => void storage.set(key, data),
    getStorage: async ({ key }: { key: string }) => {
      if (!storage.has(key)) throw new Error('getStorage:fail data not found')
      return { data: storage.get(key) }
    },
    removeStorage: async ({ key }: { key: string }) => void storage.delete(key),
  })
  vi.stubGlobal('App', (described: typeof program) => (program = described))
  vi.resetModules()
  // By its address: its types are those of WeChat, which tests don't have.
  await import(pathToFileURL(path.resolve(import.meta.dirname, '../../miniprogram/app.ts')).href)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const keep = (takenAt: number) =>
  saveEvacuation({ campusId: 'yucai', campuses: [], rows: [], takenAt, keptHours: 24, met: [] })
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

test('an old list is deleted when the program starts or comes back', async () => {
  await keep(Date.now() - 25 * HOUR)
  program.onShow()
  await settled()
  expect([...storage.keys()]).toEqual([])
})

test('one that is still needed stays', async () => {
  const takenAt = Date.now() - 23 * HOUR
  await keep(takenAt)
  program.onShow()
  await settled()
  expect((await loadEvacuation(Date.now()))?.takenAt).toBe(takenAt)
})

test.each([
  ['NOT_ALLOWED', null],
  ['FROZEN', null],
  ['NOT_FOUND', 'kept'],
  ['BUSY', 'kept'],
])('names and phone numbers go with the role: %s', async (code, expected) => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const now = Date.now()
  await keep(now - HOUR)
  const callFunction = () => Promise.resolve({ result: { ok: false, code, details: {}, now } })
  Object.assign(wx, { cloud: { callFunction }, setStorageSync: () => undefined })
  const { takeEvacuation } = await import('../../miniprogram/staff/presence/whole-list')
  await expect(takeEvacuation('yucai')).rejects.toMatchObject({ code })
  expect((await loadEvacuation(now)) === null ? null : 'kept').toBe(expected)
})

const passed = (at: number, changes: Partial<OwnPassage> = {}): Promise<void> =>
  addOwnPassage({
    ...{
      id: `v${at}`,
      campusName: '育才校区',
      direction: 'in' as const,
      at,
      name: '林晓雨',
      unitName: '文学院',
    },
    ...{ headCount: 1, plate: null, known: false },
    ...changes,
  })

test('whom this phone let in is forgotten after a day, when the program starts, and nobody takes a list', async () => {
  await passed(Date.now() - 25 * HOUR)
  program.onShow()
  await settled()
  expect([...storage.keys()]).toEqual([])
})

test.each([
  [23, 1],
  [24, 0],
  [-2, 0],
])('a passage of %i hours ago: %i kept', async (hours, kept) => {
  const now = Date.now()
  await passed(now - hours * HOUR)
  expect(await loadOwnPassages(now)).toHaveLength(kept)
})

test('a new passage drops the old ones, and a list what it has', async () => {
  const now = Date.now()
  await passed(now - 30 * HOUR)
  await passed(now - HOUR, { known: true })
  await passed(now)
  expect((await loadOwnPassages(now)).map(({ at }) => at)).toEqual([now - HOUR, now])
  await forgetOwnPassages(now - HOUR, false)
  expect((await loadOwnPassages(now)).map(({ at }) => at)).toEqual([now])
})

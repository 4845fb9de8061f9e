import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { concatBytes } from '../../../../miniprogram/domain/values/bytes'
import type { GateSnapshot } from '../../../../miniprogram/domain/gate/snapshot/snapshot'
import { saveSnapshot, loadSnapshot } from '../../../../miniprogram/staff/gate/offline/saved-snapshot'
import { NOW } from '../../../domain/builders'
import { snapshotOf } from '../../../domain/gate/builders'
import { PhoneStorage } from '../../../functions/phone-storage'

/** The list for times without a network, on a phone that is small and may die at any moment. */
let storage: PhoneStorage

beforeEach(() => {
  storage = new PhoneStorage()
  vi.stubGlobal('wx', storage.functions)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Bytes that differ from place to place, the same for the same seed. */
const bytes = (length: number, seed = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * seed) & 255)
const VISIT = 40
const list = (visits: number, changes: Partial<GateSnapshot> = {}): GateSnapshot => ({
  ...snapshotOf(),
  ...{ visits: bytes(visits * VISIT), identities: bytes(1100) },
  ...changes,
})
/** What a phone holds once it was told of more. */
const grown = (held: GateSnapshot, visits: number): GateSnapshot => ({
  ...held,
  version: held.version + 60_000,
  visits: concatBytes(held.visits, bytes(visits * VISIT, 7)),
})
const another = (visits: number): GateSnapshot =>
  list(visits, { base: NOW + 1, version: NOW + 1, visits: bytes(visits * VISIT, 3) })
const fill = (key: string, length: number) =>
  storage.functions.setStorage({ key, data: 'x'.repeat(length), encrypt: true })

/** Its lists as one short text: millions of bytes are not to be compared one by one. */
async function recalled(): Promise<object | null> {
  const snapshot = await loadSnapshot()
  return snapshot === null ? null : brief(snapshot)
}
const brief = ({ visits, identities, ...head }: GateSnapshot) => ({
  ...head,
  lists: [visits, identities].map((each) => createHash('sha1').update(each).digest('hex')),
})

it('comes back as it was kept, in pieces that the storage takes', async () => {
  const held = list(20_000)
  expect(await saveSnapshot(held)).toBe(true)
  expect(await recalled()).toEqual(brief(held))
})

it('grown, only its last piece and its head are written', async () => {
  const held = list(20_000)
  await saveSnapshot(held)
  const written = vi.spyOn(storage.functions, 'setStorage')
  const more = grown(held, 10)
  await saveSnapshot(more)
  expect(written.mock.calls.map(([{ key }]) => key)).toEqual([
    'gate-list:a:visits:2',
    'gate-list:a:identities:0',
    'gate-list',
  ])
  expect(await recalled()).toEqual(brief(more))
})

it('a phone that dies while it is written has the one before', async () => {
  const held = list(9000)
  for (const next of [grown(held, 10), another(9000)]) {
    await saveSnapshot(held)
    const really = storage.functions.setStorage
    const dying = vi.spyOn(storage.functions, 'setStorage').mockImplementation((entry) => {
      // Nothing that comes after the head's turn happens any more.
      if (entry.key === 'gate-list') return new Promise<never>(() => undefined)
      return really(entry)
    })
    void saveSnapshot(next)
    await new Promise((resolve) => setTimeout(resolve, 20))
    dying.mockRestore()
    expect(await recalled()).toEqual(brief(held))
  }
})

it('another whole takes the place of the last: nothing of that is left', async () => {
  await saveSnapshot(list(20_000))
  const size = storage.size
  const next = another(20_000)
  await saveSnapshot(next)
  expect(await recalled()).toEqual(brief(next))
  expect(Math.abs(storage.size - size)).toBeLessThan(100)
})

it('where two have no room beside the passages, the old one goes first', async () => {
  await saveSnapshot(list(50_000))
  await fill('passages:1', 600_000)
  await fill('passages:2', 600_000)
  const next = another(60_000)
  expect(await saveSnapshot(next)).toBe(true)
  expect(await recalled()).toEqual(brief(next))
})

it('where not even one has room it is not kept, and takes none away', async () => {
  await fill('passages', 600_000)
  const before = storage.size
  expect(await saveSnapshot(list(130_000))).toBe(false)
  expect([await loadSnapshot(), storage.size]).toEqual([null, before])
})

it('with a piece missing it is none', async () => {
  await saveSnapshot(list(20_000))
  await storage.functions.removeStorage({ key: 'gate-list:a:visits:1' })
  expect(await loadSnapshot()).toBeNull()
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PassageQueue, type Upload } from '../../../../miniprogram/staff/gate/offline/passage-queue'
import { passageOf, rowOf, type OfflinePassage } from '../../../../miniprogram/staff/gate/offline/passage-row'
import { NOW } from '../../../domain/builders'
import { PhoneStorage } from '../../../functions/phone-storage'

/** Passages on a guard's phone, until the server has them. */
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

const passage = (number: number, changes: Partial<OfflinePassage> = {}): OfflinePassage => ({
  eventId: String(number).padStart(32, '0'),
  ...{ gateId: 'yanshan-east', direction: 'in', way: 'qr', at: NOW + number, offset: -120, allowed: true },
  ...{ reason: 'OK', visitId: 'AbCdEfGhIjKlMnOp', plate: null, inVehicle: false, step: 119_333_333 },
  override: null,
  ...changes,
})
const recorded = async (queue: PassageQueue, count: number, from = 0): Promise<OfflinePassage[]> => {
  const all = Array.from({ length: count }, (_, index) => passage(from + index))
  for (const each of all) await queue.add(each)
  return all
}
const accept: Upload = async (passages) =>
  passages.map(({ eventId }) => ({ eventId, passageId: `p${eventId}`, conflict: null, refusal: null }))
const refuse: Upload = async (passages) =>
  passages.map(({ eventId }) => ({
    ...{ eventId, passageId: null, conflict: null },
    refusal: { code: 'WRONG_GATE_ACCOUNT', details: {} },
  }))

describe('what is kept', () => {
  it('is what was recorded, field by field', () => {
    const full = passage(1, {
      ...{ direction: 'out', allowed: false, reason: 'REVOKED', offset: null, visitId: null, step: null },
      ...{ plate: '桂C12345', inVehicle: true, override: '校领导带入' },
    })
    for (const each of [passage(0), full]) expect(passageOf(rowOf(each))).toEqual(each)
  })

  it('survives a restart, in its order', async () => {
    const all = await recorded(await PassageQueue.open(), 120)
    expect((await PassageQueue.open()).passages()).toEqual(all)
  })

  it('of 10,000 passages is a quarter of what the storage takes', async () => {
    const queue = await PassageQueue.open()
    await recorded(queue, 1000)
    expect(storage.size * 10).toBeLessThan(7_100_000 / 4)
  })

  it('is written segment by segment, however much waits', async () => {
    const queue = await PassageQueue.open()
    await recorded(queue, 1000)
    const written = vi.spyOn(storage.functions, 'setStorage')
    await recorded(queue, 50, 1000)
    const longest = Math.max(...written.mock.calls.map(([{ data }]) => data.length))
    expect(longest).toBeLessThan(12_000)
  })
})

describe('a storage that can’t be read now', () => {
  const unreadable = (key: string) => {
    const really = storage.functions.getStorage
    return vi.spyOn(storage.functions, 'getStorage').mockImplementation(async (asked) => {
      if (asked.key === key) throw new Error('getStorage:fail decrypt error')
      return really(asked)
    })
  }

  it('loses nothing: what it held is neither written over nor passed by', async () => {
    const all = await recorded(await PassageQueue.open(), 60)
    const failing = unreadable('gate-passages:1')
    const queue = await PassageQueue.open()
    const more = await recorded(queue, 5, 60)
    await queue.uploadNext(accept)
    await expect(queue.uploadNext(accept)).rejects.toThrow('decrypt error')
    failing.mockRestore()
    const told: OfflinePassage[] = []
    const listening: Upload = async (passages) => (told.push(...passages), accept(passages))
    while (await queue.uploadNext(listening));
    expect(told).toEqual([...all.slice(50), ...more])
  })

  it('doesn’t begin anew over what it holds', async () => {
    await recorded(await PassageQueue.open(), 3)
    unreadable('gate-passages')
    await expect(PassageQueue.open()).rejects.toThrow('decrypt error')
  })
})

describe('delivered', () => {
  it('it is gone, also after a restart; what came meanwhile is kept', async () => {
    const queue = await PassageQueue.open()
    await recorded(queue, 3)
    await queue.uploadNext(async (passages) => {
      await queue.add(passage(99))
      return accept(passages)
    })
    expect((await PassageQueue.open()).passages()).toEqual([passage(99)])
  })

  it('and not taken by the server, it stays and is counted once', async () => {
    const queue = await PassageQueue.open()
    await recorded(queue, 70)
    const full = vi.spyOn(storage.functions, 'removeStorage').mockRejectedValueOnce(new Error('killed'))
    while (await queue.uploadNext(refuse));
    full.mockRestore()
    const after = await PassageQueue.open()
    expect([after.length, after.rejectedCount]).toEqual([0, 70])
  })

  it('without an answer everything stays', async () => {
    const queue = await PassageQueue.open()
    const all = await recorded(queue, 3)
    await expect(queue.uploadNext(() => Promise.reject(new Error('request:fail')))).rejects.toThrow()
    await expect(queue.uploadNext(async () => [])).rejects.toThrow('answered for no passage')
    expect((await PassageQueue.open()).passages()).toEqual(all)
  })
})

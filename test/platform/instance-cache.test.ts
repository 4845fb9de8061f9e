import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { cached, cachedAll, CACHE_MS, dropCached } from '../../cloudfunctions/platform/instance-cache'

/** What an instance keeps for seconds (docs/decisions/0014). */
beforeEach(() => {
  dropCached()
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

/** Answers how often it was asked. */
const counter = () => {
  let times = 0
  return () => Promise.resolve({ times: ++times })
}

describe('one document', () => {
  test.each([
    [0, 1],
    [CACHE_MS - 1, 1],
    [CACHE_MS, 2],
    [-1, 2],
  ])('asked for again after %i ms: loaded %i times', async (later, times) => {
    const load = counter()
    await cached('settings', 'rules', load)
    vi.setSystemTime(Date.now() + later)
    expect(await cached('settings', 'rules', load)).toEqual({ times })
  })

  it('its age counts from when it was asked for, not from when it came', async () => {
    let answer = (_: object): void => undefined
    const slow = cached('settings', 'rules', () => new Promise<object>((resolve) => (answer = resolve)))
    vi.setSystemTime(Date.now() + CACHE_MS)
    answer({})
    await slow
    expect(await cached('settings', 'rules', () => Promise.resolve('anew'))).toBe('anew')
  })

  it('asked for by several at once: loaded once', async () => {
    const load = counter()
    const found = await Promise.all([1, 2, 3].map(() => cached('gates', 'east', load)))
    expect(found).toEqual([{ times: 1 }, { times: 1 }, { times: 1 }])
  })

  test.each([
    ['one that isn’t there', () => Promise.resolve(null)],
    ['a load that fails', () => Promise.reject(new Error('planted'))],
  ])('%s is not kept', async (_, load) => {
    await cached<unknown>('gates', 'new', load).catch(() => undefined)
    expect(await cached<unknown>('gates', 'new', () => Promise.resolve('there now'))).toBe('there now')
  })

  it('a change drops its collection and no other, also while it is being loaded', async () => {
    const gates = counter()
    const units = counter()
    const loading = cached('gates', 'east', gates)
    await cached('units', 'law', units)
    dropCached('gates')
    await loading
    expect(await cached('gates', 'east', gates)).toEqual({ times: 2 })
    expect(await cached('units', 'law', units)).toEqual({ times: 1 })
  })

  it('can’t be changed by who gets it', async () => {
    const gate = await cached('gates', 'east', () => Promise.resolve({ names: ['东门'] }))
    expect(() => gate.names.push('西门')).toThrow(TypeError)
  })
})

describe('several documents', () => {
  const asked: string[][] = []
  const load = (ids: string[]) => {
    asked.push(ids)
    return Promise.resolve(ids.filter((id) => id !== 'none').map((_id) => ({ _id })))
  }
  beforeEach(() => {
    asked.length = 0
  })

  it('what isn’t kept is asked for at once, and comes in the order wanted', async () => {
    await cachedAll('units', ['b'], load)
    const found = await cachedAll('units', ['c', 'b', 'none', 'a', 'c'], load)
    expect(found.map(({ _id }) => _id)).toEqual(['c', 'b', 'a'])
    expect(asked).toEqual([['b'], ['c', 'none', 'a']])
  })

  it('nothing is asked when all are kept, or none are wanted', async () => {
    await cachedAll('units', ['a', 'b'], load)
    await cachedAll('units', ['b', 'a'], load)
    await cachedAll('units', [], load)
    expect(asked).toEqual([['a', 'b']])
  })
})

import { afterEach, expect, it, vi } from 'vitest'
import { holdTo } from '../../bench/limits'

afterEach(() => {
  process.exitCode = undefined
  vi.restoreAllMocks()
})

it.each([
  [{ is: 2, most: 2 }, undefined],
  [{ is: 2.01, most: 2 }, 1],
  [{ is: 10, least: 10 }, undefined],
  [{ is: 9.9, least: 10 }, 1],
  [{ is: NaN, most: 2 }, 1],
])('%j ends with %s', (limit, code) => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  holdTo([{ what: 'times', ...limit }])
  expect(process.exitCode).toBe(code)
  expect(said).toHaveBeenCalledTimes(code === undefined ? 0 : 1)
})

it('keeps an earlier miss', () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  holdTo([{ what: 'times', is: 3, most: 2 }])
  holdTo([{ what: 'others', is: 1, most: 2 }])
  expect(process.exitCode).toBe(1)
})

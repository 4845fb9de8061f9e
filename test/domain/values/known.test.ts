import { expect, it } from 'vitest'
import { known, knownOr, UNKNOWN } from '../../../miniprogram/domain/values/known'

it('what is known counts, also where it is no or nothing', () => {
  expect(knownOr(known(false), true)).toBe(false)
  expect(knownOr(known<string | null>(null), 'otherwise')).toBeNull()
  expect(known(3)).toEqual({ known: true, value: 3 })
})

it('in the place of what isn’t known stands what the rule says', () => {
  expect(knownOr(UNKNOWN, true)).toBe(true)
  expect(UNKNOWN).toEqual({ known: false })
})

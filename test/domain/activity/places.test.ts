import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  freePlaces,
  givePlaceBack,
  slotSizes,
  slotsToTry,
  takePlace,
  type PlaceSlot,
} from '../../../miniprogram/domain/activity/places'

const slot = (changes: Partial<PlaceSlot> = {}): PlaceSlot => ({ size: 4, taken: 0, open: true, ...changes })

describe('the slots of a quota', () => {
  test.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [50, 25],
    [128, 64],
    [256, 128],
    [257, 128],
    [3000, 128],
  ])('%i places stand in %i slots', (quota, count) => {
    expect(slotSizes(quota)).toHaveLength(count)
  })

  it('add up to the quota, and differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (quota) => {
        const sizes = slotSizes(quota)
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(quota)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        expect(Math.min(...sizes)).toBeGreaterThan(0)
      }),
    )
  })
})

describe('one slot', () => {
  test.each<[Partial<PlaceSlot>, number]>([
    [{}, 4],
    [{ taken: 3 }, 1],
    [{ taken: 4 }, 0],
    [{ taken: 5 }, 0],
    [{ open: false }, 0],
  ])('%j has %i places', (changes, free) => {
    expect(freePlaces(slot(changes))).toBe(free)
    expect(takePlace(slot(changes))).toEqual(
      free === 0 ? null : slot({ ...changes, taken: (changes.taken ?? 0) + 1 }),
    )
  })

  test.each([
    [3, 2],
    [1, 0],
    [0, 0],
  ])('of %i taken, %i are after one is given back', (taken, left) => {
    expect(givePlaceBack(slot({ taken })).taken).toBe(left)
  })
})

describe('where to try', () => {
  const slots = [slot({ taken: 4 }), slot({ taken: 3 }), slot({ open: false }), slot({ taken: 1 })]
  test.each([
    [0, [3, 1]],
    [0.24, [3, 1]],
    [0.26, [1, 3]],
    [0.999, [1, 3]],
  ])('with the lot %d', (draw, order) => {
    expect(slotsToTry(slots, draw).map(({ taken }) => taken)).toEqual(order)
  })

  it('every slot with places, each once', () => {
    const all = Array.from({ length: 10 }, (_, taken) => slot({ size: 6, taken }))
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (draw) => {
        const tried = slotsToTry(all, draw).map(({ taken }) => taken)
        expect([...tried].sort()).toEqual([0, 1, 2, 3, 4, 5])
      }),
    )
  })

  it('nowhere when nothing is left', () => {
    expect(slotsToTry([slot({ taken: 4 })], 0.5)).toEqual([])
    expect(slotsToTry([], 0.5)).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  changedPairings,
  MAX_MOVEMENTS,
  pairingsOf,
  withMovement,
  type Movement,
} from '../../../miniprogram/domain/vehicle/movements'
import { frozen } from '../builders'

/** 'in 9, out 10' as movements whose ids are their words. */
const movementsOf = (story: string): Movement[] =>
  story.split(', ').map((passageId) => {
    const [direction, at] = passageId.split(' ')
    return { at: Number(at), direction: direction as 'in' | 'out', passageId, gateName: '', byName: '' }
  })
const told = (story: string): Movement[] =>
  movementsOf(story).reduce<Movement[]>((before, each) => frozen(withMovement(before, each)), [])
const shown = (movements: Movement[]): string[] =>
  pairingsOf(movements).map(
    ({ entry, exit, unseenAt }) => `${entry.at}–${exit?.at ?? (unseenAt === null ? '' : `?${unseenAt}`)}`,
  )

describe('stays follow from the movements', () => {
  test.each([
    ['in 9', ['9–']],
    ['in 9, out 10', ['9–10']],
    ['out 10', []],
    ['in 9, in 11', ['9–?11', '11–']],
    ['in 9, out 10, in 11, out 12', ['9–10', '11–12']],
    ['in 9, out 10, out 12', ['9–10']],
  ])('%s', (story, stays) => expect(shown(told(story))).toEqual(stays))

  it('the same whatever the order in which they are told', () => {
    const story = fc.uniqueArray(fc.record({ at: fc.nat(1000), inwards: fc.boolean() }), {
      selector: ({ at }) => at,
      maxLength: MAX_MOVEMENTS,
    })
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), (moments, dice) => {
        const words = moments.map(({ at, inwards }) => `${inwards ? 'in' : 'out'} ${at}`)
        if (words.length === 0) return
        const inOrder = [...words].sort((a, b) => Number(a.split(' ')[1]) - Number(b.split(' ')[1]))
        const shuffled = words
          .map((word) => ({ word, by: dice.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ word }) => word)
        expect(told(shuffled.join(', '))).toEqual(told(inOrder.join(', ')))
      }),
    )
  })
})

describe('what a movement changes', () => {
  test.each([
    ['in 9', 'out 10', ['9–10']],
    ['in 9, out 11', 'out 10', ['9–10']],
    ['in 9, out 12', 'in 11', ['9–?11', '11–12']],
    ['in 11, out 12', 'in 9', ['9–?11']],
    ['in 9, out 10', 'out 12', []],
    ['in 9, out 10', 'in 11', ['11–']],
  ])('%s, then %s is told', (story, late, changed) => {
    const before = told(story)
    const after = withMovement(before, movementsOf(late)[0] as Movement)
    const keys = new Set(changedPairings(before, after).map(({ entry }) => entry.at))
    expect(shown(after).filter((stay) => keys.has(Number(stay.split('–')[0])))).toEqual(changed)
  })

  it('the oldest are forgotten, and with them no stay ends', () => {
    const many = told(
      Array.from({ length: MAX_MOVEMENTS }, (_, index) => `${index % 2 ? 'out' : 'in'} ${index}`).join(', '),
    )
    const after = withMovement(many, movementsOf('in 99')[0] as Movement)
    expect(after).toHaveLength(MAX_MOVEMENTS)
    expect(changedPairings(many, after).map(({ entry }) => entry.at)).toEqual([99])
  })
})

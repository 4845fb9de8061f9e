import { expect, test } from 'vitest'
import { guestsOfLists, type GuestList } from '../../../miniprogram/domain/activity/guest'
import { VISIT_STATES } from '../../../miniprogram/domain/visit/visit-state'

/** Everybody, in the order of their ids: the state is the name, and who asked first comes last. */
const all = VISIT_STATES.map((state, index) => ({ state, joinedAt: -index }))

test.each<[GuestList[], string]>([
  [['approved'], 'finished approved'],
  [['waiting'], 'pending'],
  [['ended'], 'revoked expired cancelled returned'],
  [['waiting', 'approved'], 'pending finished approved'],
  [[], ''],
])('of the lists %j, each by when they asked: %s', (lists, states) =>
  expect(
    guestsOfLists(all, lists)
      .map(({ state }) => state)
      .join(' '),
  ).toBe(states),
)

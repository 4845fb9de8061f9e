import { expect, it, test } from 'vitest'
import { chooseBooking, type Candidate } from '../../../miniprogram/domain/gate/choose-booking'
import { addDays } from '../../../miniprogram/domain/values/days'
import { TODAY } from '../builders'

const candidate = (visitId: string, changes: Partial<Candidate> = {}): Candidate => ({
  ...{ visitId, standing: 'approved', firstDay: TODAY, lastDay: TODAY, inside: false, asCompanion: false },
  ...changes,
})
const soon = { firstDay: addDays(TODAY, 2), lastDay: addDays(TODAY, 2) }
const past = { firstDay: addDays(TODAY, -2), lastDay: addDays(TODAY, -1) }

/** Each before all that follow, whichever way it goes. */
const ORDER: Candidate[] = [
  candidate('approved for today'),
  candidate('approved for today, named as a companion', { asCompanion: true }),
  candidate('approved for today, at another hour', { resting: true }),
  candidate('waits for approval today', { standing: 'pending' }),
  candidate('to come', soon),
  candidate('ended', { standing: 'ended' }),
  candidate('at another hour, named as a companion', { resting: true, asCompanion: true }),
  candidate('waits, named as a companion', { standing: 'pending', asCompanion: true }),
  candidate('to come, named as a companion', { ...soon, asCompanion: true }),
  candidate('over, named as a companion', { ...past, asCompanion: true }),
]

test.each(ORDER.map((each, index) => [each.visitId, each, ORDER.slice(index + 1)] as const))(
  '%s before all that follow',
  (visitId, each, others) => {
    for (const other of others)
      for (const direction of ['in', 'out'] as const)
        for (const both of [
          [each, other],
          [other, each],
        ])
          expect(chooseBooking(both, direction, TODAY)?.visitId).toBe(visitId)
  },
)

test.each([
  ['out', 'came in with'],
  ['in', 'approved for today'],
] as const)('%s: %s', (direction, visitId) => {
  const inside = candidate('came in with', { ...past, standing: 'ended', inside: true })
  expect(chooseBooking([candidate('approved for today'), inside], direction, TODAY)?.visitId).toBe(visitId)
})

it('of those to come the first, of others the latest told', () => {
  const later = candidate('later', { firstDay: addDays(TODAY, 5), lastDay: addDays(TODAY, 5) })
  expect(chooseBooking([later, candidate('sooner', soon)], 'in', TODAY)?.visitId).toBe('sooner')
  const ended = ['latest', 'before'].map((visitId) => candidate(visitId, { standing: 'ended' }))
  expect(chooseBooking(ended, 'in', TODAY)?.visitId).toBe('latest')
})

it('an approved one whose day is over lets nobody pass; of none there is none', () => {
  const over = candidate('over', past)
  const waits = candidate('waits', { standing: 'pending' })
  expect(chooseBooking([over, waits], 'in', TODAY)?.visitId).toBe('waits')
  expect(chooseBooking([], 'in', TODAY)).toBeNull()
})

it('only those to come are sooner than others', () => {
  const ended = (visitId: string, days: number) => {
    const day = addDays(TODAY, days)
    return candidate(visitId, { standing: 'ended', firstDay: day, lastDay: day })
  }
  for (const days of [-1, 0, 3]) {
    const both = [ended('latest', days), ended('before', days - 4)]
    expect(chooseBooking(both, 'in', TODAY)?.visitId).toBe('latest')
  }
  const sameDay = ['latest', 'before'].map((visitId) => candidate(visitId, soon))
  expect(chooseBooking(sameDay, 'in', TODAY)?.visitId).toBe('latest')
  const later = candidate('later', { firstDay: addDays(TODAY, 5), lastDay: addDays(TODAY, 5) })
  expect(chooseBooking([candidate('sooner', soon), later], 'in', TODAY)?.visitId).toBe('sooner')
})

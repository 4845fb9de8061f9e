import { expect, it } from 'vitest'
import { passed } from '../../../cloudfunctions/usecases/gate/passed'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { NOW } from '../../domain/builders'

/** What a passage makes of a booking for three (spec 5.1). */
const booking = { companions: [{}, {}], firstEntryAt: null, lastPassageAt: null } as unknown as Visit
const after = (...passages: [Direction, by: 'guard' | 'lane'][]) =>
  passages.reduce(
    (visit, [direction, by], index) =>
      passed(visit, { direction, campusId: 'yucai', at: NOW + index }, by === 'guard'),
    booking,
  )

it('a guard sees a group through at once, a lane one of them at a time', () => {
  const letIn = ['in', 'guard'] as const
  expect(after([...letIn])).toMatchObject({ headsInside: 3, insideCampusId: 'yucai' })
  expect(after([...letIn], ['out', 'lane'])).toMatchObject({ headsInside: 2, insideCampusId: 'yucai' })
  const all = Array.from({ length: 3 }, (): [Direction, 'lane'] => ['out', 'lane'])
  expect(after([...letIn], ...all)).toMatchObject({ headsInside: 0, insideCampusId: null })
  expect(after([...letIn], ['out', 'lane'], ['out', 'guard'])).toMatchObject({ insideCampusId: null })
})

import { describe, expect, test } from 'vitest'
import { fitsQueue, WHOLE_QUEUE, type QueueFilter } from '../../../miniprogram/domain/visit/queue-filter'
import { TODAY } from '../builders'

const visit = {
  firstDay: TODAY,
  lastDay: '2026-05-25',
  plate: '桂C12345',
  purposeClass: 'official' as const,
  hostConfirmation: 'none' as const,
}
type Visit = Parameters<typeof fitsQueue>[0]

describe('a filter of the queue', () => {
  test.each<[string, Partial<QueueFilter>, Partial<Visit>, boolean]>([
    ['nothing set', {}, {}, true],
    ['today, on the first day', { today: true }, {}, true],
    ['today, on the last day', { today: true }, { firstDay: '2026-05-20', lastDay: TODAY }, true],
    ['today, before its days', { today: true }, { firstDay: '2026-05-24' }, false],
    ['today, after its days', { today: true }, { firstDay: '2026-05-20', lastDay: '2026-05-22' }, false],
    ['driving, by car', { driving: true }, {}, true],
    ['driving, on foot', { driving: true }, { plate: null }, false],
    ['on foot, by car', { driving: false }, {}, false],
    ['official', { purposeClass: 'official' }, {}, true],
    ['private', { purposeClass: 'private' }, {}, false],
    ['unconfirmed, no word yet', { unconfirmed: true }, {}, true],
    ['unconfirmed, denied', { unconfirmed: true }, { hostConfirmation: 'denied' }, true],
    ['unconfirmed, confirmed', { unconfirmed: true }, { hostConfirmation: 'confirmed' }, false],
    ['unconfirmed, private', { unconfirmed: true }, { purposeClass: 'private' }, false],
    ['two that fit', { today: true, driving: true }, {}, true],
    ['two of which one fits', { today: true, driving: false }, {}, false],
  ])('%s', (_, filter, changes, fits) =>
    expect(fitsQueue({ ...visit, ...changes }, { ...WHOLE_QUEUE, ...filter }, TODAY)).toBe(fits),
  )
})

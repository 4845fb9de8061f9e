import { expect, it, test } from 'vitest'
import { draftOfQuota, quotaFaults, quotaLines, quotaOf } from '../../console/pages/walk-in/quotas'

/** How many come in without a booking, as the office sets it (spec 4.3). */
const row = (changes: object = {}) => ({
  ...{ gateId: 'west', gateName: '西门', campusName: '育才校区', today: 7, seen: 'one' },
  quota: { open: true, fromHour: 8, untilHour: 24, perHour: 10, perDay: 60, ...changes },
})

it('a gate shows its hours and numbers only while it lets people in', () => {
  expect(quotaLines([row(), row({ open: false })])).toMatchObject([
    { state: '开放', hours: '08:00–24:00', perHour: '10', perDay: '60', today: '7' },
    { state: '未开放', hours: '—', perHour: '—', perDay: '—', today: '—' },
  ])
})

test.each([
  ['as stored', {}, []],
  ['until before from', { untilHour: 8 }, ['hours']],
  ['no number', { perHour: '' }, ['perHour']],
  ['not a whole number', { perDay: '1.5' }, ['perDay']],
  ['more than any gate lets in', { perDay: '2001' }, ['perDay']],
  ['as many as one lets in at most', { perDay: '2000' }, []],
])('%s', (_what, typed, faulty) => {
  const draft = { ...draftOfQuota(row()), ...typed }
  expect(Object.keys(quotaFaults(draft))).toEqual(faulty)
  expect(quotaOf(draft) === null).toBe(faulty.length > 0)
})

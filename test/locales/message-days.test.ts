import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../miniprogram/domain/values/days'
import { formatShortRange } from '../../miniprogram/locales/zh/message-days'

test.each([
  ['2026-05-23', '2026-05-25', '5月23日–25日 共3天'],
  ['2026-12-22', '2027-01-05', '12月22日–2027年1月5日'],
  ['2027-12-22', '2028-01-05', '2027/12/22–2028/1/5'],
  ['2027-12-28', '2028-01-11', '2027/12/28–2028/1/11'],
  ['2027-05-23', '2027-05-23', '2027年5月23日 周日'],
  ['2026-10-30', '2027-12-31', '10月30日–2027年12月31日'],
  ['2027-10-30', '2028-12-31', '27/10/30–28/12/31'],
])('%s to %s in a message is %s', (first, last, words) =>
  expect(formatShortRange(first, last, '2026-05-20')).toBe(words),
)

test('every range keeps both ends within the 20 characters of a field', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((count) => addDays('2026-01-01', count))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 500 }), day, (first, more, today) => {
      const last = addDays(first, more)
      const words = formatShortRange(first, last, today)
      expect([...words].length).toBeLessThanOrEqual(20)
      expect(words.includes('…')).toBe(false)
      for (const end of more === 0 ? [last] : [first, last])
        expect(words).toContain(`${Number(end.slice(8))}`)
    }),
  )
})

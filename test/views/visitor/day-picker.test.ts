import { describe, expect, test } from 'vitest'
import { dayIn, monthId, monthsOf } from '../../../miniprogram/components/day-picker/day-picker.view'
import { addDays } from '../../../miniprogram/domain/values/days'

const TODAY = '2026-05-23'
const tones = (bounds: { start: string; end: string }, value = '') => {
  const days = monthsOf({ ...bounds, today: TODAY }, value).flatMap(({ id, days, lit, chosen }) =>
    days.map((number) => ({
      day: dayIn(id, number),
      tone: number === chosen ? 'chosen' : number < lit.from || number > lit.to ? 'off' : 'lit',
    })),
  )
  return (tone: string) => days.filter((each) => each.tone === tone).map(({ day }) => day)
}

describe('the months of days to choose', () => {
  test.each([
    // Saturday to Saturday: from the Monday before to the Sunday after
    [TODAY, '2026-06-06', ['2026年5月 18–31 1', '2026年6月 1–7 1']],
    // Tuesday to Tuesday
    ['2026-12-01', '2026-12-15', ['2026年11月 30–30 1', '2026年12月 1–20 2']],
    [TODAY, TODAY, ['2026年5月 18–24 1']],
  ])('are weeks from Monday, each day under its weekday: %s to %s', (start, end, shown) => {
    const months = monthsOf({ start, end, today: TODAY }, '')
    expect(
      months.map(({ title, days, afterMonday }) => `${title} ${days[0]}–${days.at(-1)} ${afterMonday + 1}`),
    ).toEqual(shown)
  })

  test.each([
    ['fifteen days', TODAY, '2026-06-06', 15],
    ['one day', TODAY, TODAY, 1],
    ['over the turn of a year', '2026-12-25', '2027-01-08', 15],
    ['over the end of a February', '2028-02-20', '2028-03-05', 15],
    ['without an end', TODAY, '', 93],
  ])('light what may be chosen: %s', (_what, start, end, count) => {
    const lit = tones({ start, end })('lit')
    expect([lit.length, lit[0], lit.at(-1)]).toEqual([count, start, addDays(start, count - 1)])
  })

  test('show the chosen day, and today by its word', () => {
    expect(tones({ start: TODAY, end: '2026-06-06' }, '2026-05-25')('chosen')).toEqual(['2026-05-25'])
    const noted = monthsOf({ start: '2026-05-01', end: '2026-06-30', today: TODAY }, '').map(
      ({ id, today }) => [id, today],
    )
    expect(noted).toEqual([
      ['month-2026-04', 0],
      ['month-2026-05', 23],
      ['month-2026-06', 0],
      ['month-2026-07', 0],
    ])
  })

  test('are found by the id of a day’s month', () => {
    expect(monthId('2026-12-31')).toBe('month-2026-12')
  })
})

import { describe, expect, test } from 'vitest'
import {
  calendarOf,
  dayIn,
  firstOf,
  monthId,
  monthsOf,
} from '../../../miniprogram/components/day-picker/day-picker.view'
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

describe('many months', () => {
  const END = '2056-05-15'
  const shown = (start: string, end: string, value: string, at?: string) => {
    const { months, jump } = calendarOf({ start, end, today: TODAY }, value, at)
    return [months.map(({ id }) => id.slice('month-'.length)).join(' '), jump]
  }

  test('are scrolled up to half a year; of more one is shown, and the way to the others', () => {
    expect(shown(TODAY, '2026-11-30', '')).toEqual([
      '2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12',
      null,
    ])
    expect(shown(TODAY, '2026-12-01', '')).toEqual(['2026-05', expect.anything()])
  })

  test.each([
    ['opens where the chosen day is', '2031-08-31', undefined, '2031-08', [true, true, 1, 12]],
    ['without one at the first', '', undefined, '2026-05', [false, true, 5, 12]],
    ['goes to the month that is tapped', '', firstOf(2030, 2), '2030-02', [true, true, 1, 12]],
    ['no further than the first month', '', firstOf(2026, 1), '2026-05', [false, true, 5, 12]],
    ['no further than the last', '', firstOf(2056, 12), '2056-05', [true, false, 1, 5]],
  ])('%s', (_what, value, at, month, [earlier, later, from, to]) => {
    const [year = 0, number] = month.split('-').map(Number)
    expect(shown(TODAY, END, value, at)).toEqual([
      month,
      { year, month: number, title: `${year}年`, earlier, later, lit: { from, to } },
    ])
  })

  test('a month shows all its days, under their weekdays, and lights those that may be chosen', () => {
    const [first] = calendarOf({ start: TODAY, end: END, today: TODAY }, '').months
    expect(first).toMatchObject({ afterMonday: 4, lit: { from: 23, to: 31 }, today: 23, chosen: 0 })
    expect([first?.days.length, first?.days[0]]).toEqual([31, 1])
    const [last] = calendarOf({ start: TODAY, end: END, today: TODAY }, '', firstOf(2056, 5)).months
    expect(last?.lit).toEqual({ from: 1, to: 15 })
  })
})

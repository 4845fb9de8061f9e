import { afterEach, expect, test } from 'vitest'
import { startOfDay } from '../../miniprogram/domain/values/days'
import { localeOf, setLocale } from '../../miniprogram/locales/current'
import {
  formatDay,
  formatFullDay,
  formatMoment,
  formatRange,
  weekdayName,
} from '../../miniprogram/locales/days'

afterEach(() => setLocale(null))

test.each([
  ['zh_CN', 'zh'],
  ['zh_TW', 'zh'],
  ['zh-Hant', 'zh'],
  ['zh', 'zh'],
  ['en', 'en'],
  ['vi', 'en'],
  ['zhx', 'en'],
  [undefined, 'zh'],
] as const)('a phone in %s reads %s', (language, locale) => expect(localeOf(language)).toBe(locale))

const NOON = 12 * 3_600_000
const at = (day: string) => startOfDay(day) + NOON

test.each([
  [() => weekdayName('2026-05-23'), '周六', 'Sat'],
  [() => formatDay('2026-05-23'), '5月23日 周六', 'Sat 23 May'],
  [() => formatDay('2027-01-02', '2026-05-23'), '2027年1月2日 周六', 'Sat 2 Jan 2027'],
  [() => formatRange('2026-05-23', '2026-05-23'), '5月23日 周六', 'Sat 23 May'],
  [() => formatRange('2026-05-23', '2026-05-25'), '5月23日–25日 共3天', '23–25 May, 3 days'],
  [() => formatRange('2026-05-30', '2026-06-02'), '5月30日–6月2日 共4天', '30 May – 2 Jun, 4 days'],
  [
    () => formatRange('2026-12-30', '2027-01-02'),
    '12月30日–2027年1月2日 共4天',
    '30 Dec – 2 Jan 2027, 4 days',
  ],
  [
    () => formatRange('2026-12-30', '2027-01-02', '2027-05-01'),
    '2026年12月30日–2027年1月2日 共4天',
    '30 Dec 2026 – 2 Jan 2027, 4 days',
  ],
  [
    () => formatRange('2025-05-30', '2025-06-02', '2026-05-23'),
    '2025年5月30日–6月2日 共4天',
    '30 May – 2 Jun 2025, 4 days',
  ],
  [() => formatMoment(at('2026-05-23'), at('2026-05-23')), '今天 12:00', 'Today 12:00'],
  [() => formatMoment(at('2026-05-22'), at('2026-05-23')), '昨天 12:00', 'Yesterday 12:00'],
  [() => formatMoment(at('2026-05-24'), at('2026-05-23')), '5月24日 12:00', '24 May 12:00'],
  [() => formatMoment(at('2025-05-23'), at('2026-05-23')), '2025年5月23日 12:00', '23 May 2025 12:00'],
  [() => formatFullDay('2026-05-23'), '2026年5月23日', '23 May 2026'],
])('%s: %s, %s', (format, zh, en) => {
  expect(format()).toBe(zh)
  setLocale('en')
  expect(format()).toBe(en)
})

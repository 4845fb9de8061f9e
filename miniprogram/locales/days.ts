import { inLocale } from './current'
import * as en from './en/days'
import * as zh from './zh/days'

type DayFormats = typeof zh
const formats: { zh: DayFormats; en: DayFormats } = { zh, en }

/** Days and moments as the current language writes them; the formats stand at the functions of zh/days and en/days. */
export const weekdayName: DayFormats['weekdayName'] = (day) => inLocale(formats).weekdayName(day)
export const formatDay: DayFormats['formatDay'] = (...days) => inLocale(formats).formatDay(...days)
export const formatDate: DayFormats['formatDate'] = (day) => inLocale(formats).formatDate(day)
export const formatRange: DayFormats['formatRange'] = (...days) => inLocale(formats).formatRange(...days)
export const formatMoment: DayFormats['formatMoment'] = (...times) => inLocale(formats).formatMoment(...times)
export const formatFullDay: DayFormats['formatFullDay'] = (day) => inLocale(formats).formatFullDay(day)

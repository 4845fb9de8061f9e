import { kindOf, type FieldKind } from '../../../miniprogram/domain/notice/parts'
import { partsOf, type Day } from '../../../miniprogram/domain/values/days'
import { readLine } from '../../../miniprogram/domain/values/text'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { PartValue } from '../../platform/notices'

/**
 * How a part is written into a field of each kind, by WeChat's rules ("订阅消息参数值内容限制说明"): a value that breaks one
 * loses the whole message (47003).
 */
const FORMATTERS: Readonly<Record<FieldKind, (value: PartValue) => string>> = {
  thing: (value) => cut(readLine(textOf(value)), 20, '…'),
  phrase: (value) => cut(onlyHan(textOf(value)), 5),
  name: (value) => nameOf(readLine(textOf(value))),
  date: (value) => span(value, (day) => day),
  character_string: (value) => cut(textOf(value).replace(/[^\x20-\x7e]/g, ''), 32),
  time: (value) => span(value, (day, end) => `${day} ${end ? '23:59' : '00:00'}`, true),
}

/** A part as the field named so takes it: `thing7`, `name1`, `date3`. */
export function formatField(field: string, value: PartValue): string {
  const kind = kindOf(field)
  return Object.hasOwn(FORMATTERS, kind) ? FORMATTERS[kind as FieldKind](value) : textOf(value)
}

const textOf = (value: PartValue): string => (typeof value === 'string' ? value : value.text)

function cut(text: string, longest: number, mark = ''): string {
  const characters = [...text]
  return characters.length <= longest ? text : characters.slice(0, longest - mark.length).join('') + mark
}

const onlyHan = (text: string): string => text.replace(/[^\p{Script=Han}]/gu, '')

/** Ten Chinese characters or twenty others, no digits: what hides a name becomes a word. */
function nameOf(text: string): string {
  const shown = text.replace(/\*+/g, noticesWords.somebody).replace(/[^\p{L}·. ]/gu, '')
  return /^[\p{Script=Han}·]+$/u.test(shown) ? cut(shown, 10) : cut(shown, 20)
}

function span(value: PartValue, write: (day: string, end: boolean) => string, both = false): string {
  if (typeof value === 'string') return value
  const day = (of: Day): string => noticesWords.fullDay(partsOf(of).year, partsOf(of).month, partsOf(of).date)
  const [first, last] = [day(value.first), day(value.last)]
  return first === last && !both ? write(first, false) : `${write(first, false)}~${write(last, true)}`
}

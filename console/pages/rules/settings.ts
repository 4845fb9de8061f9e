import type { Output } from '../../../contract'
import { RULE_BOUNDS, type BoundedRule } from '../../../miniprogram/domain/campus/rule-bounds'
import { isTermEnd } from '../../../miniprogram/domain/standing-pass/term'
import { formatMoment } from '../../../miniprogram/locales/days'
import { clockWords, minuteOfClock } from '../../values/clock'
import { settingsWords as words } from '../../locales/zh/settings'
import { gateTraits, type GateTraits } from '../places/gates'
import { SETTING_FIELDS, type FieldKind, type Rules, type SettingField } from './setting-fields'

export type RulesNow = Output<'rules.get'>
type RuleChange = RulesNow['history'][number]
/** What is typed, by field; a field that isn't there stands as it is stored. */
export type Typed = Readonly<Partial<Record<string, string>>>

/** One field as the page shows it. */
export interface SettingLine {
  field: SettingField
  label: string
  meaning: string
  /** What stands in the field. */
  text: string
  /** What is stored, and what a campus starts with, as they stand in the field and as they are said. */
  stored: string
  shipped: string
  shippedWords: string
  bounds: string
  fault: string
  /** It isn't what is stored. */
  changed: boolean
  /** Who changed it last; empty: nobody. */
  lastChange: string
  /** That was after somebody began to type. */
  overtaken: boolean
}

export interface SettingSection {
  title: string
  lines: SettingLine[]
}

const GROUPS = Object.keys(words.groups) as (keyof typeof words.groups)[]

/** @param seen the revision at which somebody began to type */
export const settingSections = (rules: RulesNow, typed: Typed, seen: number, now: number): SettingSection[] =>
  GROUPS.map((group) => ({
    title: words.groups[group],
    lines: SETTING_FIELDS.filter((field) => field.group === group).map((field) =>
      lineOf(field, rules, typed, seen, now),
    ),
  }))

function lineOf(field: SettingField, rules: RulesNow, typed: Typed, seen: number, now: number): SettingLine {
  const stored = textOf(field.how, valueOf(rules, field))
  const text = typed[field.id] ?? stored
  const shipped = valueOf(rules.shipped, field)
  const changed = text !== stored
  return {
    ...{ field, ...words.fields[field.id], text, stored, changed },
    shipped: textOf(field.how, shipped),
    shippedWords: valueWords(field.how, shipped),
    bounds: boundsOf(field.how),
    fault: changed ? faultOf(field.how, text) : '',
    ...lastChangeOf(field, rules, changed ? seen : null, now),
  }
}

function lastChangeOf(
  field: SettingField,
  rules: RulesNow,
  seen: number | null,
  now: number,
): Pick<SettingLine, 'lastChange' | 'overtaken'> {
  const last = rules.history.find((change) => touches(change, field))
  if (last === undefined) return { lastChange: '', overtaken: false }
  const [by, at] = [last.byName || words.colleague, formatMoment(last.at, now)]
  const overtaken = seen !== null && last.revision > seen
  const value = valueWords(field.how, valueOf(rules, field))
  return { overtaken, lastChange: overtaken ? words.overtaken(by, at, value) : words.lastChange(by, at) }
}

const touches = ({ rule, from, to }: RuleChange, field: SettingField): boolean =>
  rule === field.rule && (field.part === null || partOf(from, field.part) !== partOf(to, field.part))

const partOf = (value: unknown, part: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined

const valueOf = (rules: Partial<Rules>, { rule, part }: SettingField): unknown =>
  part === null ? rules[rule] : partOf(rules[rule], part)

/** What a value looks like in its field. */
function textOf(how: FieldKind, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (how.kind === 'time') return clockWords(Number(value))
  if (how.kind === 'percent') return String(Math.round(Number(value) * 1000) / 10)
  if (how.kind === 'yearDays') return (value as string[]).join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What somebody reads of a value. */
function valueWords(how: FieldKind, value: unknown): string {
  const text = textOf(how, value)
  switch (how.kind) {
    case 'whole':
      return text === '' ? words.noLimit : `${text}${words.units[how.unit]}`
    case 'percent':
      return `${text}${words.units.percent}`
    case 'time':
      return text
    case 'switch':
      return value === true ? words.on : words.off
    case 'choice':
      return how.options[text] ?? text
    case 'yearDays':
      return daysIn(text).map(dayWords).join(words.comma) || words.nothing
  }
}

const daysIn = (text: string): string[] => (text === '' ? [] : text.split(','))
const dayWords = (day: string): string =>
  `${words.month(Number(day.slice(0, 2)))}${words.day(Number(day.slice(3)))}`

const inPercent = ([least, most]: readonly [number, number]): [number, number] => [least * 100, most * 100]
const limits = (how: { kind: 'whole' | 'percent'; within: BoundedRule }): readonly [number, number] =>
  how.kind === 'percent' ? inPercent(RULE_BOUNDS[how.within]) : RULE_BOUNDS[how.within]

function boundsOf(how: FieldKind): string {
  if (how.kind !== 'whole' && how.kind !== 'percent') return ''
  const [least, most] = limits(how)
  const between = words.bounds(String(least), String(most))
  return how.kind === 'whole' && how.canBeNone ? `${between}，${words.noLimitHint}` : between
}

/** What is wrong with what is typed; empty: nothing. */
function faultOf(how: FieldKind, text: string): string {
  if (how.kind === 'time') return minuteOfClock(text) === null ? words.time : ''
  if (how.kind === 'yearDays') return yearDaysFault(daysIn(text))
  if (how.kind !== 'whole' && how.kind !== 'percent') return ''
  if (how.kind === 'whole' && how.canBeNone && text.trim() === '') return ''
  const [least, most] = limits(how)
  const typed = text.trim() === '' ? Number.NaN : Number(text)
  const fits = typed >= least && typed <= most && (how.kind === 'percent' || Number.isInteger(typed))
  const say = how.kind === 'percent' ? words.outOfBounds : words.wholeNumber
  return fits ? '' : say(String(least), String(most))
}

function yearDaysFault(days: readonly string[]): string {
  const missing = days.find((day) => !isTermEnd(day))
  if (missing !== undefined) return words.noSuchDay(dayWords(missing))
  return new Set(days).size < days.length ? words.sameDay : ''
}

function parsed(how: FieldKind, text: string): unknown {
  switch (how.kind) {
    case 'whole':
      return text.trim() === '' ? null : Number(text)
    case 'percent':
      return Math.round(Number(text) * 10) / 1000
    case 'time':
      return minuteOfClock(text)
    case 'switch':
      return text === 'true'
    case 'choice':
      return text
    case 'yearDays':
      return daysIn(text).sort()
  }
}

/** What is typed as a change of rules: only those that become another. */
export function changesOf(rules: RulesNow, lines: readonly SettingLine[]): Partial<Rules> {
  const changes: Record<string, unknown> = {}
  for (const { field, text, changed } of lines) {
    if (!changed) continue
    const value = parsed(field.how, text)
    changes[field.rule] =
      field.part === null
        ? value
        : { ...Object(changes[field.rule] ?? rules[field.rule]), [field.part]: value }
  }
  return changes
}

/** One change of the history as a row. */
export interface HistoryLine {
  key: string
  when: string
  who: string
  what: string
  from: string
  to: string
}

export const historyLines = (history: readonly RuleChange[], now: number): HistoryLine[] =>
  history.flatMap((change) => {
    const by = { when: formatMoment(change.at, now), who: change.byName || words.colleague }
    const key = `${change.revision}:${change.rule}`
    const fields = SETTING_FIELDS.filter((field) => touches(change, field))
    if (fields.length === 0) return [{ ...by, key, ...otherChange(change) }]
    return fields.map((field) => {
      const say = (value: unknown): string =>
        valueWords(field.how, field.part === null ? value : partOf(value, field.part))
      return {
        ...{ ...by, key: `${key}:${field.id}`, what: words.fields[field.id].label },
        ...{ from: say(change.from), to: say(change.to) },
      }
    })
  })

/** What has a page of its own: contacts by name and number, purposes, versions of the tariff, templates. */
function otherChange({ rule, from, to }: RuleChange): Pick<HistoryLine, 'what' | 'from' | 'to'> {
  const what = Object.entries(words.others).find(([other]) => other === rule)?.[1] ?? rule
  if (rule === 'tariffs') {
    const versions = to as RulesNow['tariffs']
    return {
      what,
      from: words.versions((from as unknown[]).length),
      to: words.newest(versions.at(-1)?.label ?? ''),
    }
  }
  if (rule === 'gates') return { what, from: gateOf(from), to: gateOf(to) }
  if (rule === 'purposes') return { what, from: namesOf(from), to: namesOf(to) }
  return { what, from: entriesOf(from), to: entriesOf(to) }
}

/** What a gate was or became: its name, and whom it lets through. */
const gateOf = (value: unknown): string => (value === null ? words.nothing : gateTraits(value as GateTraits))

/** Purposes in their order; what isn't offered says so. */
const namesOf = (value: unknown): string =>
  (value as Rules['purposes'])
    .map(({ name, offered }) => (offered ? name : words.notOffered(name)))
    .join(words.comma)

/** Names and what stands under them: contacts, templates, their fields. */
function entriesOf(value: unknown): string {
  const entries = Array.isArray(value)
    ? (value as Rules['contacts']).map(({ name, phone }) => `${name} ${phone}`)
    : Object.values(Object(value) as object).map((each) =>
        typeof each === 'object' ? Object.values(each as object).join(' ') : String(each),
      )
  return entries.filter((each) => each !== '').join('；') || words.nothing
}

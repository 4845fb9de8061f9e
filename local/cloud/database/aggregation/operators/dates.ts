import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { calendar, FORMAT, type CalendarField } from '../calendar'
import { ofNamed, ofOne, type Operator } from '../operator'
import { dateIn, isAbsent, textIn } from '../values'
import { UTC, zoneIn } from '../zone'
import { $dateFromParts } from './date-from-parts'

/** A field of a date, which comes by itself or with a time zone: `{ date, timezone }`. */
const field = (name: string, read: CalendarField): Operator => {
  const of = (date: unknown, zone = UTC) => {
    if (isAbsent(date)) return null
    const moment = dateIn(name, date).getTime()
    return read(new Date(moment + zone(moment)))
  }
  const plain = ofOne(name, (date) => of(date))
  const zoned = ofNamed(name, { needed: ['date'], optional: ['timezone'] }, (parts) => {
    if ('timezone' in parts && isAbsent(parts.timezone)) return null
    return of(parts.date, 'timezone' in parts ? zoneIn(name, parts.timezone) : UTC)
  })
  return (argument, compile) => {
    const isZoned = isPlain(argument) && !Object.keys(argument)[0]?.startsWith('$')
    return (isZoned ? zoned : plain)(argument, compile)
  }
}

const UTC_FORMAT = '%Y-%m-%dT%H:%M:%S.%LZ'

const $dateToString = ofNamed(
  '$dateToString',
  { needed: ['date'], optional: ['format', 'timezone', 'onNull'] },
  (parts) => {
    const { date, format = UTC_FORMAT, timezone, onNull = null } = parts
    if (isAbsent(date)) return onNull
    const given = Object.keys(parts)
    if (
      (given.includes('format') && isAbsent(parts.format)) ||
      (given.includes('timezone') && isAbsent(timezone))
    )
      return null
    // Versions of the database differ in whether this text then ends with Z.
    if (timezone !== undefined && parts.format === undefined)
      throw invalidRequest('$dateToString with a time zone needs a format here')
    const zone = timezone === undefined ? UTC : zoneIn('$dateToString', timezone)
    const moment = dateIn('$dateToString', date).getTime()
    return formatted(textIn('$dateToString', format), moment, zone(moment))
  },
)

function formatted(format: string, moment: number, ahead: number): string {
  const wall = new Date(moment + ahead)
  const minutes = Math.trunc(ahead / 60_000)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const zone: Record<string, string> = {
    z: `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`,
    Z: String(minutes),
  }
  return format.replace(/%(.?)/gsu, (_whole, letter: string) => {
    const text = Object.hasOwn(FORMAT, letter) ? FORMAT[letter]!(wall) : zone[letter]
    if (text === undefined) throw invalidRequest(`Invalid format character '%${letter}' in format string`)
    return text
  })
}

/** A day, perhaps with a time to the minute, the second or its thousandths, and then Z or an offset. */
const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/

/** Texts in ISO 8601; the database reads many more, which are refused here. */
const $dateFromString = ofNamed(
  '$dateFromString',
  { needed: ['dateString'], optional: ['onNull'] },
  ({ dateString, onNull = null }) => {
    if (isAbsent(dateString)) return onNull
    const text = textIn('$dateFromString', dateString)
    const [, day = '', time = '00:00', offset = 'Z'] = ISO_DATE.exec(text) ?? []
    const isDay = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)
    const date = new Date(`${day}T${time}${offset.replace(/(\d{2})(\d{2})$/, '$1:$2')}`)
    if (!isDay || Number.isNaN(date.getTime()))
      throw invalidRequest(`$dateFromString needs a date in ISO 8601 here, not ${text}`)
    return date
  },
)

export const dates: Record<string, Operator> = {
  ...Object.fromEntries(
    Object.entries(calendar).map(([name, read]) => [`$${name}`, field(`$${name}`, read)]),
  ),
  $dateToString,
  $dateFromString,
  $dateFromParts,
}

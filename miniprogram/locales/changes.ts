import { dayOf } from '../domain/values/days'
import type { DocumentKind } from '../domain/values/documents'
import { formatPlate } from '../domain/values/plates'
import type { ChangedField } from '../domain/visit/form-fields'
import { inLocale } from './current'
import { formatDay } from './days'
import { changesWords as en } from './en/changes'
import { purposeWords } from './purposes'
import { visitWords } from './visit'
import { changesWords as zh } from './zh/changes'
import { SHIPPED_PURPOSES } from './zh/shipped-purposes'

interface Change {
  field: ChangedField
  from: string
  to: string
}

/** What a step changed, a line each; nothing of a field that only a newer server knows. @param now epoch ms */
export function changeLines(changes: readonly Change[] | undefined, now: number): string[] {
  const { fields, line, differs } = inLocale({ zh, en })
  return (changes ?? [])
    .filter(({ field }) => field in fields)
    .map(({ field, from, to }) => {
      const [old, current] = [valueWords(field, from, now), valueWords(field, to, now)]
      return old === current ? differs(fields[field], old) : line(fields[field], old, current)
    })
}

function valueWords(field: ChangedField, value: string, now: number): string {
  const { none, there } = inLocale({ zh, en })
  const { documentKinds } = visitWords()
  if (value === '') return none
  if (field === 'photoId') return there
  if (field === 'plate') return formatPlate(value)
  if (field === 'purpose') return nameOfPurpose(value)
  if (field === 'documentKind') return documentKinds[value as DocumentKind] ?? value
  return field === 'firstDay' || field === 'lastDay' ? formatDay(value, dayOf(now)) : value
}

/** A history keeps the Chinese name; one that the office has made itself has no other here. */
const nameOfPurpose = (name: string): string =>
  purposeWords(SHIPPED_PURPOSES.find((purpose) => purpose.name === name) ?? { name, nameEn: '' })

import { DomainError, fieldError, type FieldError } from '../errors'
import { lengthOf, readLine, searchForm } from '../values/text'
import { PURPOSE_CLASSES, type Purpose, type PurposeClass } from './purposes'

/** The list of purposes while the office changes it (spec 2, Purpose). */

export const MAX_PURPOSES = 30
export const MAX_PURPOSE_NAME = 10
/** Of the English name, which takes more characters. */
export const MAX_PURPOSE_NAME_EN = 40

/** A row as it is typed; its id is empty while it is new. */
const isNew = ({ id }: Purpose): boolean => id === ''

/** All that is wrong with a list, each beside its field: `purposes.2.name`, or `purposes` for what is missing. */
export function checkPurposes(purposes: readonly Purpose[]): FieldError[] {
  const fieldErrors: FieldError[] = []
  const seen = new Set<string>()
  purposes.forEach(({ name, nameEn }, index) => {
    const length = lengthOf(readLine(name))
    const spelling = searchForm(name)
    if (length === 0 || length > MAX_PURPOSE_NAME)
      fieldErrors.push(fieldError(`purposes.${index}.name`, 'PURPOSE_NAME', { max: MAX_PURPOSE_NAME }))
    else if (seen.has(spelling)) fieldErrors.push(fieldError(`purposes.${index}.name`, 'PURPOSE_TWICE'))
    seen.add(spelling)
    if (lengthOf(readLine(nameEn)) > MAX_PURPOSE_NAME_EN)
      fieldErrors.push(fieldError(`purposes.${index}.nameEn`, 'PURPOSE_NAME', { max: MAX_PURPOSE_NAME_EN }))
  })
  const offered = (of: PurposeClass): boolean => purposes.some((each) => each.offered && each.class === of)
  for (const purposeClass of PURPOSE_CLASSES)
    if (!offered(purposeClass)) fieldErrors.push(fieldError('purposes', 'PURPOSES_NONE', { purposeClass }))
  return fieldErrors
}

/**
 * The list as the office wants it. What was there keeps its id and class and is never gone: one that isn't named stands
 * behind the others as it was. New ones get the next id, which none has had. Throws FORM, and BAD_REQUEST for an id that
 * nobody gave.
 */
export function changedPurposes(before: readonly Purpose[], wanted: readonly Purpose[]): Purpose[] {
  let made = before.length
  const rows = wanted.map((row): Purpose => {
    const words = { name: readLine(row.name), nameEn: readLine(row.nameEn) }
    if (isNew(row)) return { ...row, ...words, id: `p${++made}` }
    const known = before.find(({ id }) => id === row.id)
    if (known === undefined) throw new DomainError('BAD_REQUEST', { fields: ['purposes'] })
    return { ...known, ...words, offered: row.offered }
  })
  const named = new Set(rows.map(({ id }) => id))
  if (named.size < rows.length) throw new DomainError('BAD_REQUEST', { fields: ['purposes'] })
  const after = [...rows, ...before.filter(({ id }) => !named.has(id))]
  const fieldErrors = checkPurposes(after)
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  return after
}

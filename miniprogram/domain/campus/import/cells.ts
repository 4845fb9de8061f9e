import { isId } from '../../values/ids'
import type { Day } from '../../values/days'
import { checkDocument, normaliseDocument, type DocumentError } from '../../values/documents'
import { checkName, normaliseName } from '../../values/names'
import { checkPhone, normalisePhone } from '../../values/phones'
import { dropBlanks, lengthOf, readLine, upperCaseLatin } from '../../values/text'
import type { Cell, CellErrorCode, Read } from './sheet'

/**
 * How one cell is read: by the rules of domain/values, after what a spreadsheet does to texts is found out. A formula is
 * never run: what comes here is what its last run left, and a text that would be one is refused.
 */

const value = (text: string): Read => ({ value: text })
const fault = (code: CellErrorCode): Read => ({ fault: code })

/** '=…', '+…', '@…' and what a spreadsheet writes where a formula failed. A number with its plus is none. */
const FORMULA = /^[=@＝＠]|^[+-](?![\d\s(])/
const ERROR = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!)$/i
/** What a reader with the wrong encoding leaves. */
const BROKEN = /\ufffd|\u951f\u65a4\u62f7|\u70eb\u70eb/

/** Reads `text` first as whatever cell it is, then by `read`. */
const asText =
  (read: (text: string) => Read, longest = 100) =>
  ({ kind, text }: Cell): Read => {
    const line = readLine(text)
    if (kind === 'torn') return fault('TORN')
    if (kind === 'other') return fault('NOT_TEXT')
    if (ERROR.test(line)) return fault('CELL_ERROR')
    if (FORMULA.test(line)) return fault('FORMULA')
    if (BROKEN.test(line)) return fault('BROKEN_CHARACTERS')
    if (lengthOf(line) > longest) return fault('TEXT_TOO_LONG')
    return read(line)
  }

/** A title: of a campus, a gate, a unit. */
export const readTitle = asText(value, 50)

/** Free text, which is read together with what stands beside it. */
export const readText = asText(value)

export const readPersonName = asText((text) => {
  const name = normaliseName(text)
  const error = checkName(name)
  if (error === null) return value(name)
  return fault(error === 'length' ? 'NAME_LENGTH' : 'NAME_CHARACTER')
})

/** 1.39E+10: the digits behind are lost. */
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d+$/i
const isScientific = (text: string): boolean => SCIENTIFIC.test(dropBlanks(text))

/** 13800138000.0, as programs write a number that had to be a text: digits before it may be lost as well. */
const isDecimal = (text: string): boolean => /^\d+\.\d*$/.test(dropBlanks(text))

/** A mainland mobile number; one that ends in zeros may be somebody's. */
export function readMobile(cell: Cell): Read {
  return asText((text) => {
    if (isScientific(text)) return fault('SCIENTIFIC')
    if (isDecimal(text)) return fault('DECIMAL')
    const phone = normalisePhone(text)
    if (checkPhone(phone, 'mainland') === null) return value(phone)
    return fault(phoneFault(text, phone, cell.kind))
  })(cell)
}

function phoneFault(text: string, phone: string, kind: Cell['kind']): CellErrorCode {
  if (/\d{11}\D+\d{7,}/.test(text)) return 'PHONE_TWO'
  if (kind === 'number' && /^[1-9]\d{8,10}$/.test(phone) && !/^1\d{9,10}$/.test(phone)) return 'LOST_ZERO'
  if (/^(?:\+?86)?0\d{9,11}$/.test(phone) || /^[2-9]\d{6,7}$/.test(phone)) return 'PHONE_LANDLINE'
  return /^1\d*$/.test(phone) && phone.length !== 11 ? 'PHONE_LENGTH' : 'PHONE_FORM'
}

/** An office's telephone, kept as it is written. */
export function readTelephone(cell: Cell): Read {
  return asText((text) => {
    if (isScientific(text)) return fault('SCIENTIFIC')
    // 0773-5551234 as a number: 7735551234
    if (cell.kind === 'number' && /^[2-9]\d{8,10}$/.test(dropBlanks(text))) return fault('LOST_ZERO')
    return /^[0-9+\- ()]{3,25}$/.test(text) ? value(text) : fault('PHONE_FORM')
  })(cell)
}

/** A mainland ID number: checked, because one that is spoilt says that others are too. A number can't hold 18 digits. */
export const readDocument =
  (today: Day) =>
  (cell: Cell): Read =>
    asText((text) => {
      if (isScientific(text)) return fault('SCIENTIFIC')
      const document = normaliseDocument('mainlandId', text)
      if (cell.kind === 'number') return fault('ROUNDED')
      const error = checkDocument('mainlandId', document, today)
      if (error === null) return value(document)
      return fault(/^\d{15}000$/.test(document) ? 'ROUNDED' : DOCUMENT_FAULTS[error])
    })(cell)

/** A number of whichever document, as of staff from abroad: what a spreadsheet did to it shows, its form isn't asked. */
export function readAnyDocument(cell: Cell): Read {
  return asText((text) => {
    if (isScientific(text)) return fault('SCIENTIFIC')
    return cell.kind === 'number' || /^\d{15}000$/.test(dropBlanks(text)) ? fault('ROUNDED') : value(text)
  })(cell)
}

const DOCUMENT_FAULTS: Readonly<Record<DocumentError, CellErrorCode>> = {
  length: 'DOCUMENT_LENGTH',
  form: 'DOCUMENT_FORM',
  region: 'DOCUMENT_REGION',
  birthDate: 'DOCUMENT_BIRTH_DATE',
  check: 'DOCUMENT_CHECK',
}

/** A number that the university gives: letters, digits, '-' and '_'. */
export const readKey = asText((text) => {
  const key = dropBlanks(text)
  if (isScientific(key) && !/^[A-Za-z]/.test(key)) return fault('SCIENTIFIC')
  if (isDecimal(text)) return fault('DECIMAL')
  return isId(key) ? value(key) : fault('NUMBER_FORM')
})

/** One of some words; `words` maps each to what it means. */
export const readWord = (words: Readonly<Record<string, string>>) =>
  asText((text) => {
    const meaning = words[upperCaseLatin(dropBlanks(text))]
    return meaning === undefined ? fault('WORD_UNKNOWN') : value(meaning)
  })

/** A place in an order. */
export const readOrder = asText((text) => {
  const digits = dropBlanks(text)
  return /^\d{1,4}$/.test(digits) ? value(String(Number(digits))) : fault('ORDER_FORM')
})

import { normaliseEmergencyNumber } from '../../../domain/emergency/emergency'
import { componentsNumberSheetWords } from '../../../locales/zh/pages/components-number-sheet'

/** The number of an emergency pass, and whose it is: neither opens anything by itself (spec 5.1). */
export interface NumberedVisitor {
  number: string
  name: string
}

/** FieldErrors by field; null when it can be asked. */
export function numberFieldErrors({ number, name }: NumberedVisitor): NumberedVisitor | null {
  const fieldErrors = {
    number: normaliseEmergencyNumber(number) === null ? componentsNumberSheetWords.number : '',
    name: name.trim() === '' ? componentsNumberSheetWords.name : '',
  }
  return fieldErrors.number === '' && fieldErrors.name === '' ? null : fieldErrors
}

import { isDocumentTail } from '../../../domain/values/documents'
import { componentsPersonSheetWords } from '../../../locales/zh/pages/components-person-sheet'

/** What the guard typed to find somebody who has neither code nor phone (spec 5.1). */
export interface PersonSearch {
  tail: string
  name: string
}

/** FieldErrors by field; null when it can be asked. */
export function personFieldErrors({ tail, name }: PersonSearch): { tail: string; name: string } | null {
  const fieldErrors = {
    tail: isDocumentTail(tail) ? '' : componentsPersonSheetWords.tail,
    name: name.trim() === '' ? componentsPersonSheetWords.fieldErrorsName : '',
  }
  return fieldErrors.tail === '' && fieldErrors.name === '' ? null : fieldErrors
}

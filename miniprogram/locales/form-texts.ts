import { TEXT_FIELDS, type TextField } from '../domain/visit/form-fields'

/** What the form asks for in free words, each by its field: what one is called in either language is one line. */
const FORM_TEXTS: Readonly<Record<TextField, { zh: string; en: string }>> = {
  matter: { zh: '办什么事', en: 'What the visit is for' },
  note: { zh: '备注', en: 'Note' },
}

/** What each free text of the form is called in a language. */
export function formTextsIn(language: 'zh' | 'en'): Readonly<Record<TextField, string>> {
  const texts: Partial<Record<TextField, string>> = {}
  for (const field of TEXT_FIELDS) texts[field] = FORM_TEXTS[field][language]
  return texts as Record<TextField, string>
}

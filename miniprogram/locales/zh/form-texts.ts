import type { TextField } from '../../domain/visit/form-fields'

/** What the form asks for in free words, each by its field. */
export const formTexts: Readonly<Record<TextField, string>> = { matter: '办什么事', note: '备注' }

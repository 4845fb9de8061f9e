import type { formTexts as zh } from '../zh/form-texts'

export const formTexts: typeof zh = { matter: 'What for', note: 'Note' }

import { load, remove, save } from './storage'

/** What was typed into a form and not sent, by the form's name: it is there again when the form is (spec 2, Drafts). */
const keyOf = (form: string): string => `typed:${form}`

export const saveFormDraft = (form: string, typed: object): Promise<void> => save(keyOf(form), typed)
export const loadFormDraft = <Typed>(form: string): Promise<Typed | null> => load<Typed>(keyOf(form))
export const removeFormDraft = (form: string): Promise<void> => remove(keyOf(form))

import type { Output } from '../../../contract'
import { checkContacts } from '../../../miniprogram/domain/campus/contacts'
import { translate } from '../../../miniprogram/locales/errors'

type RulesNow = Output<'rules.get'>
export type Contact = RulesNow['contacts'][number]

/** A contact while it is typed; `campusId` empty: of no campus. */
export interface ContactDraft {
  name: string
  phone: string
  campusId: string
}

export const contactDrafts = (contacts: readonly Contact[]): ContactDraft[] =>
  contacts.map(({ name, phone, campusId = '' }) => ({ name, phone, campusId }))

export const contactsOf = (drafts: readonly ContactDraft[]): Contact[] =>
  drafts.map(({ name, phone, campusId }) => ({
    ...{ name: name.trim(), phone: phone.trim() },
    ...(campusId === '' ? {} : { campusId }),
  }))

/** What is wrong with one of them, in the server's words; empty: nothing. */
export function contactFault(drafts: readonly ContactDraft[], index: number): string {
  const error = checkContacts(contactsOf(drafts)).find(({ field }) => field.startsWith(`contacts.${index}.`))
  return error === undefined ? '' : translate(error.code, error.details)
}

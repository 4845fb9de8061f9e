import type { Output } from '../../../contract'
import { contactsWords as words } from '../../locales/zh/places'

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

/** What is wrong with one of them; empty: nothing. */
export function contactFault(drafts: readonly ContactDraft[], index: number): string {
  const { name = '', phone = '', campusId = '' } = drafts[index] ?? {}
  if (name.trim() === '') return words.faults.name
  if (!/^[0-9+ -]{3,20}$/.test(phone.trim())) return words.faults.phone
  const first = drafts.findIndex((each) => each.campusId === campusId)
  return campusId !== '' && first < index ? words.faults.twice : ''
}

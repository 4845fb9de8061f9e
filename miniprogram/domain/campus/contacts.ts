import { fieldError, type FieldError } from '../errors'
import { readLine } from '../values/text'

/** Whom one can call (spec 10, Contacts); with `campusId`, the desk of that campus. */
export interface Contact {
  name: string
  phone: string
  campusId?: string | undefined
}

export const MAX_CONTACTS = 50
/** Inland, from abroad, or of three digits. */
export const CONTACT_PHONE = /^[0-9+ -]{3,20}$/

/** All that is wrong with the contacts as they are to be kept, each beside its field: `contacts.2.phone`. */
export const checkContacts = (contacts: readonly Contact[]): FieldError[] =>
  contacts.flatMap(({ name, phone, campusId }, index) => {
    const isFirst = contacts.findIndex((each) => each.campusId === campusId) === index
    return [
      ...(readLine(name) === '' ? [fieldError(`contacts.${index}.name`, 'CONTACT_NAME')] : []),
      ...(CONTACT_PHONE.test(phone) ? [] : [fieldError(`contacts.${index}.phone`, 'CONTACT_PHONE')]),
      ...(campusId === undefined || isFirst
        ? []
        : [fieldError(`contacts.${index}.campusId`, 'CONTACT_TWICE')]),
    ]
  })

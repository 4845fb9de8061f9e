import type { VisitForm } from '../../../../contract'
import { DOCUMENT_KINDS, type DocumentKind } from '../../../domain/values/documents'
import { maskDocument, maskName, maskPhone } from '../../../domain/values/masking'
import { normalisePhone } from '../../../domain/values/phones'
import { formatPlate } from '../../../domain/values/plates'
import type { OwnValues } from '../../../device-storage/own-values'
import { visitWords } from '../../../locales/visit'
import { bookingFormWords } from '../../../locales/booking-form'

export interface DocumentView {
  kindIndex: number
  kindName: string
  keyboard: 'idcard' | 'text' | 'number'
  value: string
  /** The field shows its number in the groups of its kind. */
  grouping: DocumentKind
}

/** An identity number as typed, with the keyboard of its kind. Only letters need the whole keyboard. */
export function documentView(kind: DocumentKind, value: string): DocumentView {
  const kindIndex = DOCUMENT_KINDS.indexOf(kind)
  return {
    kindIndex,
    kindName: visitWords().documentKinds[kind],
    keyboard: kind === 'mainlandId' ? 'idcard' : kind === 'taiwanPermit' ? 'number' : 'text',
    value,
    grouping: kind,
  }
}

export interface PhoneView {
  abroad: boolean
  keyboard: 'number' | 'text'
  placeholder: string
  value: string
  /** The field shows it in groups; empty: as it is typed. */
  grouping: 'phone' | ''
  /** It is the number that WeChat gave. */
  proved: boolean
}

/** A phone number as typed or as WeChat gave it: `proved` is the one it gave, empty: none. */
export function phoneView(
  { phoneKind, phone }: Pick<VisitForm, 'phoneKind' | 'phone'>,
  proved = '',
): PhoneView {
  const abroad = phoneKind === 'international'
  const bare = normalisePhone(phone)
  const words = bookingFormWords()
  return {
    abroad,
    keyboard: abroad ? 'text' : 'number',
    placeholder: abroad ? words.foreignPhoneExample : words.mainlandPhoneExample,
    value: phone,
    proved: proved !== '' && bare === proved,
    grouping: abroad ? '' : 'phone',
  }
}

/** '张**，138****8000': enough to recognise oneself, too little for who looks over the shoulder. */
export function offerWords(offer: OwnValues | null): string {
  if (offer === null) return ''
  const plate = offer.driving && offer.plate !== '' ? formatPlate(offer.plate) : ''
  return [maskName(offer.name), maskPhone(offer.phone), maskDocument(offer.document), plate]
    .filter((part) => part !== '')
    .join(bookingFormWords().listComma)
}

import type { NormalisedSubject } from '../../../miniprogram/domain/blacklist/blacklist'
import { seal, unseal } from '../../platform/sealing'
import type { BlacklistEntry } from '../../stores/blacklist'
import { plateCalendarId } from '../../stores/calendars'
import { documentHash, phoneHash } from '../visit/identity-hashes'

/** Whom an entry of the blacklist names, as it is kept. */
const COLLECTION = 'blacklist'

/** Seals a normalised subject for the entry `record`; empty values aren't listed. */
export function sealSubject(subject: NormalisedSubject, record: string) {
  const sealContext = (field: string) => ({ collection: COLLECTION, record, field })
  const { name, documentKind, document, phone, plate } = subject
  const calendars = [
    ...(document === '' ? [] : [`document:${documentHash(documentKind, document)}`]),
    ...(phone === '' ? [] : [`phone:${phoneHash(phone)}`]),
    ...(plate === '' ? [] : [plateCalendarId(plate)]),
  ]
  return {
    name,
    documentKind,
    document: document === '' ? null : seal(document, sealContext('document')),
    phone: phone === '' ? null : seal(phone, sealContext('phone')),
    plate: plate === '' ? null : plate,
    calendars,
  }
}

/** Document and phone in clear, empty when not listed. */
export function unsealSubject(entry: BlacklistEntry): { document: string; phone: string } {
  const sealContext = (field: string) => ({ collection: COLLECTION, record: entry._id, field })
  return {
    document: entry.document === null ? '' : unseal(entry.document, sealContext('document')),
    phone: entry.phone === null ? '' : unseal(entry.phone, sealContext('phone')),
  }
}

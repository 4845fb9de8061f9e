import {
  documentKey,
  tailsOf,
  tailsTyped,
  type DocumentKind,
} from '../../../miniprogram/domain/values/documents'
import { searchForm } from '../../../miniprogram/domain/values/text'
import { lookupHash } from '../../platform/lookup-hash'
import type { KnownBy } from '../../stores/visits'

/** By which hash a document or phone number is found again (house rule 14), and how a document points at a visit. */

/** `document` normalised. */
export const documentHash = (kind: DocumentKind, document: string): string =>
  lookupHash('document', documentKey(kind, document))

/** `phone` normalised. */
export const phoneHash = (phone: string): string => lookupHash('phone', phone)

const tailHash = (tail: string, name: string): string => lookupHash('tail', `${tail}:${searchForm(name)}`)

/** Of the last six of a document and the name, in each way that a guard may read them. */
export const tailHashes = (kind: DocumentKind, document: string, name: string): string[] =>
  tailsOf(kind, document).map((tail) => tailHash(tail, name))

/** By the document, normalised. */
export const knownByDocument = (kind: DocumentKind, document: string): KnownBy => ({
  field: 'documentHash',
  hashes: [documentHash(kind, document)],
})

/** By its last six and the name, as typed. */
export const knownByTail = (tail: string, name: string): KnownBy => ({
  field: 'tailHashes',
  hashes: tailsTyped(tail).map((each) => tailHash(each, name)),
})

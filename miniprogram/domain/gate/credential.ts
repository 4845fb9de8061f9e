import { normaliseEmergencyNumber } from '../emergency/emergency'
import { normaliseShortCode } from '../pass/pass'
import type { DocumentKind } from '../values/documents'
import type { PassageWay } from './ways'

/** What is presented at a gate to be let through. */
export type Credential =
  /** Text of a QR pass, a short code, or the number of an emergency pass. */
  | { code: string }
  | { plate: string }
  /** Last six of the document, and the name. */
  | { person: { tail: string; name: string } }
  /** As an ID reader gives it. */
  | { document: { kind: DocumentKind; number: string } }
  /** Reference of the person whom the device recognised: the visit whose photo it was given. */
  | { face: string }

/** By which way somebody wants to pass who presents this. */
export function wayOf(credential: Credential): PassageWay {
  if ('plate' in credential) return 'plate'
  if ('face' in credential) return 'face'
  return 'code' in credential ? wayOfCode(credential.code) : 'document'
}

/** Which of the codes a text is. What is neither a number nor a short code is read as a pass. */
export function wayOfCode(code: string): 'qr' | 'shortCode' | 'emergencyNumber' {
  if (normaliseEmergencyNumber(code) !== null) return 'emergencyNumber'
  return normaliseShortCode(code) === null ? 'qr' : 'shortCode'
}

/** What a gate without a network can read: a snapshot holds no documents and no faces. */
export type OfflineCredential = Extract<Credential, { code: string } | { plate: string }>

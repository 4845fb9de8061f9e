import { normaliseEmergencyNumber } from '../emergency/emergency'
import { normaliseShortCode } from '../pass/pass'
import type { DocumentKind } from '../values/documents'
import { codeText } from './readers'
import type { PassageWay } from './ways'

/** By what somebody asks a gate to be let through. */
export type Credential =
  /** Text of a QR pass, a short code, or the number of an emergency pass, which needs the visitor's name. */
  | { code: string; name?: string }
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
  return 'code' in credential ? readCodeText(credential.code).way : 'document'
}

/** What the text of a code is: the number of an emergency pass, a short code, and else read as a pass. */
export type CodeRead = { way: 'emergencyNumber' | 'shortCode' | 'qr'; text: string }

/** Reads the text of a code, however it was typed or read, in its one spelling. */
export function readCodeText(raw: string): CodeRead {
  const text = codeText(raw)
  const number = normaliseEmergencyNumber(text)
  if (number !== null) return { way: 'emergencyNumber', text: number }
  const short = normaliseShortCode(text)
  return short === null ? { way: 'qr', text } : { way: 'shortCode', text: short }
}

/** What a gate without a network can read: a snapshot holds no documents and no faces. */
export type OfflineCredential = Extract<Credential, { code: string } | { plate: string }>

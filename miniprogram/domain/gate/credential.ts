import type { DocumentKind } from '../values/documents'

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

/** What a gate without a network can read: a snapshot holds no documents and no faces. */
export type OfflineCredential = Extract<Credential, { code: string } | { plate: string }>

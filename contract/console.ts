import type { Reply } from './index'

/**
 * What the console's page asks over HTTP besides actions, each a POST: to sign in, to see whether that is done, to sign out.
 * Which browser it is stands in cookies that no script reads.
 */
export interface ConsoleDoor {
  '/v1/sign-in': SignInBegun
  '/v1/sign-in/state': { signedIn: boolean }
  /** Where the browser signs in by the campus's own provider; it comes back to the page. */
  '/v1/campus-sign-in': { address: string }
  /** With `Returned`. */
  '/v1/campus-sign-in/return': { signedIn: true }
  '/v1/sign-out': Record<string, never>
}

/** A code to be scanned with the Mini Program, once and until `endsAt` (epoch ms). */
export interface SignInBegun {
  /** 128 bits as base64url. */
  code: string
  /** Two digits, to be compared with those on the phone. */
  digits: string
  /** The campus has a provider of its own besides. */
  byCampus: boolean
  endsAt: number
}

/** What the provider has written into the page's address, from `?` on. */
export interface Returned {
  search: string
}

/** As actions are answered. */
export type DoorReply<Path extends keyof ConsoleDoor> =
  { ok: true; data: ConsoleDoor[Path]; now: number } | Extract<Reply, { ok: false }>

import { isUnsettled, type ApiError } from './api-error'
import { randomBytes } from './random'

/**
 * One request of the user ("send this booking"). It keeps its request id through retries, a second tap and a
 * second try after a lost reply, so the server does it once. Other content, or a settled answer, is a new key.
 * A page keeps one idempotency key per button.
 */
export interface IdempotencyKey {
  requestIdFor(content: string): Promise<string>
  /** `call` says what came of it; null: done. */
  settle(refusal: ApiError | null): void
}

export function idempotencyKey(): IdempotencyKey {
  let current: { content: string; requestId: Promise<string> } | null = null
  return {
    requestIdFor(content) {
      if (current === null || current.content !== content) current = { content, requestId: newRequestId() }
      return current.requestId
    },
    settle(refusal) {
      if (refusal === null || !isUnsettled(refusal)) current = null
    },
  }
}

/**
 * 128 random bits in hex. It only has to differ from the other requests of the same person (a reply is kept per person),
 * not to be secret: where the platform has no generator for keys, as on a computer, any random number will do.
 */
export async function newRequestId(): Promise<string> {
  const bytes = await randomBytes(16).catch(() => Uint8Array.from({ length: 16 }, () => Math.random() * 256))
  return Array.from(bytes, (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join('')
}

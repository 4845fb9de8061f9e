import { newRequestId, type IdempotencyKey } from '../api/idempotency-key'
import { isUnsettled } from '../api/api-error'
import { remove, save, load } from './storage'

interface SavedKey {
  content: string
  requestId: string
}

/**
 * An idempotency key that outlives the program: closed before the answer came, opened again, and the same content goes out under
 * the same request id, so that the server answers what it answered then instead of seeing a second booking. Kept
 * encrypted under `key` from before it is sent until it is settled.
 */
export function savedKey(key: string): IdempotencyKey {
  let current: { content: string; requestId: Promise<string> } | null = null
  return {
    requestIdFor(content) {
      if (current === null || current.content !== content)
        current = { content, requestId: requestIdOf(key, content) }
      return current.requestId
    },
    settle(refusal) {
      if (refusal !== null && isUnsettled(refusal)) return
      current = null
      void remove(key)
    },
  }
}

async function requestIdOf(key: string, content: string): Promise<string> {
  const saved = await load<SavedKey>(key)
  if (saved !== null && saved.content === content) return saved.requestId
  const requestId = await newRequestId()
  await save(key, { content, requestId })
  return requestId
}

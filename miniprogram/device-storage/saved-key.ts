import { newRequestId, type Intent } from '../api/idempotency-key'
import { isUnsettled } from '../api/api-error'
import { forget, keep, recall } from './storage'

interface KeptWish {
  content: string
  requestId: string
}

/**
 * An intent that outlives the program: closed before the answer came, opened again, and the same content goes out under
 * the same request id, so that the server answers what it answered then instead of seeing a second booking. Kept
 * encrypted under `key` from before it is sent until it is settled.
 */
export function keptIntent(key: string): Intent {
  let current: { content: string; requestId: Promise<string> } | null = null
  return {
    requestIdFor(content) {
      if (current === null || current.content !== content)
        current = { content, requestId: requestIdOf(key, content) }
      return current.requestId
    },
    answered(refusal) {
      if (refusal !== null && isUnsettled(refusal)) return
      current = null
      void forget(key)
    },
  }
}

async function requestIdOf(key: string, content: string): Promise<string> {
  const kept = await recall<KeptWish>(key)
  if (kept !== null && kept.content === content) return kept.requestId
  const requestId = await newRequestId()
  await keep(key, { content, requestId })
  return requestId
}

import { translate } from '../../miniprogram/locales/errors'

/** A refusal with the sentence that a phone in Chinese makes of it, wherever one stands in the answer. */
export function withSentence<T>(answer: T): T {
  if (Array.isArray(answer)) return answer.map(withSentence) as T
  if (typeof answer !== 'object' || answer === null) return answer
  const entries = Object.entries(answer).map(([key, value]) => [key, withSentence<unknown>(value)] as const)
  const { code, details } = answer as { code?: unknown; details?: unknown }
  return {
    ...Object.fromEntries(entries),
    ...(typeof code === 'string' ? { sentence: translate(code, (details ?? {}) as never) } : {}),
  } as T
}

import { readLine } from '../../miniprogram/domain/values/text'
import { openapi } from './identity'

/** How sending one subscribe message ended (platform facts: 43101 refused or used up, never worth a retry). */
export type SendResult = 'sent' | 'noConsent' | 'rejected' | 'unreachable'

export interface SubscribeMessage {
  touser: string
  templateId: string
  page: string
  /** Field name → value, cut to the field's limit. */
  fields: Record<string, string>
}

const NO_CONSENT = 43101
/** Wrong user, page, template or data: sending the same again can't help. */
const REJECTED = new Set([40003, 40037, 41030, 47003])

/** Sends one message; an answer of WeChat is a result, never an exception. */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<SendResult> {
  const { touser, templateId, page, fields } = message
  const shown = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, { value: fit(name, value) }]),
  )
  try {
    await openapi.subscribeMessage.send({ touser, templateId, page, data: shown })
    return 'sent'
  } catch (error) {
    const { errCode } = error as { errCode?: unknown }
    if (errCode === NO_CONSENT) return 'noConsent'
    return typeof errCode === 'number' && REJECTED.has(errCode) ? 'rejected' : 'unreachable'
  }
}

/** WeChat's limits by kind of field; a longer value would lose the whole message (47003). */
const LIMITS: readonly [kind: string, characters: number][] = [
  ['thing', 20],
  ['phrase', 5],
  ['name', 10],
]

function fit(name: string, value: string): string {
  const limit = LIMITS.find(([kind]) => name.startsWith(kind))?.[1] ?? 32
  // A value with a line end would lose the whole message too.
  const line = readLine(value)
  const characters = [...line]
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`
}

import type { AccountTemplate } from '../../miniprogram/domain/notice/parts'
import { miniprogramState } from './channel'
import { openapi } from './identity'

/** How sending one subscribe message ended (platform facts: 43101 refused or used up, never worth a retry). */
export type SendResult = 'sent' | 'noConsent' | 'rejected' | 'unreleased' | 'unreachable'

export interface SubscribeMessage {
  touser: string
  templateId: string
  page: string
  /** Field name → value as its kind takes it (usecases/notice/format-field.ts). */
  fields: Record<string, string>
}

const NO_CONSENT = 43101
/** Wrong user, template or data: sending the same again can't help. */
const REJECTED = new Set([40003, 40037, 47003])
/** The page isn't in the released version: before the first release none is. */
const UNRELEASED = 41030

/** How it ended, with WeChat's own code where it refused; null: it took the message, or nothing was heard of it. */
export interface Sent {
  result: SendResult
  code: number | null
}

/** Sends one message; an answer of WeChat is a result, never an exception. */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<Sent> {
  const { touser, templateId, page, fields } = message
  const shown = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]))
  try {
    await openapi.subscribeMessage.send({
      ...{ touser, templateId, page, data: shown },
      miniprogramState: miniprogramState(),
    })
    return { result: 'sent', code: null }
  } catch (error) {
    const { errCode } = error as { errCode?: unknown }
    return typeof errCode === 'number'
      ? { result: resultOf(errCode), code: errCode }
      : { result: 'unreachable', code: null }
  }
}

function resultOf(errCode: number): SendResult {
  if (errCode === NO_CONSENT) return 'noConsent'
  if (errCode === UNRELEASED) return 'unreleased'
  return REJECTED.has(errCode) ? 'rejected' : 'unreachable'
}

/** The account's own templates, with their fields as the platform knows them. */
export async function accountTemplates(): Promise<AccountTemplate[]> {
  const { data } = (await openapi.subscribeMessage.getTemplateList()) as {
    data: { priTmplId: string; content: string }[]
  }
  return data.map(({ priTmplId: id, content }) => ({
    id,
    fields: [...content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(([, field = '']) => field),
  }))
}

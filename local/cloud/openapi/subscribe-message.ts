import type { WriteQueue } from '../database/write-queue'
import type { Consents } from './consents'
import type { OpenApiReply } from './envelope'
import type { Notice, Notices } from './notices'
import { faultIn, type MessageData } from './template-fields'

export type MessageOptions = {
  queue: WriteQueue
  consents: Consents
  notices: Notices
  /** The templates this program has, each with its fields; without it every id is taken. */
  templates?: Record<string, readonly string[]>
  /** Whether an openid is anybody's; without it every one is. */
  knows?: (openid: string) => boolean
}

type Arguments = {
  touser?: string
  template_id?: string
  page?: string
  data?: MessageData
  miniprogram_state?: string
}

const STATES = ['developer', 'trial', 'formal']

/**
 * `subscribeMessage.send`: refuses what WeChat refuses, and uses up one consent for what it takes. Resolves when
 * consent and notice are on the disk, both or neither.
 */
export function subscribeMessageSend({ queue, consents, notices, templates, knows }: MessageOptions) {
  return async ({
    touser = '',
    template_id = '',
    page = '',
    data = {},
    miniprogram_state = 'formal',
  }: Arguments): Promise<OpenApiReply> => {
    if (touser === '' || knows?.(touser) === false) return refusal(40003, 'invalid openid')
    if (template_id === '' || (templates && !Object.hasOwn(templates, template_id))) {
      return refusal(40037, 'invalid template_id')
    }
    if (!STATES.includes(miniprogram_state)) return refusal(47003, 'argument invalid! miniprogram_state')
    const fault = faultIn(data, templates?.[template_id])
    if (fault) return refusal(47003, `argument invalid! ${fault}`)
    const notice = await queue.write<Notice | null>(() => {
      if (!consents.useOne(touser, template_id)) return null
      const fields = Object.fromEntries(
        Object.entries(data).map(([field, content]) => [field, String(content!.value)]),
      )
      return notices.add({ at: Date.now(), openid: touser, templateId: template_id, page, fields })
    })
    if (!notice) return refusal(43101, 'user refuse to accept the msg')
    notices.announce(notice)
    return { json: { errcode: 0, errmsg: 'ok' } }
  }
}

/** `subscribeMessage.getTemplateList`: the program's own templates, each with its fields as WeChat writes them. */
export const subscribeMessageTemplates =
  (templates: MessageOptions['templates'] = {}) =>
  (): OpenApiReply => ({
    json: {
      ...{ errcode: 0, errmsg: 'ok' },
      data: Object.entries(templates).map(([priTmplId, fields]) => ({
        ...{ priTmplId, title: priTmplId, type: 2, example: '' },
        content: fields.map((field) => `${field}:{{${field}.DATA}}\n`).join(''),
      })),
    },
  })

export const refusal = (errcode: number, errmsg: string): OpenApiReply => ({
  json: { errcode, errmsg: `${errmsg} rid: local` },
})

import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { templateState } from '../../../miniprogram/domain/notice/parts'
import type { PartValue } from '../../platform/notices'
import { change } from '../../platform/unit-of-work'
import { findWaiting, isLost, listSettled } from '../../stores/outbox'
import { loadNotedTemplates } from '../../stores/progress'
import type { Settings } from '../../stores/settings'
import { changeSettingsIn } from '../campus/change-settings'
import type { Caller } from '../caller'
import { templatesOf } from './account-templates'

/**
 * Takes a template into use once it was held against what the timer has read of it, so that a wrong field is found here and
 * not by who waits for a notice. While the timer can't read it is taken all the same, and the office's page shows that it
 * wasn't checked (templateStates). TEMPLATE_UNKNOWN, TEMPLATE_FIELDS; RULE_CHANGED (changeSettingsIn).
 */
export async function saveTemplate(
  caller: Caller,
  { use, templateId, fields, seen }: Input<'template.save'>,
): Promise<Output<'template.save'>> {
  const mapped = Object.fromEntries(fields.map(({ part, field }) => [part, field]))
  const account = templatesOf(await loadNotedTemplates(), caller.now)
  const { state, faults } = templateState(use, { templateId, fields: mapped }, account)
  if (state === 'gone') throw new DomainError('TEMPLATE_UNKNOWN')
  if (state === 'fields') throw new DomainError('TEMPLATE_FIELDS', { faults: faults.join(', ') })
  return change(caller, async ({ tx }) => {
    const changesOf = (settings: Settings) => ({
      templates: { ...settings.templates, [use]: templateId },
      templateFields: { ...settings.templateFields, [use]: mapped },
    })
    await changeSettingsIn(tx, caller, changesOf, seen)
    return {}
  })
}

/** What the office has to look after: notices that the platform refused, or took at no try, and why; and what went out. */
export async function listRejected(
  _caller: Caller,
  { cursor = null }: Input<'notice.rejected'>,
): Promise<Output<'notice.rejected'>> {
  const [{ rows: notices, next }, { rows: sent }, waiting] = await Promise.all([
    listSettled('rejected', cursor),
    listSettled('done', null),
    findWaiting(),
  ])
  return {
    waiting: { count: waiting.length, oldest: waiting[0]?.at ?? null },
    sent: sent.map(({ _id: id, use, at, recipients }) => {
      const told = recipients.filter(({ outcome }) => outcome === 'sent').length
      return { id, use, at, told, untold: recipients.length - told }
    }),
    rows: notices.map(({ _id, use, at, recipients, parts }) => {
      const lost = recipients.filter(isLost)
      return {
        ...{ id: _id, use, at, people: lost.length },
        about: [parts.who, parts.result, parts.when].flatMap((part) => textOf(part)),
        lost: lost.map(({ name = '', code = null }) => ({ name, code })),
      }
    }),
    next,
  }
}

const textOf = (part: PartValue | undefined): string[] =>
  part === undefined ? [] : [typeof part === 'string' ? part : part.text]

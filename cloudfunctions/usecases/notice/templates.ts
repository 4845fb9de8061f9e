import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { templateFaults } from '../../../miniprogram/domain/notice/parts'
import { templateFieldsOf } from '../../platform/subscribe-messages'
import { change } from '../../platform/unit-of-work'
import { findWaiting, isLost, latestSettled } from '../../stores/outbox'
import type { Settings } from '../../stores/settings'
import { changeSettingsIn } from '../campus/change-settings'
import type { Caller } from '../caller'

/**
 * Takes a template into use once it was held against what the platform knows of it, so that a wrong field is found here and
 * not by who waits for a notice. TEMPLATE_UNKNOWN, TEMPLATE_FIELDS; RULE_CHANGED (changeSettingsIn).
 */
export async function saveTemplate(
  caller: Caller,
  { use, templateId, fields, seen }: Input<'template.save'>,
): Promise<Output<'template.save'>> {
  const ofTemplate = await templateFieldsOf(templateId)
  if (ofTemplate === null) throw new DomainError('TEMPLATE_UNKNOWN')
  const mapped = Object.fromEntries(fields.map(({ part, field }) => [part, field]))
  const faults = templateFaults(use, mapped, ofTemplate)
  if (faults.length > 0) throw new DomainError('TEMPLATE_FIELDS', { faults: faults.join(', ') })
  return change(caller, async ({ tx }) => {
    const changesOf = (settings: Settings) => ({
      templates: { ...settings.templates, [use]: templateId },
      templateFields: { ...settings.templateFields, [use]: mapped },
    })
    await changeSettingsIn(tx, caller, changesOf, seen)
    return {}
  })
}

/** What the office has to look after: notices that the platform refused, or took at no try; and what went out. */
export async function listRejected(): Promise<Output<'notice.rejected'>> {
  const [notices, sent, waiting] = await Promise.all([
    latestSettled('rejected'),
    latestSettled('done'),
    findWaiting(),
  ])
  return {
    waiting: { count: waiting.length, oldest: waiting[0]?.at ?? null },
    sent: sent.map(({ _id: id, use, at, recipients }) => {
      const told = recipients.filter(({ outcome }) => outcome === 'sent').length
      return { id, use, at, told, untold: recipients.length - told }
    }),
    rows: notices.map(({ _id, use, at, recipients }) => ({
      ...{ id: _id, use, at },
      people: recipients.filter(isLost).length,
    })),
  }
}

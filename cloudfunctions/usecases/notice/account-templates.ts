import { isDeepStrictEqual } from 'node:util'
import {
  NOTICE_USES,
  templateState,
  type AccountTemplate,
  type NoticeUse,
  type TemplateState,
} from '../../../miniprogram/domain/notice/parts'
import { log } from '../../platform/log'
import { accountTemplates } from '../../platform/subscribe-messages'
import { loadNotedTemplates, saveNotedTemplates, type NotedTemplates } from '../../stores/progress'
import type { Settings } from '../../stores/settings'

/** How often an unchanged list is noted again, and how long one that isn't counts as what the account has. */
const NOTE_EVERY_MS = 5 * 60_000
const KNOWN_MS = 15 * 60_000

/**
 * Reads the account's templates and notes them for who can't ask WeChat: the console, which is called over HTTP, and the
 * deployment. The office so has its answer within a minute, and learns of a template that is gone before a notice is refused.
 */
export async function noteTemplates(now: number): Promise<void> {
  const noted = await loadNotedTemplates()
  const read = await readTemplates()
  const next: Omit<NotedTemplates, '_id'> =
    'templates' in read
      ? { at: now, templates: read.templates, failed: null }
      : { at: noted?.at ?? 0, templates: noted?.templates ?? [], failed: read.failed }
  const isNoted =
    noted !== null && isDeepStrictEqual([noted.templates, noted.failed], [next.templates, next.failed])
  if (!isNoted || next.at - noted.at >= NOTE_EVERY_MS) await saveNotedTemplates(next)
}

async function readTemplates(): Promise<{ templates: AccountTemplate[] } | { failed: string }> {
  try {
    return { templates: await accountTemplates() }
  } catch (error) {
    const { errCode } = error as { errCode?: unknown }
    const failed = typeof errCode === 'number' ? String(errCode) : 'no answer'
    log('warn', 'templates.unread', { code: failed })
    return { failed }
  }
}

/** What the account has; null where it wasn't read of late. */
export const templatesOf = (noted: NotedTemplates | null, now: number): AccountTemplate[] | null =>
  noted !== null && now - noted.at <= KNOWN_MS ? noted.templates : null

/** How the template of each use stands to those of the account. */
export const templateStates = (
  { templates, templateFields }: Pick<Settings, 'templates' | 'templateFields'>,
  account: readonly AccountTemplate[] | null,
): Record<NoticeUse, TemplateState> =>
  Object.fromEntries(
    NOTICE_USES.map((use) => [
      use,
      templateState(use, { templateId: templates[use], fields: templateFields[use] }, account),
    ]),
  ) as Record<NoticeUse, TemplateState>

/** For the deployment's check: templates of the office that can't be filled, and what keeps the account's from being read. */
export interface TemplateCheck {
  unread: string | null
  wrong: { use: NoticeUse; templateId: string; faults: string[] }[]
}

export async function checkTemplates(
  settings: Pick<Settings, 'templates' | 'templateFields'>,
  now: number,
): Promise<TemplateCheck> {
  const noted = await loadNotedTemplates()
  const states = templateStates(settings, templatesOf(noted, now))
  const wrong = NOTICE_USES.filter((use) => ['gone', 'fields'].includes(states[use].state))
  return {
    unread: noted?.failed ?? null,
    wrong: wrong.map((use) => ({
      ...{ use, templateId: settings.templates[use], faults: states[use].faults },
    })),
  }
}

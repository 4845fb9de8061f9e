import type { TemplateCheck } from '../../cloudfunctions/usecases/notice/account-templates'

interface Probe {
  event: object
  fits: (answer: unknown) => boolean
  /** What to do about an answer that is known and doesn't fit; empty: it isn't known. */
  advice?: (answer: unknown) => string[]
}

/** What the platform's call of a function without a user must answer. */
export const PROBES: Readonly<Record<string, Probe>> = {
  api: {
    event: { action: 'me', input: {} },
    fits: (answer) => (answer as { code?: unknown }).code === 'NOT_ALLOWED',
  },
  gate: {
    event: { path: '/gate/openapi.json', httpMethod: 'GET', headers: {} },
    fits: (answer) => (answer as { statusCode?: unknown }).statusCode === 200,
  },
  console: {
    event: { path: '/console/', httpMethod: 'GET', headers: {} },
    fits: (answer) => (answer as { statusCode?: unknown }).statusCode === 200,
  },
  timer: {
    event: { Type: 'Timer', TriggerName: 'probe' },
    fits: (answer) => (answer as { done?: unknown }).done === 0 && timerAdvice(answer).length === 0,
    advice: timerAdvice,
  },
}

/** Faults in what a function answered to its probe, each a line; empty: none. */
export function faultsOf(name: string, { fits, advice }: Probe, answer: unknown): string[] {
  if (fits(answer)) return []
  const known = advice?.(answer) ?? []
  return known.length > 0 ? known : [`function ${name} answers ${JSON.stringify(answer).slice(0, 200)}`]
}

function timerAdvice(answer: unknown): string[] {
  const { restoring, templates } = answer as { restoring?: unknown; templates?: TemplateCheck }
  return [
    ...(restoring === true
      ? [
          'a restore was begun and not ended, so the timer does nothing: run it again (npm run restore -- <folder>)',
        ]
      : []),
    ...(templates === undefined ? [] : templateAdvice(templates)),
  ]
}

const PAGE = 'the console, 消息模板和发送'

function templateAdvice({ unread, wrong }: TemplateCheck): string[] {
  return [
    ...(unread === null
      ? []
      : [
          `the account's message templates can't be read (${unread}): where it is -604101, upload timer and api once from DevTools`,
        ]),
    ...wrong.map(({ use, templateId, faults }) =>
      faults.length === 0
        ? `message template ${use}: the account has no ${templateId} any more; name another (${PAGE})`
        : `message template ${use}: ${faults.join(', ')} of ${templateId} can't be filled; name its fields (${PAGE})`,
    ),
  ]
}

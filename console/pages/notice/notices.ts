import type { Input, Output } from '../../../contract'
import {
  kindOf,
  NOTICE_PARTS,
  PART_KINDS,
  type NoticePart,
  type NoticeUse,
  type TemplateState,
} from '../../../miniprogram/domain/notice/parts'
import { formatMoment } from '../../../miniprogram/locales/days'
import { noticesWords as words } from '../../locales/zh/notices'
import { settingsWords } from '../../locales/zh/settings'

type RulesNow = Output<'rules.get'>
type Rejected = Output<'notice.rejected'>

export const USES = Object.keys(NOTICE_PARTS) as NoticeUse[]

/** The template of one use while it is typed. */
export interface TemplateDraft {
  templateId: string
  fields: Partial<Record<NoticePart, string>>
  /** The revision of the rules that it was begun from. */
  seen: number
}

export const draftOfTemplate = (
  { templates, templateFields, revision }: RulesNow,
  use: NoticeUse,
): TemplateDraft => ({
  templateId: templates[use] ?? '',
  fields: { ...templateFields[use] },
  seen: revision,
})

/** A part of a notice as a row. */
export interface PartLine {
  part: NoticePart
  label: string
  example: string
  kinds: string
  field: string
  /** What is wrong with the field; empty: nothing. */
  fault: string
}

export function partLines(use: NoticeUse, { fields }: TemplateDraft): PartLine[] {
  const parts: readonly NoticePart[] = NOTICE_PARTS[use]
  return parts.map((part, index) => {
    const field = fields[part]?.trim() ?? ''
    const kinds: readonly string[] = PART_KINDS[part]
    const fits = kinds.includes(kindOf(field)) && /\d$/.test(field)
    const twice = parts.slice(0, index).some((other) => fields[other]?.trim() === field)
    return {
      ...{ part, field: fields[part] ?? '', label: words.parts[part], example: words.examples[part] },
      kinds: kinds.join(words.comma),
      fault: fits ? (twice ? words.twice : '') : words.kindFault(kinds.join(words.comma)),
    }
  })
}

export const templateOf = (
  use: NoticeUse,
  { templateId, fields, seen }: TemplateDraft,
): Input<'template.save'> => ({
  ...{ use, templateId: templateId.trim(), seen },
  fields: NOTICE_PARTS[use].map((part) => ({ part, field: fields[part]?.trim() ?? '' })),
})

/** How the saved template of one use stands to the account's own; `wrong`: notices don't go out. */
export function checkLine(
  { templateChecks }: Pick<RulesNow, 'templateChecks'>,
  use: NoticeUse,
): { text: string; wrong: boolean } {
  const { state, faults }: TemplateState = templateChecks[use] ?? { state: 'unread', faults: [] }
  const shown = faults.map((fault) => (fault in words.parts ? words.parts[fault as NoticePart] : fault))
  return { text: words.checks[state](shown.join(words.comma)), wrong: state !== 'fits' }
}

/** How long until the page looks again whether the templates were checked; false: they are. */
export const lookAgain = (rules: Pick<RulesNow, 'templateChecks'> | undefined): number | false =>
  Object.values(rules?.templateChecks ?? {}).some(({ state }) => state === 'unread') ? 15_000 : false

/** Who changed a template last; empty: nobody. */
export function templatesChange({ history }: Pick<RulesNow, 'history'>, now: number): string {
  const last = history.find(({ rule }) => rule === 'templates' || rule === 'templateFields')
  return last === undefined
    ? ''
    : words.changed(last.byName || settingsWords.colleague, formatMoment(last.at, now))
}

/** As many as the server counts; more are at least as many. */
const COUNTED = 1000

export function waitingWords({ count, oldest }: Rejected['waiting'], now: number): string {
  if (oldest === null) return words.none
  return words.waiting(count < COUNTED ? String(count) : words.atLeast(count), formatMoment(oldest, now))
}

export const sentLines = (rows: Rejected['sent'], now: number) =>
  rows.map(({ id, use, at, told, untold }) => ({
    ...{ id, told, untold, use: words.uses[use], at: formatMoment(at, now) },
  }))

export const rejectedLines = (rows: Rejected['rows'], now: number) =>
  rows.map(({ id, use, at, about, lost }) => ({
    ...{ id, use: words.uses[use], at: formatMoment(at, now), about: about.join(' · ') },
    lost: [...new Set(lost.map(({ code }) => code))].map((code) => ({
      why: whyOf(code),
      names: lost
        .filter((each) => each.code === code)
        .map(({ name }) => name || words.unnamed[use])
        .join(words.comma),
    })),
  }))

/** What WeChat's code says, and what to do. */
const whyOf = (code: number | null): string =>
  code === null ? words.noAnswer : (words.whys[code] ?? words.otherWhy(code))

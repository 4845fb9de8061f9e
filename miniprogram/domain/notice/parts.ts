/** What notices say, by meaning (spec 7): the account's templates give each part a field of their own. */
export const NOTICE_PARTS = {
  /** To approvers and hosts: somebody waits. */
  newBooking: ['who', 'why', 'when', 'host'],
  /** To who asked for something: how it ended. */
  decision: ['result', 'unit', 'when', 'note'],
  /** To two of the office, once a day: the head of the audit trail as it stands (domain/audit/heads.ts). */
  auditHead: ['code', 'when', 'note'],
} as const
export type NoticeUse = keyof typeof NOTICE_PARTS
export const NOTICE_USES = Object.keys(NOTICE_PARTS) as NoticeUse[]
export type NoticePart = (typeof NOTICE_PARTS)[NoticeUse][number]

/** Kinds of field that a part can be shown in; a field's kind is its name without the number: `thing7`, `date3`. */
export const PART_KINDS = {
  who: ['thing', 'name'],
  why: ['thing'],
  when: ['thing', 'date', 'time'],
  host: ['thing', 'name'],
  result: ['phrase', 'thing'],
  unit: ['thing'],
  note: ['thing'],
  // Of a longer text other kinds cut the end off: a code is whole or worth nothing.
  code: ['character_string'],
} as const satisfies Readonly<Record<NoticePart, readonly string[]>>
export type FieldKind = (typeof PART_KINDS)[NoticePart][number]

/** Part → the template's own field. */
type FieldsOf<Use extends NoticeUse> = Record<(typeof NOTICE_PARTS)[Use][number], string>
export type TemplateFields = { [Use in NoticeUse]: FieldsOf<Use> }

export const kindOf = (field: string): string => field.replace(/\d+$/, '')

/**
 * What keeps a template from being filled, as names of parts or of the template's own fields: a part whose field is of a
 * kind that can't show it, isn't in the template or stands twice, and a field that no part fills. Empty: every notice fits.
 */
export function templateFaults(
  use: NoticeUse,
  fields: Readonly<Record<string, string>>,
  ofTemplate: readonly string[],
): string[] {
  const parts: readonly NoticePart[] = NOTICE_PARTS[use]
  const taken = parts.map((part) => fields[part] ?? '')
  const wrong = parts.filter((part, index) => {
    const field = taken[index] ?? ''
    const kinds: readonly string[] = PART_KINDS[part]
    return !kinds.includes(kindOf(field)) || !ofTemplate.includes(field) || taken.indexOf(field) !== index
  })
  return [...wrong, ...ofTemplate.filter((field) => !taken.includes(field))]
}

/** A template as the account has it. */
export interface AccountTemplate {
  id: string
  fields: readonly string[]
}

/**
 * How a template that the office named stands to those of the account. `unset`: it named none. `unread`: what the account has
 * isn't known. `gone`: the account has it no more. `fields`: it can't be filled, for `templateFaults`.
 */
export const TEMPLATE_STATES = ['unset', 'unread', 'gone', 'fields', 'fits'] as const

export interface TemplateState {
  state: (typeof TEMPLATE_STATES)[number]
  faults: string[]
}

/** @param account the account's templates; null: not known */
export function templateState(
  use: NoticeUse,
  named: { templateId: string; fields: Readonly<Record<string, string>> },
  account: readonly AccountTemplate[] | null,
): TemplateState {
  if (named.templateId === '') return { state: 'unset', faults: [] }
  if (account === null) return { state: 'unread', faults: [] }
  const template = account.find(({ id }) => id === named.templateId)
  if (template === undefined) return { state: 'gone', faults: [] }
  const faults = templateFaults(use, named.fields, template.fields)
  return { state: faults.length === 0 ? 'fits' : 'fields', faults }
}

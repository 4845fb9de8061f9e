import type { VisitDetail } from '../../../contract'
import {
  FORM_FIELDS,
  type ChangedField,
  type CompanionForm,
} from '../../../miniprogram/domain/visit/form-fields'
import { isSystemReason } from '../../../miniprogram/domain/visit/history'
import { maskDocument, maskName, maskPhone } from '../../../miniprogram/domain/values/masking'
import { seal, unseal } from '../../platform/sealing'
import type { Visit } from '../../stores/visits'

/** What a step in the life of a booking changed, from what to what (spec 3): kept sealed as a whole in its history. */
export interface Changes {
  /** Who held the booking then: nobody who holds it later reads who that was (spec 4.1). */
  owner: string
  fields: [ChangedField, unknown, unknown][]
}

const place = (record: string, step: number) => ({
  ...{ collection: 'visits', record },
  field: `history.${step}.changes`,
})

/** As the step with this place in the history keeps them. */
export const sealChanges = (record: string, step: number, changes: Changes): string =>
  seal(JSON.stringify(changes), place(record, step))

const changesOf = (visit: Visit, step: number): Changes | null => {
  const kept = visit.history[step]?.changes
  return kept === undefined ? null : (JSON.parse(unseal(kept, place(visit._id, step))) as Changes)
}

/** Only what tells nothing about a person. */
const impersonal = ({ fields }: Changes): Changes['fields'] =>
  fields.filter(([field]) => !FORM_FIELDS[field].personal)

/**
 * The history without its person (spec 9, How long): the steps stay, what they changed goes, and so does each reason, which
 * may name people whoever typed it.
 */
export const anonymousHistory = (visit: Visit): Visit['history'] =>
  visit.history.map(({ changes: _, ...entry }) => ({
    ...entry,
    byName: entry.byRole === 'visitor' ? '' : entry.byName,
    reason: isSystemReason(entry.reason) ? entry.reason : null,
  }))

type Step = VisitDetail['history'][number]

/**
 * The history as it is read: by `owner` what was changed in their own hands in clear, and nothing of who else held it; by
 * approver, desk and office (null) with numbers masked (spec 9). Numbers of those who come along are masked for everybody.
 */
export const historyFor = (visit: Visit, owner: string | null): Step[] =>
  visit.history.map(({ changes: _, ...entry }, step) => {
    const changes = changesOf(visit, step)
    if (changes === null) return entry
    const foreign = owner !== null && changes.owner !== owner
    const fields = (foreign ? impersonal(changes) : changes.fields).map(([field, from, to]) => ({
      field,
      from: shown(field, from, owner === null),
      to: shown(field, to, owner === null),
    }))
    return {
      ...entry,
      ...(foreign && entry.byRole === 'visitor' ? { byName: maskName(entry.byName) } : {}),
      ...(fields.length > 0 ? { changes: fields } : {}),
    }
  })

/** A value as a text; empty: there was none. Of a photo only that there is one. */
function shown(field: ChangedField, value: unknown, masked: boolean): string {
  if (field === 'companions')
    return (value as CompanionForm[])
      .map(({ name, document }) => `${name} ${maskDocument(document)}`)
      .join(' / ')
  const text = String(value)
  if (field === 'photoId') return text.slice(0, 1)
  if (masked && field === 'phone') return maskPhone(text)
  return masked && field === 'document' ? maskDocument(text) : text
}

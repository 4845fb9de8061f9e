import { CHANGED_FIELDS } from '../../../miniprogram/domain/visit/form-fields'
import type { Visit } from '../../stores/visits'
import { sealChanges, type Changes } from './changed-fields'
import { unsealForm } from './sealed-form'
import { wordsOfPurpose } from './views'

/** More steps than a booking has, unless somebody means to make it too large to be read. */
const MAX_DETAILED = 30

/** Each field as it stands; host and purpose by name, as people know them. */
const valuesOf = (visit: Visit): Record<string, unknown> => ({
  ...unsealForm(visit),
  hostId: visit.hostName,
  purpose: wordsOfPurpose(visit).name,
})

/** The visit whose last step says what it changed. */
export function withChanges(before: Visit, after: Visit): Visit {
  const [from, to] = [valuesOf(before), valuesOf(after)]
  const fields = CHANGED_FIELDS.map((field): Changes['fields'][number] => [
    field,
    from[field] ?? '',
    to[field] ?? '',
  ]).filter(([, old, now]) => JSON.stringify(old) !== JSON.stringify(now))
  const last = after.history.length - 1
  const history = after.history.map(({ changes, ...entry }, step) => {
    if (step === last)
      return { ...entry, changes: sealChanges(after._id, step, { owner: before.owner, fields }) }
    return changes === undefined || step <= last - MAX_DETAILED ? entry : { ...entry, changes }
  })
  return { ...after, history }
}

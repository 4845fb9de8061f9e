import type { Output } from '../../../contract'
import { asApiError, isRoleGone } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { forgetOwnPassages } from '../../device-storage/own-passages'
import { openOfflineGate } from '../gate/offline/check-offline'
import { forgetEvacuation, loadEvacuation, saveEvacuation } from '../../device-storage/evacuation'

type Page = Output<'campus.inside'>

/** Pages are large; this many hold more people than any campus. */
const MAX_PAGES = 25

/** Everybody on a campus; null: the first one the caller may look at. */
export async function everybodyInside(campusId: string | null): Promise<Page> {
  const first = await call('campus.inside', { campusId, cursor: null })
  const rows = [...first.rows]
  const known = new Set(rows.map(({ id }) => id))
  let { next } = first
  for (let page = 1; next !== null && page < MAX_PAGES; page++) {
    const more: Page = await call('campus.inside', { campusId: first.campusId, cursor: next })
    // Who passed a gate between two pages may come twice.
    for (const row of more.rows) if (!known.has(row.id)) rows.push(row)
    for (const row of more.rows) known.add(row.id)
    next = more.next
  }
  return { ...first, rows, next }
}

const FRESH_MS = 5 * 60_000

/** A guard's phone renews the list by itself while there is network, so that it is there when there isn't. */
export async function freshenEvacuation(): Promise<void> {
  const now = serverNow()
  const kept = await loadEvacuation(now)
  if (kept !== null && now - kept.takenAt < FRESH_MS) return
  // Without network what was kept stays; the list says of when it is.
  await takeEvacuation(kept === null ? null : kept.campusId).catch(() => undefined)
}

/** Takes the list anew and keeps it on this phone; the ticks of who has been met stay. Throws an ApiError. */
export async function takeEvacuation(campusId: string | null): Promise<void> {
  const uploaded = (await openOfflineGate())?.state().notUploaded === 0
  const asked = serverNow()
  const { campuses, campusId: of, rows, keptHours } = await everybodyInside(campusId).catch(orForgotten)
  const now = serverNow()
  const kept = await loadEvacuation(now)
  const met = kept !== null && kept.campusId === of ? kept.met : []
  await saveEvacuation({ campusId: of, campuses, rows, takenAt: now, keptHours, met })
  await forgetOwnPassages(asked, uploaded)
}

/** Names and phone numbers stay with nobody whose role is gone. */
async function orForgotten(thrown: unknown): Promise<never> {
  if (isRoleGone(asApiError(thrown))) await forgetEvacuation()
  throw thrown
}

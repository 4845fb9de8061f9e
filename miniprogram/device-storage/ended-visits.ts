import type { Me } from '../../contract'
import { load, save } from './storage'

/**
 * Bookings that were revoked, cancelled or expired, until somebody has seen it on this phone (spec 3): the first screen
 * keeps them, also without network.
 */
export type EndedVisit = Me['ended'][number]

interface Kept {
  rows: EndedVisit[]
  seen: string[]
}

const KEY = 'ended-visits'
const kept = async (): Promise<Kept> => (await load<Kept>(KEY)) ?? { rows: [], seen: [] }
const unseen = ({ rows, seen }: Kept): EndedVisit[] => rows.filter(({ id }) => seen.indexOf(id) < 0)

/** Keeps what the server answered last; resolves with those not seen yet. */
export async function saveEnded(rows: EndedVisit[]): Promise<EndedVisit[]> {
  const before = await kept()
  const now = { rows, seen: before.seen.filter((id) => rows.some((row) => row.id === id)) }
  if (rows.length > 0 || before.rows.length > 0) await save(KEY, now)
  return unseen(now)
}

/** Those not seen yet, as this phone knows them. */
export const keptEnded = async (): Promise<EndedVisit[]> => unseen(await kept())

/** A pass was refused for good while it was open: home knows it before it asks again. */
export async function addEnded(row: EndedVisit): Promise<void> {
  const { rows, seen } = await kept()
  await save(KEY, { rows: [...rows.filter(({ id }) => id !== row.id), row], seen })
}

/** Somebody has read what became of it. */
export async function markEndedSeen(id: string): Promise<void> {
  const { rows, seen } = await kept()
  if (seen.indexOf(id) < 0) await save(KEY, { rows, seen: [...seen, id] })
}

import type { Output, VisitRow } from '../../contract'
import type { Day } from '../domain/values/days'
import { forget, keep, recall } from './storage'

/** Passes stay on the phone for their days, so that a gate without network opens all the same. */
export type IssuedPass = Output<'pass.issue'>

const INDEX = 'passes'
const keyOf = (visitId: string): string => `pass:${visitId}`

export async function keepPass(pass: IssuedPass, today: Day): Promise<void> {
  await keep(keyOf(pass.visit.id), pass)
  const others = (await index()).filter((row) => row.id !== pass.visit.id)
  await keep(INDEX, [...(await withoutPast(others, today)), pass.visit])
}

export const recallPass = (visitId: string): Promise<IssuedPass | null> => recall<IssuedPass>(keyOf(visitId))

/** The visits valid on `today` whose pass this phone holds, for a first screen without network. */
export async function keptPasses(today: Day): Promise<VisitRow[]> {
  return (await index()).filter((row) => row.firstDay <= today && row.lastDay >= today)
}

/** Called when the server says that a visit has no pass any more. */
export async function forgetPass(visitId: string): Promise<void> {
  await forget(keyOf(visitId))
  await keep(
    INDEX,
    (await index()).filter((row) => row.id !== visitId),
  )
}

const index = async (): Promise<VisitRow[]> => (await recall<VisitRow[]>(INDEX)) ?? []

async function withoutPast(rows: VisitRow[], today: Day): Promise<VisitRow[]> {
  const past = rows.filter((row) => row.lastDay < today)
  await Promise.all(past.map((row) => forget(keyOf(row.id))))
  return rows.filter((row) => row.lastDay >= today)
}

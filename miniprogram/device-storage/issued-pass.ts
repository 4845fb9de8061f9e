import type { Output, VisitRow } from '../../contract'
import type { Day } from '../domain/values/days'
import { remove, save, load } from './storage'

/** Passes stay on the phone for their days, so that a gate without network opens all the same. */
export type IssuedPass = Output<'pass.issue'>

const INDEX = 'passes'
const keyOf = (visitId: string): string => `pass:${visitId}`

export async function savePass(pass: IssuedPass, today: Day): Promise<void> {
  await save(keyOf(pass.visit.id), pass)
  const others = (await index()).filter((row) => row.id !== pass.visit.id)
  await save(INDEX, [...(await withoutPast(others, today)), pass.visit])
}

export const loadPass = (visitId: string): Promise<IssuedPass | null> => load<IssuedPass>(keyOf(visitId))

/** The visits valid on `today` whose pass this phone holds, for a first screen without network. */
export async function keptPasses(today: Day): Promise<VisitRow[]> {
  return (await index()).filter((row) => row.firstDay <= today && row.lastDay >= today)
}

/** Called when the server says that a visit has no pass any more. */
export async function removePass(visitId: string): Promise<void> {
  await remove(keyOf(visitId))
  await save(
    INDEX,
    (await index()).filter((row) => row.id !== visitId),
  )
}

const index = async (): Promise<VisitRow[]> => (await load<VisitRow[]>(INDEX)) ?? []

async function withoutPast(rows: VisitRow[], today: Day): Promise<VisitRow[]> {
  const past = rows.filter((row) => row.lastDay < today)
  await Promise.all(past.map((row) => remove(keyOf(row.id))))
  return rows.filter((row) => row.lastDay >= today)
}

import type { Output, VisitRow } from '../../contract'
import { rightOfSigned } from '../domain/pass/statement'
import type { Day } from '../domain/values/days'
import { lastDateOf } from '../domain/values/validity'
import { remove, save, load } from './storage'

/** Passes stay on the phone for their days, so that a gate without network opens all the same. */
export type IssuedPass = Output<'pass.issue'>

/** `lastDate`: until which date the pass is of use, of a night the one on which it ends. */
type Kept = VisitRow & { lastDate: Day }

const INDEX = 'passes'
const keyOf = (visitId: string): string => `pass:${visitId}`

export async function savePass(pass: IssuedPass, today: Day): Promise<void> {
  await save(keyOf(pass.visit.id), pass)
  const others = (await index()).filter((row) => row.id !== pass.visit.id)
  const lastDate = lastDateOf(rightOfSigned(pass.statement) ?? pass.visit)
  await save(INDEX, [...(await withoutPast(others, today)), { ...pass.visit, lastDate }])
}

export const loadPass = (visitId: string): Promise<IssuedPass | null> => load<IssuedPass>(keyOf(visitId))

/** The visits valid on `today` whose pass this phone holds, for a first screen without network. */
export async function keptPasses(today: Day): Promise<VisitRow[]> {
  return (await index()).filter((row) => row.firstDay <= today && row.lastDate >= today)
}

/** Called when the server says that a visit has no pass any more. */
export async function removePass(visitId: string): Promise<void> {
  await remove(keyOf(visitId))
  await save(
    INDEX,
    (await index()).filter((row) => row.id !== visitId),
  )
}

const index = async (): Promise<Kept[]> => (await load<Kept[]>(INDEX)) ?? []

async function withoutPast(rows: Kept[], today: Day): Promise<Kept[]> {
  const past = rows.filter((row) => row.lastDate < today)
  await Promise.all(past.map((row) => remove(keyOf(row.id))))
  return rows.filter((row) => row.lastDate >= today)
}

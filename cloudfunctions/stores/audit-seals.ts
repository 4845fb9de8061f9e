import { addDays, DAY_MS, dayOf } from '../../miniprogram/domain/values/days'
import {
  headFaults,
  headOf,
  placeOf,
  readHead,
  sealId,
  type ChainHead,
  type Place,
  type Seal,
} from '../platform/audit-chain'
import { addDocument, command, find, readDocument, type Stored } from '../platform/database'
import { plannedFile, readFile, uploadText } from '../platform/files'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'auditSeals'

/** Seals are gone through by their ids, which nobody can change: one whose fields were is found where it stands. */
const LAST_ID = sealId(999_999_999_999)
const placesIn = (documents: readonly Stored[]): Place[] =>
  documents.flatMap((document) => placeOf(document) ?? [])

/** As many as are read at once to find the last one: only what somebody else put between them is passed over. */
const TAIL = 10

/** What stands at the end of the chain; null: nothing was ever sealed. */
export async function lastPlace(): Promise<Place | null> {
  const { lt } = command()
  let beyond = `${LAST_ID};`
  for (;;) {
    const inRange = lt(beyond).and(command().gt(sealId(0)))
    const found = await find<Stored>(COLLECTION, { _id: inRange }, ['_id', 'desc'], TAIL)
    const [last] = placesIn(found)
    if (last !== undefined || found.length < TAIL) return last ?? null
    beyond = found[found.length - 1]?._id ?? ''
  }
}

/** What stands at this number; null: nothing does. */
export async function loadPlace(seq: number): Promise<Place | null> {
  const document = await readDocument(COLLECTION, sealId(seq))
  return document === null ? null : placeOf(document)
}

/** What stands behind number `after`, in its order, at most `limit`, and whether that is the end. */
export async function placesAfter(
  after: number,
  limit: number,
): Promise<{ places: Place[]; isEnd: boolean }> {
  const { gt, lte } = command()
  const places: Place[] = []
  let [from, read] = [sealId(after), limit]
  while (places.length < limit && read === limit) {
    const inRange = gt(from).and(lte(LAST_ID))
    const found = await find<Stored>(COLLECTION, { _id: inRange }, ['_id', 'asc'], limit)
    places.push(...placesIn(found))
    read = found.length
    from = found[read - 1]?._id ?? from
  }
  return { places: places.slice(0, limit), isEnd: read < limit && places.length <= limit }
}

/** Keeps a seal; false when another timer has made one of this number. */
export async function addSeal(seal: Seal): Promise<boolean> {
  try {
    await addDocument(COLLECTION, seal)
    return true
  } catch (error) {
    if (isConflict(error)) return false
    throw error
  }
}

/** Where heads lie in the storage: the latest, and the first of each day, which is never written again. */
export const LATEST_HEAD = 'latest'
const headPath = (name: string): string => `audit-heads/${name}.json`
const MAX_BYTES = 4096

const textOf = (head: ChainHead): string => `${JSON.stringify(head)}\n`

/** @param name a day, or `latest` */
export const saveHead = (name: string, head: ChainHead): Promise<void> =>
  uploadText(headPath(name), textOf(head))

/** A head as it was kept outside the database, whether or not it is one of ours; null: there is no such file. */
export async function loadHead(name: string): Promise<ChainHead | null> {
  const text = await readFile(await plannedFile(headPath(name)), MAX_BYTES)
  return text === 'missing' ? null : readHead(text.toString())
}

/**
 * Cloud paths of the heads kept so far that a chain up to this seal reaches.
 * @param days how many days back heads of a day are looked for
 */
export async function headFiles(lastSeal: number, days: number, now: number): Promise<string[]> {
  const paths: string[] = []
  for (const name of headNames(days, now)) {
    const head = await loadHead(name)
    if (head !== null && head.seq <= lastSeal) paths.push(headPath(name))
  }
  return paths
}

/**
 * The latest head as it was when the chain ended with this seal; null: it still is, or what lies outside is no head of a chain
 * that goes on from there.
 */
export async function earlierHead(lastSeal: number): Promise<{ path: string; text: string } | null> {
  const [head, place] = await Promise.all([loadHead(LATEST_HEAD), loadPlace(lastSeal)])
  if (head === null || head.seq <= lastSeal || !place?.seal) return null
  const isFaulty = headFaults(head, await loadPlace(head.seq)).length > 0
  return isFaulty ? null : { path: headPath(LATEST_HEAD), text: textOf(headOf(place.seal)) }
}

/** Under which names heads are kept: the latest, and that of each of the last `days` days. */
export const headNames = (days: number, now: number): string[] => [
  LATEST_HEAD,
  ...Array.from({ length: days }, (_, index) => addDays(dayOf(now), -index)),
]

/** Days since the chain began, for heads of all of them. */
export async function daysOfChain(now: number): Promise<number> {
  const { places } = await placesAfter(0, TAIL)
  const first = places.find(({ seal }) => seal !== null)?.seal
  return first ? Math.min(MAX_DAYS, Math.ceil((now - first.at) / DAY_MS) + 1) : places.length
}

/** A seal whose time was changed names no more days than these ten years. */
const MAX_DAYS = 3660

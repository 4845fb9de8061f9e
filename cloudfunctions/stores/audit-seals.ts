import { addDays, DAY_MS, dayOf } from '../../miniprogram/domain/values/days'
import { sealId, type ChainHead, type Seal } from '../platform/audit-chain'
import { addDocument, command, find, readDocument } from '../platform/database'
import { plannedFile, readFile, uploadText } from '../platform/files'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'auditSeals'

/** The seal made last; null before the first. */
export const lastSeal = async (): Promise<Seal | null> =>
  (await find<Seal>(COLLECTION, { seq: command().gt(0) }, ['seq', 'desc'], 1))[0] ?? null

export const loadSeal = (seq: number): Promise<Seal | null> => readDocument<Seal>(COLLECTION, sealId(seq))

/** Seals beyond `after`, in their order. */
export const sealsAfter = (after: number, limit: number): Promise<Seal[]> =>
  find<Seal>(COLLECTION, { seq: command().gt(after) }, ['seq', 'asc'], limit)

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

/** @param name a day, or `latest` */
export const saveHead = (name: string, head: ChainHead): Promise<void> =>
  uploadText(headPath(name), `${JSON.stringify(head)}\n`)

/** A head as it was kept outside the database; null when there is none, or it can't be read as one. */
export async function loadHead(name: string): Promise<ChainHead | null> {
  const text = await readFile(await plannedFile(headPath(name)), MAX_BYTES)
  if (!Buffer.isBuffer(text)) return null
  try {
    const { seq, at, hash, mac } = JSON.parse(text.toString()) as Partial<ChainHead>
    return { seq: Number(seq), at: Number(at), hash: String(hash), mac: String(mac) }
  } catch {
    return null
  }
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

/** Under which names heads are kept: the latest, and that of each of the last `days` days. */
export const headNames = (days: number, now: number): string[] => [
  LATEST_HEAD,
  ...Array.from({ length: days }, (_, index) => addDays(dayOf(now), -index)),
]

/** Days since the chain began, for heads of all of them. */
export async function daysOfChain(now: number): Promise<number> {
  const [first] = await sealsAfter(0, 1)
  return first === undefined ? 0 : Math.ceil((now - first.at) / DAY_MS) + 1
}

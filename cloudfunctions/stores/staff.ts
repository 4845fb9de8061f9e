import {
  command,
  find,
  readDocument,
  updateDocument,
  type Stored,
  type Transaction,
} from '../platform/database'
import type { NewDocuments } from '../platform/unit-of-work'

const COLLECTION = 'staff'

/** A row of the staff directory. The phone number stands sealed, beside the hash by which staff bind. */
export interface Staff extends Stored {
  name: string
  unitId: string
  unitName: string
  /** openid of the person bound to this row; null before. */
  openid: string | null
  phone: string
  phoneHash: string
  active: boolean
  /** Picture of the Mini Program code that opens a booking with this host; made when first asked for. */
  codeFile?: string
  /** What the host search finds (search-terms.ts). */
  terms: string[]
  /** Order among equals: name, then unit. */
  sort: string
}

export const loadStaff = (id: string): Promise<Staff | null> => readDocument<Staff>(COLLECTION, id)

export async function staffOf(openid: string): Promise<Staff | null> {
  const [bound] = await find<Staff>(COLLECTION, { openid }, ['openid', 'asc'], 1)
  return bound ?? null
}

/** Staff who answer to exactly this term, in the order of names; `unitId` undefined: of every unit. */
export const findStaff = (term: string, limit: number, unitId?: string): Promise<Staff[]> =>
  find<Staff>(
    COLLECTION,
    { ...(unitId === undefined ? {} : { unitId }), terms: term },
    ['sort', 'asc'],
    limit,
  )

/** Rows of the directory by id, those after `after`. */
export const listStaff = (after: string, limit: number): Promise<Staff[]> =>
  find<Staff>(COLLECTION, { _id: command().gt(after) }, ['_id', 'asc'], limit)

export const loadStaffIn = (tx: Transaction, id: string): Promise<Staff | null> =>
  tx.read<Staff>(COLLECTION, id)

export async function findStaffByPhone(phoneHash: string): Promise<Staff | null> {
  const rows = await find<Staff>(COLLECTION, { phoneHash }, ['phoneHash', 'asc'], 2)
  return rows.find((staff) => staff.active) ?? null
}

/** Remembers the host's code; a lost race keeps one of two equal pictures. */
export const keepCodeFile = (id: string, codeFile: string): Promise<void> =>
  updateDocument(COLLECTION, id, { codeFile })

/** Which staff member an openid is bound to: the document that makes two bindings of one openid collide. */
export interface Binding extends Stored {
  staffId: string
}

/** Binds an openid to a staff member; answers the other one it is already bound to, and then changes nothing. */
export async function bindIn(tx: Transaction, staff: Staff, openid: string): Promise<Staff | null> {
  const bound = await tx.read<Binding>('bindings', openid)
  const other = bound === null || bound.staffId === staff._id ? null : await loadStaffIn(tx, bound.staffId)
  if (other !== null && other.openid === openid) return other
  await tx.write<Binding>('bindings', { _id: openid, staffId: staff._id })
  await tx.write<Staff>(COLLECTION, { ...staff, openid })
  return null
}

/**
 * Takes a phone number for a row of the directory, in a document of its own on which two rows collide. Answers the
 * other active row that has it, and then changes nothing.
 */
export async function takePhoneIn(
  tx: Transaction,
  phoneHash: string,
  staffId: string,
): Promise<Staff | null> {
  const _id = `phone:${phoneHash}`
  const taken = await tx.read<Binding>('bindings', _id)
  const other = taken === null || taken.staffId === staffId ? null : await loadStaffIn(tx, taken.staffId)
  if (other !== null && other.active && other.phoneHash === phoneHash) return other
  await tx.write<Binding>('bindings', { _id, staffId })
  return null
}

/**
 * New rows of the directory with the numbers they take, for `addNew` (platform/unit-of-work.ts): the numbers first, because a
 * number taken by a row that isn't there is free (`takePhoneIn`).
 */
export const newStaffParts = (rows: readonly Staff[]): NewDocuments[] => [
  {
    collection: 'bindings',
    documents: rows.map(({ _id, phoneHash }): Binding => ({ _id: `phone:${phoneHash}`, staffId: _id })),
  },
  { collection: COLLECTION, documents: rows },
]

export const saveStaffIn = (tx: Transaction, staff: Staff): Promise<void> =>
  tx.write<Staff>(COLLECTION, staff)

/** Frees a row of the directory, and the openid, for another binding. */
export async function unbindIn(tx: Transaction, staff: Staff): Promise<void> {
  if (staff.openid !== null) await tx.remove('bindings', staff.openid)
  await saveStaffIn(tx, { ...staff, openid: null })
}

import {
  command,
  find,
  findByIds,
  readDocument,
  updateDocument,
  type Stored,
  type Transaction,
} from '../platform/database'

const COLLECTION = 'staff'

/** A row of the staff directory. The phone number stands sealed, beside the hash by which staff bind. */
export interface Staff extends Stored {
  name: string
  unitId: string
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

/** The active row with this phone number; those of who has left keep theirs, however often somebody came back. */
export async function findStaffByPhone(phoneHash: string): Promise<Staff | null> {
  const [active] = await find<Staff>(COLLECTION, { phoneHash, active: true }, ['phoneHash', 'asc'], 1)
  return active ?? null
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
  const _id = phoneBinding(phoneHash)
  const taken = await tx.read<Binding>('bindings', _id)
  const other = taken === null || taken.staffId === staffId ? null : await loadStaffIn(tx, taken.staffId)
  if (other !== null && other.active && other.phoneHash === phoneHash) return other
  await tx.write<Binding>('bindings', { _id, staffId })
  return null
}

/** Which of these phone numbers, by hash, a row of the directory has or once had. */
export async function phonesTaken(phoneHashes: readonly string[]): Promise<Set<string>> {
  const documents = await findByIds<Binding>('bindings', phoneHashes.map(phoneBinding))
  return new Set(documents.map(({ _id }) => _id.slice(phoneBinding('').length)))
}

/** Rows by their ids; missing ones are left out. */
export const loadStaffRows = (ids: readonly string[]): Promise<Staff[]> => findByIds<Staff>(COLLECTION, ids)

/** Active rows that have one of these phone numbers, by hash. */
export const loadPhoneHolders = (phoneHashes: readonly string[]): Promise<Staff[]> =>
  phoneHashes.length === 0
    ? Promise.resolve([])
    : find<Staff>(
        COLLECTION,
        { phoneHash: command().in([...phoneHashes]), active: true },
        ['phoneHash', 'asc'],
        2 * phoneHashes.length,
      )

/**
 * Adds a row whose id and number nobody had when they were looked up. Two writes and no reads: who took one of them since
 * makes the transaction collide (E11000).
 */
export async function addStaffIn(tx: Transaction, staff: Staff): Promise<void> {
  await tx.add<Binding>('bindings', { _id: phoneBinding(staff.phoneHash), staffId: staff._id })
  await tx.add<Staff>(COLLECTION, staff)
}

const phoneBinding = (phoneHash: string): string => `phone:${phoneHash}`

export const saveStaffIn = (tx: Transaction, staff: Staff): Promise<void> =>
  tx.write<Staff>(COLLECTION, staff)

/** Frees a row of the directory, and the openid, for another binding. */
export async function unbindIn(tx: Transaction, staff: Staff): Promise<void> {
  if (staff.openid !== null) await tx.remove('bindings', staff.openid)
  await saveStaffIn(tx, { ...staff, openid: null })
}

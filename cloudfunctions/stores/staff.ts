import { find, readDocument, type Stored } from '../platform/database'

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

/** Staff who answer to exactly this term, in the order of names. */
export const findStaff = (term: string, limit: number): Promise<Staff[]> =>
  find<Staff>(COLLECTION, { terms: term }, ['sort', 'asc'], limit)

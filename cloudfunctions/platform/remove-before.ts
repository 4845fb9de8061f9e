import { command, find, removeIf } from './database'

/**
 * Removes documents whose `field` (epoch ms, on a declared index) lies before `before`, the oldest first and at most
 * `limit`; returns how many.
 */
export async function removeBefore(
  collection: string,
  field: string,
  before: number,
  limit: number,
): Promise<number> {
  const over = await find(collection, { [field]: command().lt(before) }, [field, 'asc'], limit)
  return removeIf(collection, over)
}

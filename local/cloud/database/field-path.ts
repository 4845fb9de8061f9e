/**
 * All values that a dotted path reaches in a document, as MongoDB sees them for indexes: an array on the way
 * gives the values of each element, an array at the end gives its elements, an empty one gives `undefined`.
 * A missing field gives `null`.
 */
export function valuesAt(document: unknown, path: string): { values: unknown[]; throughArray: boolean } {
  const found: unknown[] = []
  const throughArray = collect(document, path.split('.'), found)
  return { values: found, throughArray }
}

function collect(value: unknown, path: string[], found: unknown[]): boolean {
  const [field, ...rest] = path
  if (field === undefined) {
    if (!Array.isArray(value)) {
      found.push(value === undefined ? null : value)
      return false
    }
    if (value.length === 0) found.push(undefined)
    else found.push(...value)
    return true
  }
  if (Array.isArray(value) && !/^\d+$/.test(field)) {
    if (value.length === 0) found.push(null)
    for (const item of value) collect(item, path, found)
    return true
  }
  const isObject = value !== null && typeof value === 'object' && !(value instanceof Date)
  return collect(isObject ? (value as Record<string, unknown>)[field] : undefined, rest, found)
}

/**
 * The elements of a document that a dotted path leads to, as MongoDB's queries see them: an array on the way is looked
 * into (only its objects have fields), an array at the end gives each element and then itself; with `whole` it gives
 * itself only. A path that ends early gives `undefined`, once; an array without an object on the way gives nothing.
 */
export function elementsAt(document: object, path: readonly string[], whole: boolean): unknown[] {
  const found: unknown[] = []
  intoFields(document, path, whole, found)
  return found
}

export const isContainer = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !(value instanceof Date) && !(value instanceof RegExp)

const isPlainContainer = (value: unknown): value is object => isContainer(value) && !Array.isArray(value)

/** `holder` is read by field name, also where it is an array: its elements' names are then their places. */
function intoFields(holder: object, path: readonly string[], whole: boolean, found: unknown[]): void {
  const [field, ...rest] = path
  const value = fieldOf(holder, field!)
  if (Array.isArray(value)) intoArray(value, rest, whole, found)
  else if (rest.length === 0) found.push(value)
  else if (isPlainContainer(value)) intoFields(value, rest, whole, found)
  else found.push(undefined)
}

function intoArray(
  array: readonly unknown[],
  path: readonly string[],
  whole: boolean,
  found: unknown[],
): void {
  const [place, ...rest] = path
  if (place === undefined) {
    if (!whole) for (const item of array) found.push(item)
    found.push(array)
    return
  }
  for (const [index, item] of array.entries()) {
    if (isPlainContainer(item)) intoFields(item, path, whole, found)
    if (String(index) !== place) continue
    if (rest.length === 0) found.push(item)
    else if (Array.isArray(item)) intoArray(item, rest, whole, found)
    else if (isPlainContainer(item)) intoFields(item, rest, whole, found)
  }
}

function fieldOf(holder: object, field: string): unknown {
  if (Array.isArray(holder)) return /^\d+$/.test(field) ? holder[Number(field)] : undefined
  return Object.hasOwn(holder, field) ? (holder as Record<string, unknown>)[field] : undefined
}

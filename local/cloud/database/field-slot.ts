import { writeRefused } from './errors'

/** The place of one field inside a document, to read or change it; `inArray`: the way to it leads through an array. */
export type Slot = { holder: Record<string, unknown> | unknown[]; field: string; inArray: boolean }

/**
 * Finds the place a dotted path names. Missing objects on the way are made when `create` is set; without it a
 * path that ends early gives null. A value in the way that can't hold the field is an error, as in production.
 */
export function slotAt(document: Record<string, unknown>, path: string, create: boolean): Slot | null {
  const fields = path.split('.')
  if (fields.some((field) => field === ''))
    throw writeRefused(`The update path '${path}' contains an empty field name`)
  let holder: Slot['holder'] = document
  let inArray = false
  for (const [depth, field] of fields.entries()) {
    if (Array.isArray(holder) && !/^\d+$/.test(field)) {
      if (!create) return null
      throw writeRefused(
        `Cannot create field '${field}' in element {${fields[depth - 1]}: ${JSON.stringify(holder)}}`,
      )
    }
    if (Array.isArray(holder)) inArray = true
    const slot: Slot = { holder, field, inArray }
    if (depth === fields.length - 1) return slot
    const next: unknown = read(slot)
    if (next === undefined) {
      if (!create) return null
      holder = write(slot, {})
    } else if (next === null || typeof next !== 'object' || next instanceof Date) {
      if (!create) return null
      throw writeRefused(
        `Cannot create field '${fields[depth + 1]}' in element {${field}: ${JSON.stringify(next)}}`,
      )
    } else {
      holder = next as Slot['holder']
    }
  }
  return null
}

export function read(slot: Slot): unknown {
  return Object.hasOwn(slot.holder, slot.field)
    ? (slot.holder as Record<string, unknown>)[slot.field]
    : undefined
}

export function write<T>(slot: Slot, value: T): T {
  if (Array.isArray(slot.holder)) {
    while (slot.holder.length < Number(slot.field)) slot.holder.push(null)
    slot.holder[Number(slot.field)] = value
  } else {
    // Not by assignment: a field named __proto__ must stay a field.
    Object.defineProperty(slot.holder, slot.field, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return value
}

/** Takes the field away; inside an array its place stays, as null. */
export function erase(slot: Slot): void {
  if (Array.isArray(slot.holder)) {
    if (Number(slot.field) < slot.holder.length) slot.holder[Number(slot.field)] = null
  } else {
    delete slot.holder[slot.field]
  }
}

type Values = Record<string, unknown>

/**
 * What of `after` isn't on the screen yet, as setData takes it: by key, and inside objects and lists only the parts that
 * differ (`rows[2].chosen`), unless the whole object is shorter. A phone pays for every byte that crosses to the screen. Values
 * are plain data without `undefined`, which setData refuses.
 */
export function viewChanges(before: Values, after: Values): Values {
  return Object.keys(after).reduce<Values>(
    (changes, key) => ({ ...changes, ...changesAt(key, before[key], after[key]) }),
    {},
  )
}

function changesAt(path: string, before: unknown, after: unknown): Values {
  if (before === after) return {}
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length > 0 && after.length >= before.length)
      return joined(
        after.map((part: unknown, index) =>
          index < before.length
            ? changesAt(`${path}[${index}]`, before[index], part)
            : { [`${path}[${index}]`]: part },
        ),
      )
    if (before.length + after.length === 0) return {}
  }
  if (isRecord(before) && isRecord(after) && fits(before, after)) {
    const parts = joined(
      Object.keys(after).map((key) => changesAt(`${path}.${key}`, before[key], after[key])),
    )
    if (written(parts).length < written({ [path]: after }).length) return parts
  }
  return { [path]: after }
}

const joined = (changes: Values[]): Values => changes.reduce<Values>((all, each) => ({ ...all, ...each }), {})

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same thing, of the same shape: rows with another id are other rows. */
function fits(before: Values, after: Values): boolean {
  const keys = Object.keys(after)
  return (
    before.id === after.id &&
    keys.length === Object.keys(before).length &&
    keys.every((key) => key in before && /^\w+$/.test(key))
  )
}

const written = (changes: Values): string => JSON.stringify(changes)

type Values = Record<string, unknown>

/**
 * What of `after` isn't on the screen yet, as setData takes it: whole values by key, and of a list that kept its length
 * or grew only the rows that differ (`rows[20]`). A phone pays for every byte that crosses to the screen. Values are plain
 * data without `undefined`, which setData refuses.
 */
export function viewChanges(before: Values, after: Values): Values {
  const changes: Values = {}
  for (const key of Object.keys(after)) {
    const [shown, wanted] = [before[key], after[key]]
    if (same(shown, wanted)) continue
    if (Array.isArray(shown) && Array.isArray(wanted) && shown.length > 0 && wanted.length >= shown.length)
      wanted.forEach((row: unknown, index) => {
        if (index >= shown.length || !same(shown[index], row)) changes[`${key}[${index}]`] = row
      })
    else changes[key] = wanted
  }
  return changes
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

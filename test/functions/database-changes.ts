import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'libsql'
import indexes from '../../cloudfunctions/indexes.json'
import type { Campus } from './campus'

/** Every document as the cloud keeps it: 'collection/id' → its text. */
export type Contents = ReadonlyMap<string, string>

/** Read from the cloud's own file: what is committed, whatever a query would find. */
export function contentsOfDatabase({ dir }: Campus): Contents {
  const file = new Database(path.join(dir, 'cloud', 'cloud.sqlite'))
  try {
    const rows = Object.keys(indexes).flatMap((collection) =>
      (
        file.prepare(`SELECT hex(k) AS k, d FROM "d_${collection}"`).all([]) as { k: string; d: string }[]
      ).map(({ k, d }): [string, string] => [`${collection}/${k}`, d]),
    )
    return new Map(rows)
  } finally {
    file.close()
  }
}

/**
 * What happened to each document between two moments, one line each, in a form that is the same when the same was
 * done to other records: ids, hashes, sealed and numbered texts are left out, and which revision something was; of numbers that changed only by how much.
 */
export function changesBetween(before: Contents, after: Contents): string[] {
  const lines: string[] = []
  for (const [key, text] of after) {
    const collection = collectionOf(key)
    const earlier = before.get(key)
    if (earlier === undefined) lines.push(`${collection}: new ${sketch(JSON.parse(text))}`)
    else if (earlier !== text)
      lines.push(
        `${collection}: ${differences(collection, JSON.parse(earlier), JSON.parse(text), '').join(', ')}`,
      )
  }
  for (const key of before.keys()) if (!after.has(key)) lines.push(`${collectionOf(key)}: removed`)
  return lines.sort()
}

const collectionOf = (key: string): string => key.slice(0, key.indexOf('/'))

function differences(collection: string, before: unknown, after: unknown, path: string): string[] {
  if (isDeepStrictEqual(before, after)) return []
  if (typeof before === 'number' && typeof after === 'number') {
    const by = after - before
    // Every step of somebody's writes their account, so that it meets whoever takes it from them: how often says nothing.
    if (collection === 'accounts' && path === '.rev') return [path]
    return [`${path} ${by > 0 ? '+' : ''}${by}`]
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const more = after.length - before.length
    if (isDeepStrictEqual(before, after.slice(0, before.length)))
      return [`${path} + ${sketch(after.slice(before.length))}`]
    // A list that tells the latest first grows at its beginning.
    if (more > 0 && isDeepStrictEqual(before, after.slice(more)))
      return [`${path} + ${sketch(after.slice(0, more))}`]
    return [`${path} ${sketch(before)} → ${sketch(after)}`]
  }
  if (!isRecord(before) || !isRecord(after)) return [`${path} ${sketch(before)} → ${sketch(after)}`]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => differences(collection, before[name], after[name], `${path}.${name}`))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sketch = (value: unknown): string =>
  JSON.stringify(value, (name, part: unknown) =>
    (typeof part === 'string' && isOpaque(part)) || name === 'revision' ? '·' : part,
  ) ?? '—'

/** A day is told; whatever else holds a digit, or is a long word, names this one record. */
const isOpaque = (text: string): boolean =>
  !/^\d{4}-\d\d-\d\d$/.test(text) && (/[0-9]/.test(text) || /[\w-]{16}/.test(text))

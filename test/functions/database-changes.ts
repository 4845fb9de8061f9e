import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'libsql'
import indexes from '../../cloudfunctions/indexes.json'
import type { Campus } from './campus'

/** Every document as the cloud keeps it: 'collection/id' → its text. */
export type Contents = ReadonlyMap<string, string>

/** What was read of a collection: its documents, and the latest version of any of them. */
interface KnownRows {
  latest: number
  texts: Map<string, string>
}

/** Of each campus what was read so far: a test that looks after every call reads only what the call wrote. */
const known = new WeakMap<Campus, Map<string, KnownRows>>()

/** Read from the cloud's own file: what is committed, whatever a query would find. */
export function contentsOfDatabase(campus: Campus): Contents {
  const collections = known.get(campus) ?? new Map<string, KnownRows>()
  known.set(campus, collections)
  const file = new Database(path.join(campus.dir, 'cloud', 'cloud.sqlite'))
  try {
    for (const collection of Object.keys(indexes)) {
      const rows = collections.get(collection) ?? { latest: 0, texts: new Map<string, string>() }
      collections.set(collection, rows)
      readNews(file, collection, rows)
    }
  } finally {
    file.close()
  }
  return new Map([...collections.values()].flatMap(({ texts }) => [...texts]))
}

/** Each write gives a document a version above all that were given before. */
function readNews(file: Database.Database, collection: string, rows: KnownRows): void {
  const all = <T>(sql: string, values: unknown[] = []): T[] => file.prepare(sql).all(values) as T[]
  const table = `"d_${collection}"`
  const written = all<{ k: string; v: number; d: string }>(
    `SELECT hex(k) AS k, v, d FROM ${table} WHERE v > ?`,
    [rows.latest],
  )
  for (const { k, v, d } of written) {
    rows.texts.set(`${collection}/${k}`, d)
    rows.latest = Math.max(rows.latest, v)
  }
  const [{ count } = { count: 0 }] = all<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)
  if (count === rows.texts.size) return
  const there = new Set(
    all<{ k: string }>(`SELECT hex(k) AS k FROM ${table}`).map(({ k }) => `${collection}/${k}`),
  )
  for (const key of rows.texts.keys()) if (!there.has(key)) rows.texts.delete(key)
}

/** The office is told once a day that applications of a unit wait: not again of the next one. */
export const isDailyNews = (line: string): boolean =>
  line.startsWith('outbox: new') && line.includes('"to":{"office":true}')

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

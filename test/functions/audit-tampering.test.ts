import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { AuditFault } from '../../cloudfunctions/platform/audit-chain'
import { DAY_MS, dayOf } from '../../miniprogram/domain/values/days'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'

/**
 * A thousand changes at random behind everybody's back, each looked for by the verification of the office's page and of
 * `npm run audit:verify`, over a database and a storage: of any field of rows, seals and heads, to any type (spec 9).
 */
let campus: Campus
let verify: () => Promise<AuditFault[]>
/** Documents as they are, by collection, and heads by their names. */
const trail = { audit: [] as Stored[], auditSeals: [] as Stored[], heads: new Map<string, string>() }

beforeAll(async () => {
  campus = await openCampus()
  const { verifyAll } = await import('../../cloudfunctions/usecases/audit/verify')
  const { sealAudit } = await import('../../cloudfunctions/usecases/audit/seal')
  const { beginInstance } = await import('../../cloudfunctions/platform/instance-state')
  beginInstance()
  const until = NOW + DAY_MS
  for (const [at, rows] of [
    [NOW, 3],
    [NOW + 60_000, 2],
    [until, 2],
  ] as const) {
    await addRows(rows, at)
    await sealAudit(at)
  }
  await addRows(2, until + 60_000)
  verify = async () => (await verifyAll(2, until + 90_000, () => undefined)).faults
  const { find, command } = await import('../../cloudfunctions/platform/database')
  const { headNames } = await import('../../cloudfunctions/stores/audit-seals')
  const all = (collection: string): Promise<Stored[]> =>
    find<Stored>(collection, { _id: command().gt('') }, ['_id', 'asc'], 100)
  trail.audit = await all('audit')
  trail.auditSeals = await all('auditSeals')
  for (const name of headNames(2, until)) trail.heads.set(name, JSON.stringify(await headNamed(name)))
})
afterAll(() => campus.close())

let rows = 0
/** As changes of visitors and of the office write them. */
async function addRows(many: number, at: number): Promise<void> {
  const { change } = await import('../../cloudfunctions/platform/unit-of-work')
  for (let made = 0; made < many; made++) {
    const isOffice = ++rows % 3 === 0
    const by = { kind: 'wechat' as const, id: `person-${rows}`, role: isOffice ? 'office' : 'anyone' }
    const nothing = (): void => undefined
    await change(
      {
        ...{
          ...by,
          action: isOffice ? 'rules.change' : 'consent.record',
          requestId: '',
          content: '',
          now: at,
        },
        ...{ beforeCommit: nothing, answeredBefore: nothing, afterCommit: nothing },
      },
      async ({ tx }) => {
        await tx.write('consents', { _id: `person-${rows}:template`, left: rows } as Stored)
        await tx.write('visits', { _id: `visit-${rows}`, state: 'pending' } as Stored)
      },
    )
  }
}

const headNamed = async (name: string): Promise<unknown> => {
  const { loadHead } = await import('../../cloudfunctions/stores/audit-seals')
  return loadHead(name)
}

/** What is changed: documents to write or remove, and heads likewise. Null: removed. */
interface Edit {
  documents?: { collection: 'audit' | 'auditSeals'; id: string; document: Stored | null }[]
  heads?: Map<string, string | null>
}

async function apply({ documents = [], heads = new Map<string, string | null>() }: Edit): Promise<void> {
  const { inTransaction } = await import('../../cloudfunctions/platform/database')
  const { deleteFiles, plannedFile, uploadText } = await import('../../cloudfunctions/platform/files')
  if (documents.length > 0)
    await inTransaction(async (tx) => {
      for (const { collection, id, document } of documents)
        if (document === null) await tx.remove(collection, id)
        else await tx.write(collection, document)
    })
  for (const [name, text] of heads) {
    const path = `audit-heads/${name}.json`
    if (text === null) await deleteFiles([await plannedFile(path)])
    else await uploadText(path, text)
  }
}

/** The edit that puts everything back. */
function undone({ documents = [], heads = new Map<string, string | null>() }: Edit): Edit {
  return {
    documents: documents.map(({ collection, id }) => ({
      ...{ collection, id, document: trail[collection].find(({ _id }) => _id === id) ?? null },
    })),
    heads: new Map([...heads.keys()].map((name) => [name, trail.heads.get(name) ?? null])),
  }
}

/** Picks by a number that fast-check made. */
const pick = <T>(list: readonly T[], by: number): T => list[by % list.length] as T

/** Every place in a document that holds something: fields, and what lies in lists and objects. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [[...path]]
  const inner = Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))
  return path.length === 0 ? inner : [[...path], ...inner]
}

const GONE = Symbol('gone')
/** Other values for a place: of its own type and of every other one. */
function others(value: unknown): unknown[] {
  const alike =
    typeof value === 'number'
      ? [value + 1, -value - 1, value + 0.5, 1e15, String(value)]
      : [`${String(value)}x`, '']
  const like = typeof value === 'boolean' ? [!value, Number(value)] : alike
  return [...like, null, GONE, [], {}, [value], { value }, true, 7, 'text'].filter(
    (other) => JSON.stringify(other) !== JSON.stringify(value),
  )
}

function withValue(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >
  const inner = withValue(copy[key], rest, other)
  if (inner !== GONE) copy[key] = inner
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete copy[key]
  return copy
}

/** The last row that waits is missed by the next one of its instance alone, so it isn't taken away. */
const taken = (by: number): Stored =>
  pick(
    trail.audit.slice(0, -1).filter(({ _id }) => _id !== lastWaiting()),
    by,
  )
const lastWaiting = (): string => {
  const waiting = trail.audit.filter((row) => (row as { seal?: number }).seal === 0)
  const named = waiting.map((row) => (row as unknown as { follows: string }).follows).join()
  return waiting.find(({ _id }) => !named.includes(_id))?._id ?? ''
}
const edited = (collection: 'audit' | 'auditSeals', document: Stored, by: number, to: number): Edit => {
  const path = pick(
    pathsIn(document).filter(([first]) => first !== '_id'),
    by,
  )
  const before = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document)
  const changed = withValue(document, path, pick(others(before), to)) as Stored
  return { documents: [{ collection, id: document._id, document: changed }] }
}
const headEdited = (name: string, by: number, to: number): Edit => {
  const head = JSON.parse(trail.heads.get(name) ?? '') as object
  const path = pick(pathsIn(head), by)
  const before = (head as Record<string, unknown>)[path[0] ?? '']
  return { heads: new Map([[name, JSON.stringify(withValue(head, path, pick(others(before), to)))]]) }
}

const EDITS: Readonly<Record<string, (by: number, to: number) => Edit>> = {
  'any field of a row': (by, to) => edited('audit', pick(trail.audit, to), by, by + to),
  'any field of a seal': (by, to) => edited('auditSeals', pick(trail.auditSeals, to), by, by + to),
  'any field of a head': (by, to) => headEdited(pick([...trail.heads.keys()], to), by, by + to),
  'a field more in a row': (by) => {
    const row = pick(trail.audit, by)
    return { documents: [{ collection: 'audit', id: row._id, document: { ...row, note: by } as Stored }] }
  },
  'a field more in a seal': (by) => {
    const seal = pick(trail.auditSeals, by)
    return {
      documents: [{ collection: 'auditSeals', id: seal._id, document: { ...seal, note: by } as Stored }],
    }
  },
  'a row says it is no row': (by, to) => {
    const row = pick(trail.audit, by)
    const kind = pick(['reply', 'x', '', null, 5, undefined], to)
    return { documents: [{ collection: 'audit', id: row._id, document: { ...row, kind } as Stored }] }
  },
  'a row is taken away': (by) => ({
    documents: [{ collection: 'audit', id: taken(by)._id, document: null }],
  }),
  'a row is put in': (by, to) => {
    const document = { ...pick(trail.audit, by), _id: `row:put-in-${to}` }
    return { documents: [{ collection: 'audit', id: document._id, document }] }
  },
  'a seal is taken away': (by) => ({
    documents: [{ collection: 'auditSeals', id: pick(trail.auditSeals, by)._id, document: null }],
  }),
  'two rows change places': (by, to) => swapped('audit', by, to),
  'two seals change places': (by, to) => swapped('auditSeals', by, to),
  'the tail is cut': (by) => {
    const kept = by % trail.auditSeals.length
    const gone = [
      ...trail.auditSeals
        .slice(kept)
        .map(({ _id: id }) => ({ collection: 'auditSeals' as const, id, document: null })),
      ...trail.audit
        .filter((row) => ((row as { seal?: number }).seal ?? 0) > kept)
        .map(({ _id: id }) => ({ collection: 'audit' as const, id, document: null })),
    ]
    return { documents: gone }
  },
  'a head is taken away': (by) => ({ heads: new Map([[pick([...trail.heads.keys()], by), null]]) }),
  'all heads are taken away': () => ({ heads: new Map([...trail.heads.keys()].map((name) => [name, null])) }),
  'the last seal is hidden and its rows are forged': (by, to) => {
    const seal = trail.auditSeals[trail.auditSeals.length - 1] as Stored & { seq: number }
    const row = pick(
      trail.audit.filter((each) => (each as { seal?: number }).seal === seal.seq),
      by,
    )
    const hidden = { ...seal, seq: pick([String(seal.seq), null, -1, [seal.seq]], to) }
    return {
      documents: [
        { collection: 'auditSeals', id: seal._id, document: hidden },
        { collection: 'audit', id: row._id, document: { ...row, action: 'visit.cancel' } as Stored },
      ],
    }
  },
}

function swapped(collection: 'audit' | 'auditSeals', by: number, to: number): Edit {
  const list = trail[collection]
  const [one, other] = [pick(list, by), pick(list, by + 1 + (to % (list.length - 1)))]
  return {
    documents: [
      { collection, id: one._id, document: { ...other, _id: one._id } },
      { collection, id: other._id, document: { ...one, _id: other._id } },
    ],
  }
}

it('the trail as it was written has rows of visitors, seals of two days, heads, and no fault', async () => {
  expect(await verify()).toEqual([])
  expect(trail.auditSeals).toHaveLength(3)
  expect([...trail.heads.values()].every((text) => text !== 'null')).toBe(true)
  expect([...trail.heads.keys()]).toEqual(['latest', dayOf(NOW + DAY_MS), dayOf(NOW)])
})

it('each of a thousand changes is found, and none once it was put back', { timeout: 300_000 }, async () => {
  const names = Object.keys(EDITS)
  const number = fc.integer({ min: 0, max: 100_000 })
  const samples = fc.sample(fc.tuple(fc.constantFrom(...names), number, number), { numRuns: 1000, seed: 11 })
  const [missed, tried] = [[] as unknown[], new Set<string>()]
  for (const [name, by, to] of samples) {
    tried.add(name)
    const edit = (EDITS[name] as (by: number, to: number) => Edit)(by, to)
    await apply(edit)
    if ((await verify()).length === 0) missed.push([name, edit])
    await apply(undone(edit))
  }
  expect(missed).toEqual([])
  expect(await verify()).toEqual([])
  expect(tried.size).toBe(names.length)
})

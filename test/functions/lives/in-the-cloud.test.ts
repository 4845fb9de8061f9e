import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type * as Database from '../../../cloudfunctions/platform/database'
import type { Stored, Transaction } from '../../../cloudfunctions/platform/database'
import indexes from '../../../cloudfunctions/indexes.json'
import { openCampus, type Campus } from '../campus'
import { campusBefore, useFixedKeys } from './campus-in-memory'
import { live, type Answers } from './live'
import { memory, type Contents } from './memory-database'
import { backing, resetMemory } from './memory-sdk'
import { life, type Life } from './steps'

/**
 * That memory-sdk.ts does what the database does: the same lives through both, every reply and every document
 * compared. CLOUD_LIVES says how many (6), CLOUD_SEED which.
 */
vi.mock('@cloudbase/node-sdk', async (original) =>
  (await import('./memory-sdk')).switched(await original<{ default: object }>()),
)
vi.mock('../../../cloudfunctions/platform/subscribe-messages', async () => ({
  sendSubscribeMessage: (await import('./notice-board')).board.sendSubscribeMessage,
}))
vi.mock('../../../cloudfunctions/platform/log', async (original) => ({
  ...(await original<object>()),
  log: () => undefined,
}))

const LIVES = Number(process.env.CLOUD_LIVES ?? 6)
const SEED = Number(process.env.CLOUD_SEED ?? 20260523)

let campus: Campus
let real: typeof Database
const collections = Object.keys(indexes)

beforeAll(async () => {
  useFixedKeys()
  // The keys are read once: from here on the campus's own find them taken.
  ;(await import('../../../cloudfunctions/platform/keys')).requireKeys()
  backing.memory = false
  campus = await openCampus({ staff: 80 })
  real = await import('../../../cloudfunctions/platform/database')
})
afterAll(() => campus.close())

async function cloudContents(): Promise<Map<string, Map<string, Stored>>> {
  const contents = new Map<string, Map<string, Stored>>()
  for (const name of collections) {
    const rows = await real.find<Stored>(name, { _id: real.command().gt('') }, ['_id', 'asc'], 1000)
    contents.set(name, new Map(rows.map((row) => [row._id, row])))
  }
  return contents
}

/** The cloud as it stands before a life: what a life before it changed is put back, what it added goes. */
async function resetCloud(base: Contents): Promise<void> {
  const changes: ((tx: Transaction) => Promise<void>)[] = []
  for (const [name, rows] of await cloudContents()) {
    const wanted = base.get(name) ?? new Map<string, Stored>()
    for (const [id, row] of rows) {
      const document = wanted.get(id)
      if (document === undefined) changes.push((tx) => tx.remove(name, id))
      else if (text(document) !== text(row)) changes.push((tx) => tx.write(name, document))
    }
    for (const [id, document] of wanted) if (!rows.has(id)) changes.push((tx) => tx.write(name, document))
  }
  for (let index = 0; index < changes.length; index += 20)
    await real.inTransaction(async (tx) => {
      for (const change of changes.slice(index, index + 20)) await change(tx)
    })
}

/** One text whatever the order of fields; what is sealed differs each time and is left out. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'string' && /^d1\./.test(each)) return 'sealed'
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

const textOf = (contents: Map<string, Map<string, Stored>>): Record<string, string> =>
  Object.fromEntries(
    [...contents].flatMap(([name, rows]) => [...rows].map(([id, row]) => [`${name}/${id}`, text(row)])),
  )

async function inMemory(one: Life, base: Contents): Promise<{ answers: Answers; records: object }> {
  backing.memory = true
  resetMemory(base)
  const answers = await live(one)
  const contents = new Map(
    collections.map((name) => [name, new Map(memory.all(name).map((row) => [row._id, row]))]),
  )
  return { answers, records: textOf(contents) }
}

async function inCloud(one: Life, base: Contents): Promise<{ answers: Answers; records: object }> {
  backing.memory = false
  await resetCloud(base)
  const answers = await live(one, false)
  return { answers, records: textOf(await cloudContents()) }
}

/** What a timer did has an audit row under an id of chance: all else of it is compared. */
function comparable(records: object): { audit: string[]; others: object } {
  const rows = Object.entries(records) as [string, string][]
  const audit = rows.filter(([key]) => key.startsWith('audit/')).map(([, row]) => withoutId(row))
  return {
    audit: audit.sort(),
    others: Object.fromEntries(rows.filter(([key]) => !key.startsWith('audit/'))),
  }
}

/** Hashes are of sealed values, and what is sealed never looks the same twice; salt, links and place hold chance as well. */
const withoutId = (row: string): string =>
  row
    .replace(/"(_id|salt|mark|mac|follows|sort)":"[^"]*"/g, '"$1":""')
    .replace(/"(from|to)":"[\w-]{32}"/g, '"$1":"#"')

it(
  `${LIVES} lives come out the same in memory and in the cloud`,
  { timeout: 60_000 + LIVES * 15_000 },
  async () => {
    const before = { anyLive: campusBefore('anyLive'), overlap: campusBefore('overlap') }
    const began = performance.now()
    let records = 0
    await fc.assert(
      fc.asyncProperty(life, async (one) => {
        const [there, here] = [await inCloud(one, before[one.rule]), await inMemory(one, before[one.rule])]
        expect(JSON.parse(text(here.answers))).toEqual(JSON.parse(text(there.answers)))
        expect(comparable(here.records)).toEqual(comparable(there.records))
        records += Object.keys(here.records).length
      }),
      { numRuns: LIVES, seed: SEED, endOnFailure: true },
    )
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${LIVES} lives, ${records} documents, in ${seconds} s, seed ${SEED}`)
  },
)

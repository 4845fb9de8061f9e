// Kills the cloud with SIGKILL while it is being written to, again and again (CRASH_ROUNDS, 10 unless said
// otherwise), and looks after each time at what the disk still holds.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CloudDatabase } from '../../../local/cloud/database/database'
import type { Indexes } from '../../../local/cloud/database/indexes'
import { bundled } from '../../bundled'

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 10)
const INDEXES: Indexes = {
  bookings: [
    { name: 'one_per_seat', keys: [['seat', 1]], unique: true },
    { name: 'by_lane', keys: [['lane', 1]] },
  ],
  lanes: [],
  notes: [{ name: 'one_per_key', keys: [['key', 1]], unique: true }],
}

let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'crash-'))
  await writeFile(join(dir, 'indexes.json'), JSON.stringify(INDEXES))
})
afterAll(() => rm(dir, { recursive: true }))

type Acknowledged = { bookings: string[]; notes: string[] }

test(
  `${ROUNDS} kills during writes: nothing acknowledged lost, nothing half-written`,
  { timeout: 30_000 + ROUNDS * 15_000 },
  async () => {
    const all: Acknowledged = { bookings: [], notes: [] }
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await writeUntilKilled(round)
      expect(acknowledged.notes.length).toBeGreaterThan(0)
      checkDisk(acknowledged)
      all.bookings.push(...acknowledged.bookings)
      all.notes.push(...acknowledged.notes)
    }
    checkDisk(all)
    const { bookings, notes } = all
    expect(bookings.length).toBeGreaterThan(0)
    console.log(
      `${ROUNDS} kills: ${bookings.length} bookings and ${notes.length} notes acknowledged, none lost`,
    )
  },
)

async function writeUntilKilled(round: number): Promise<Acknowledged> {
  const cloud = await spawnScript('../../../local/cloud/serve.ts', [
    ...['--dir', join(dir, 'cloud'), '--indexes', join(dir, 'indexes.json')],
    ...['--functions', join(dir, 'none'), '--timers', 'off'],
  ])
  const [, variables] = await firstLines(cloud, 2)
  const writer = await spawnScript('./crash-writer.ts', [String(round)], {
    ...(JSON.parse(variables!) as Record<string, string>),
    SILENCE: 'true',
  })
  const acknowledged: Acknowledged = { bookings: [], notes: [] }
  let left = 20 + Math.floor(Math.random() * 120)
  for await (const line of createInterface({ input: writer.stdout! })) {
    const [kind, id] = line.split(' ')
    expect(['booking', 'note'], line).toContain(kind)
    acknowledged[kind === 'booking' ? 'bookings' : 'notes'].push(id!)
    // Somewhere between two answers, while others are under way.
    if (--left === 0) setTimeout(() => cloud.kill('SIGKILL'), Math.random() * 10)
  }
  cloud.kill('SIGKILL')
  await ended(cloud)
  return acknowledged
}

function checkDisk({ bookings, notes }: Acknowledged): void {
  const path = join(dir, 'cloud', 'cloud.sqlite')
  const database = new CloudDatabase(path, INDEXES)
  try {
    const rows = (collection: string) => database.get({ condition: {}, limit: 1000 }, collection) as any[]
    for (const id of bookings) expect(database.count('bookings', { _id: id }), `booking ${id}`).toBe(1)
    for (const id of notes) expect(database.count('notes', { _id: id }), `note ${id}`).toBe(1)
    // Both documents of the last booking of each lane, and the unique index beside them, or none of it.
    for (const { lane, last } of rows('lanes')) {
      const [booking] = database.get({ condition: { seat: last } }, 'bookings') as any[]
      expect(booking, `the booking that lane ${lane} points at`).toMatchObject({ _id: last, lane })
    }
  } finally {
    database.close()
  }
  checkFile(path)
}

/** SQLite's own check, and that documents and index entries are equally many. */
function checkFile(path: string): void {
  const file = new Database(path, { readonly: true })
  try {
    expect(file.prepare('PRAGMA integrity_check').all([])).toEqual([{ integrity_check: 'ok' }])
    const size = (table: string) =>
      (file.prepare(`SELECT count(*) AS n FROM "${table}"`).get([]) as { n: number }).n
    expect(size('i_bookings_one_per_seat')).toBe(size('d_bookings'))
    expect(size('i_bookings_by_lane')).toBe(size('d_bookings'))
    expect(size('i_notes_one_per_key')).toBe(size('d_notes'))
  } finally {
    file.close()
  }
}

async function spawnScript(
  script: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<ChildProcess> {
  return spawn(process.execPath, [await bundled(join(import.meta.dirname, script)), ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function firstLines(child: ChildProcess, count: number): Promise<string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout! }))
    if (lines.push(line) === count) return lines
  throw new Error('it ended before it was ready')
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) =>
    child.exitCode !== null || child.signalCode ? resolve() : child.once('exit', () => resolve()),
  )

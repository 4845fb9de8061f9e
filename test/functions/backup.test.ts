import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDocument } from '../../cloudfunctions/platform/database'
import type { Unit } from '../../cloudfunctions/stores/campus'
import { sealAudit } from '../../cloudfunctions/usecases/audit/seal'
import { verifyAll, verifyHeads } from '../../cloudfunctions/usecases/audit/verify'
import { tick } from '../../cloudfunctions/timer/jobs'
import { download } from '../../local/backup/files'
import { readManifest } from '../../local/backup/folder'
import { pagesOf } from '../../local/records'
import { NOW } from '../domain/builders'
import {
  answersTo,
  auditRows,
  backedUp,
  backedUpBusy,
  bookMany,
  COLLECTIONS,
  openEmptyCloud,
  questionsAbout,
  restored,
} from './backed-up'
import { openCampus, type Campus } from './campus'
import { approversOf } from './visitors'

/** Questions are asked of so many bookings, six each: a thousand. */
const BOOKINGS = 170
/** Half a minute on a busy machine, which may be busier. */
const TIME_LIMIT_MS = 180_000

const count = async (collection: string): Promise<number> => {
  let documents = 0
  for await (const page of pagesOf(collection)) documents += page.length
  return documents
}

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-backup-'))
const backup = path.join(dir, 'backup')
let campus: Campus
let visitIds: string[]

beforeAll(async () => {
  campus = await openCampus()
  visitIds = await bookMany(campus, BOOKINGS)
  // A file with a record that names it.
  await campus.person(approversOf(campus, 'computing')[0] ?? '').get('unit.code', { unitId: 'computing' })
  await sealAudit(NOW)
})
afterAll(async () => {
  await campus.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

it(
  'made while people book, it answers in an empty cloud as the environment that it was made of',
  async () => {
    expect(await backedUpBusy(campus, backup)).toBeGreaterThan(0)
    const questions = questionsAbout(campus, visitIds)
    const before = await answersTo(questions)
    const picture = (await readDocument<Unit>('units', 'computing'))?.codeFile ?? ''
    const bytes = await download(picture)
    await expect(restored(backup), 'into an environment with records').rejects.toThrow("isn't empty")
    const then = await auditRows()

    const environment = { ...process.env }
    const empty = await openEmptyCloud()
    try {
      await expect(restored(backup, /^ {2}visits/), 'cut off').rejects.toThrow('cut off')
      await expect(backedUp(path.join(dir, 'of-a-half')), 'half restored').rejects.toThrow('being restored')
      await restored(backup)
      expect(await answersTo(questions)).toEqual(before)
      expect(before.filter((answer) => answer.includes('"ok":true')).length).toBeGreaterThan(BOOKINGS)
      expect(await download(picture)).toEqual(bytes)
      expect(bytes?.length).toBeGreaterThan(0)

      const { checkCalendars } = await import('../../cloudfunctions/usecases/visit/check-calendars')
      expect(await checkCalendars(NOW), 'calendars and bookings that drifted apart').toBe(0)
      const { heads, faults } = await verifyHeads(1, NOW)
      expect([heads.length, faults], 'heads of the trail, of the day and the latest').toEqual([2, []])
      const rows = await auditRows()
      for (const [id, row] of rows) {
        expect(then.get(id), id).toEqual(row)
        for (const { collection, id: changed, to } of row.changes)
          if (collection === 'visits' && to !== null)
            expect(await readDocument(collection, changed), `${collection} ${changed}`).not.toBeNull()
      }
    } finally {
      await empty.close()
      Object.assign(process.env, environment)
    }
  },
  TIME_LIMIT_MS,
)

it(
  'goes into a deployment whose timer runs, which does nothing until the restore is at its end',
  async () => {
    const environment = { ...process.env }
    const empty = await openEmptyCloud()
    const { main: timer } = await import('../../cloudfunctions/timer')
    let minutes = 0
    const minute = (): ReturnType<typeof tick> => {
      const now = NOW + minutes++ * 60_000
      return tick(now, () => now)
    }
    const isRestoring = async () => (await timer({ TriggerName: 'probe' })).restoring
    try {
      expect((await minute()).failed).toEqual([])
      expect(await readDocument('figures', 'board'), 'what a tick leaves').not.toBeNull()
      expect(await isRestoring()).toBe(false)
      // Cut off while it waits, and between its collections.
      await expect(restored(backup, /waiting/)).rejects.toThrow('cut off')
      expect(await isRestoring()).toBe(true)
      for (const collection of ['accounts', 'audit', 'outbox', 'visits']) {
        await expect(restored(backup, new RegExp(`^ {2}${collection}:`))).rejects.toThrow('cut off')
        expect(await minute(), collection).toEqual({ done: 0, failed: [] })
      }
      expect(await restored(backup), 'until a tick has ended that began before').toBe(60_000)
      expect(await isRestoring()).toBe(false)
      expect((await verifyAll(2, NOW, () => {})).faults).toEqual([])
      const seals = await count('auditSeals')
      expect((await minute()).failed).toEqual([])
      expect(await count('auditSeals'), 'the timer goes on').toBeGreaterThan(seals)
      expect((await verifyAll(2, NOW + 3_600_000, () => {})).faults).toEqual([])
      await expect(restored(backup), 'into it again').rejects.toThrow("isn't empty")
    } finally {
      await empty.close()
      Object.assign(process.env, environment)
    }
  },
  TIME_LIMIT_MS,
)

it('names the keys that it needs, holds none of them, and is for its owner alone', async () => {
  const manifest = readManifest(backup)
  expect(manifest?.collections).toEqual(COLLECTIONS)
  const text = fs
    .readdirSync(backup)
    .filter((name) => name !== 'files')
    .map((name) => fs.readFileSync(path.join(backup, name), 'utf8'))
    .join('\n')
  for (const name of ['CAMPUS_DATA_KEYS', 'CAMPUS_LOOKUP_KEY', 'CAMPUS_PASS_KEYS'])
    expect(text.includes((process.env[name] ?? '').replace(/^1:/, '')), name).toBe(false)
  expect(fs.statSync(backup).mode & 0o077).toBe(0)
})

it('a folder that came to no end is no backup', async () => {
  const half = path.join(dir, 'half')
  fs.cpSync(backup, half, { recursive: true })
  fs.rmSync(path.join(half, 'manifest.json'))
  await expect(restored(half)).rejects.toThrow('no manifest.json')
})

it('one that lost something on its way is refused before anything is written', async () => {
  const [aFile = ''] = fs.readdirSync(path.join(backup, 'files'))
  const damages: [string, (copy: string) => void][] = [
    ['calendars.jsonl', (copy) => fs.rmSync(path.join(copy, 'calendars.jsonl'))],
    ['visits.jsonl', (copy) => fs.truncateSync(path.join(copy, 'visits.jsonl'), 1000)],
    ['amended.jsonl', (copy) => fs.appendFileSync(path.join(copy, 'amended.jsonl'), '\n')],
    [`files/${aFile}`, (copy) => fs.rmSync(path.join(copy, 'files'), { recursive: true })],
  ]
  for (const [place, damage] of damages) {
    const copy = path.join(dir, 'copy')
    fs.cpSync(backup, copy, { recursive: true })
    damage(copy)
    await expect(restored(copy), place).rejects.toThrow(new RegExp(`nothing was written: .*${place}`))
    fs.rmSync(copy, { recursive: true })
  }
})

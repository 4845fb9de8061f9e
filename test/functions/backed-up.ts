import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import indexes from '../../cloudfunctions/indexes.json'
import type { AuditRow } from '../../cloudfunctions/platform/audit'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import type { Action } from '../../contract'
import { restoreBackup } from '../../local/backup/put-back'
import { pagesOf } from '../../local/records'
import { takeBackup } from '../../local/backup/take'
import { openLocalCloud, type Indexes } from '../../local/cloud'
import { NOW } from '../domain/builders'
import type { Campus } from './campus'
import { approversOf, book, bookApproved, formFor, guardOf } from './visitors'

/** An environment that is backed up while people use it, and an empty one that the backup goes into. */

export const COLLECTIONS = Object.keys(indexes)

/** Bookings before the backup, of people 1 to `count`: every third approved, with a passage of every ninth. */
export async function bookMany(campus: Campus, count: number): Promise<string[]> {
  const visitIds: string[] = []
  const guard = campus.person(guardOf(campus, 'yucai-west'))
  for (let number = 1; number <= count; number++) {
    const driving = number % 2 === 0 ? { driving: true, plate: `桂C${String(number).padStart(5, '0')}` } : {}
    if (number % 3 !== 0) visitIds.push((await book(campus, number, driving)).visitId)
    else {
      const { visitId, phone } = await bookApproved(campus, number, driving)
      visitIds.push(visitId)
      if (number % 9 === 0)
        await guard.get('gate.check', { gateId: 'yucai-west', direction: 'in', code: phone.codeAt(NOW) })
    }
  }
  return visitIds
}

/** People who book, cancel and are approved until `stop` is called, which tells how many changes they made. */
function keepBusy(campus: Campus, from: number): { stop: () => Promise<number> } {
  let going = true
  let changes = 0
  const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
  const lead = async (first: number): Promise<void> => {
    for (let number = first; going; number += 2) {
      const { visitor, visitId } = await book(campus, number)
      if (number % 3 === 0) await visitor.get('visit.cancel', { visitId })
      else await approver.get('approval.approve', { visitId })
      changes += 2
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
  const lives = Promise.all([lead(from), lead(from + 1)])
  return {
    async stop() {
      going = false
      await lives
      return changes
    },
  }
}

/** Backs up what is there. */
export const backedUp = (dir: string): Promise<void> =>
  takeBackup({ dir, collections: COLLECTIONS, now: () => NOW, print: () => {} })

/** Backs up while two people keep changing things. Gives how many changes they made meanwhile. */
export async function backedUpBusy(campus: Campus, dir: string): Promise<number> {
  const busy = keepBusy(campus, 50_001)
  try {
    await backedUp(dir)
  } catch (error) {
    await busy.stop()
    throw error
  }
  return busy.stop()
}

/** An empty cloud of the same keys; from here on everything in this process talks to it. */
export async function openEmptyCloud(): Promise<{ close: () => Promise<void> }> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-restored-'))
  const cloud = await openLocalCloud({
    ...{ dir: path.join(dir, 'cloud'), functionsDir: path.join(dir, 'functions') },
    ...{ indexes: indexes as unknown as Indexes, environment: {}, timers: false },
  })
  Object.assign(process.env, cloud.sdkEnvironment(await cloud.listen()))
  beginInstance()
  return {
    async close() {
      await cloud.close()
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Restores; the printing of the line that `fatal` fits is where it is cut off. Gives how long it waited, in ms. */
export async function restored(dir: string, fatal: RegExp | null = null): Promise<number> {
  let now = NOW
  const print = (line: string): void => {
    if (fatal?.test(line) === true) throw new Error('cut off')
  }
  const wait = async (ms: number): Promise<void> => void (now += ms)
  await restoreBackup({ dir, now: () => now, wait, print })
  return now - NOW
}

interface Question {
  openid: string
  action: Action
  input: unknown
}

/** What people ask of bookings 1 to `count`, of the campus and of whom they may visit. */
export function questionsAbout(campus: Campus, visitIds: readonly string[]): Question[] {
  const approver = approversOf(campus, 'computing')[0] ?? ''
  const own = visitIds.flatMap((visitId, index): Question[] => {
    const openid = `visitor-${index + 1}`
    return [
      { openid, action: 'visit.get', input: { visitId } },
      { openid: approver, action: 'approval.get', input: { visitId } },
      { openid, action: 'visit.list', input: { list: 'pending', cursor: null } },
      { openid, action: 'visit.list', input: { list: 'approved', cursor: null } },
      // Somebody else with the same number: what holds it must still hold it.
      { openid: `rival-${index}`, action: 'visit.submit', input: { form: formFor(campus, index + 1) } },
      { openid, action: 'me', input: {} },
    ]
  })
  const hosts = campus.demo.staff.slice(0, 20).map(({ name }): Question => ({
    ...{ openid: `seeker-${name}`, action: 'host.search', input: { text: name } },
  }))
  return [...own, ...hosts]
}

/** Each answer as a text, with the refusal if it is one. */
export async function answersTo(questions: readonly Question[]): Promise<string[]> {
  const { handle } = await import('../../cloudfunctions/api/handle')
  const answers: string[] = []
  for (const { openid, action, input } of questions)
    answers.push(
      JSON.stringify(await handle({ action, input, requestId: randomUUID() }, openid, NOW, 'trace')),
    )
  return answers
}

/** Audit rows by id. */
export async function auditRows(): Promise<Map<string, AuditRow>> {
  const rows = new Map<string, AuditRow>()
  for await (const page of pagesOf<AuditRow>('audit', { kind: 'row' }))
    for (const row of page) rows.set(row._id, row)
  return rows
}

import fs from 'node:fs'
import type { Output } from '../contract'
import { concatBytes } from '../miniprogram/domain/values/bytes'
import { applyDelta, verifySnapshot, type GateSnapshot } from '../miniprogram/domain/gate/snapshot/snapshot'
import { verify } from '../miniprogram/staff/gate/offline/fetch-snapshot'
import { saveSnapshot, loadSnapshot } from '../miniprogram/staff/gate/offline/saved-snapshot'
import { OfflineGate } from '../miniprogram/staff/gate/offline/offline-gate'

/**
 * A guard's phone with a snapshot, as a program of its own: run with `--jitless` it shows what a phone pays whose
 * JavaScript is only interpreted (WeChat on an iPhone). Reads a `PhoneTask` from the file named first, prints `PhoneFigures`.
 */
export interface PhoneTask {
  pages: Output<'gate.snapshot'>[]
  gateId: string
  /** Of the middle of the list, so that a walk through it is neither long nor short. */
  shortCode: string
  plate: string
  /** A QR pass that is live at `now`. */
  qr: string
  now: number
  /** Passages to keep. */
  passages: number
}

export interface PhoneFigures {
  visits: number
  /** Milliseconds. */
  readMs: number
  keepMs: number
  growMs: number
  recallMs: number
  shortCodeMs: number
  plateMs: number
  qrMs: number
  recordMs: number
  reopenMs: number
  kept: boolean
  /** What lies in the storage, in KB, and the largest of its keys. */
  listKb: number
  listKeys: number
  largestKb: number
  passagesKb: number
  /** Memory that the list takes while it is held, MB. */
  heldMb: number
}

/** WeChat's limits for what is kept encrypted. */
const KEY_LIMIT = 700_000
const TOTAL_LIMIT = 7_100_000
const stored = new Map<string, string>()
let total = 0

function put(key: string, text: string): void {
  const after = total - (stored.get(key)?.length ?? 0) + text.length
  if (text.length > KEY_LIMIT || after > TOTAL_LIMIT)
    throw new Error('setStorage:fail exceed storage max size')
  total = after
  stored.set(key, text)
}

Object.assign(globalThis, {
  wx: {
    setStorage: async ({ key, data }: { key: string; data: string }) => put(key, data),
    async getStorage({ key }: { key: string }) {
      const data = stored.get(key)
      if (data === undefined) throw new Error('getStorage:fail data not found')
      return { data }
    },
    async removeStorage({ key }: { key: string }) {
      total -= stored.get(key)?.length ?? 0
      stored.delete(key)
    },
    getStorageSync: () => '',
  },
})

async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const started = performance.now()
  const result = await work()
  return [result, performance.now() - started]
}

const keysOf = (prefix: string): string[] => [...stored.keys()].filter((key) => key.startsWith(prefix))
const kbOf = (keys: readonly string[]): number =>
  keys.reduce((sum, key) => sum + (stored.get(key)?.length ?? 0), 0) / 1024

function read(pages: PhoneTask['pages']): GateSnapshot {
  const verified = pages.flatMap((page) => verifySnapshot(page, null, verify) ?? [])
  const snapshot = applyDelta(null, verified)
  if (snapshot === null || verified.length < pages.length) throw new Error('the pages do not fit')
  return snapshot
}

async function measurePhone({ pages, ...task }: PhoneTask): Promise<PhoneFigures> {
  const [snapshot, readMs] = await timed(() => read(pages))
  const [kept, keepMs] = await timed(() => saveSnapshot(snapshot))
  const listed = keysOf('gate-list')
  const visits = concatBytes(snapshot.visits, snapshot.visits.slice(0, 40))
  const [, growMs] = await timed(() => saveSnapshot({ ...snapshot, version: snapshot.version + 1, visits }))
  const [, recallMs] = await timed(() => loadSnapshot())
  const post = await OfflineGate.open()
  const check = { gateId: task.gateId, direction: 'in' as const }
  const decide = async (
    credential: { code: string } | { plate: string },
    rounds: number,
  ): Promise<number> => {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const inVehicle = 'plate' in credential
      const [decided, ms] = await timed(() => post.decide({ ...check, inVehicle, credential }, task.now))
      if (decided?.answer.allowed !== true && kept)
        throw new Error(`refused: ${decided?.answer.reason} ${JSON.stringify(credential)}`)
      times.push(ms)
    }
    return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN
  }
  const [shortCodeMs, plateMs] = [
    await decide({ code: task.shortCode }, 20),
    await decide({ plate: task.plate }, 20),
  ]
  const qrMs = await decide({ code: task.qr }, 5)
  const [, recordAllMs] = await timed(async () => {
    for (let number = 0; number < task.passages; number++)
      await post.record({
        eventId: String(number).padStart(32, '0'),
        ...{ ...check, way: 'qr', at: task.now + number, offset: 0, allowed: true, reason: 'OK' },
        ...{ visitId: 'AbCdEfGhIjKlMnOp', plate: null, override: null, step: 119_333_333 + number },
      })
  })
  const [, reopenMs] = await timed(() => OfflineGate.open())
  return {
    ...{ visits: snapshot.visits.length / 40, readMs, keepMs, growMs, recallMs, shortCodeMs, plateMs, qrMs },
    ...{ recordMs: recordAllMs / task.passages, reopenMs, kept },
    ...{ listKb: kbOf(listed), listKeys: listed.length },
    largestKb: Math.max(0, ...listed.map((key) => kbOf([key]))),
    passagesKb: kbOf(keysOf('gate-passages')),
    heldMb: (snapshot.visits.length + snapshot.identities.length) / 1024 / 1024,
  }
}

void measurePhone(JSON.parse(fs.readFileSync(process.argv[2] ?? '', 'utf8')) as PhoneTask).then((figures) =>
  process.stdout.write(JSON.stringify(figures)),
)

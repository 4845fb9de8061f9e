import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { Passage } from '../../cloudfunctions/stores/passages'
import { addDays } from '../../miniprogram/domain/values/days'
import { STEP_MS } from '../../miniprogram/domain/pass/pass'
import { OfflineGate } from '../../miniprogram/staff/gate/offline/offline-gate'
import type { OfflinePassage } from '../../miniprogram/staff/gate/offline/passage-row'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { PhoneStorage } from './phone-storage'
import { bookApproved, guardOf, identityOf } from './visitors'

/**
 * A guard's phone that is without a network for 72 hours: the program's own code over a phone's storage, and the real
 * functions when it is back.
 *
 *   OFFLINE_PASSAGES=10000 npx vitest run --project cloud test/functions/offline-phone.test.ts
 */
const PASSAGES = Number(process.env.OFFLINE_PASSAGES ?? 300)
const OFFLINE_MS = 72 * 3_600_000
const HOUR = 3_600_000
const EAST = 'yanshan-east'
const VISITS = 24

let campus: Campus
let guard: Person
const storage = new PhoneStorage()
let reachable = true
/** Every so many replies is lost on its way back, although the server did what was asked. */
let loses = 0
let calls = 0

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, EAST))
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.stubGlobal('wx', {
    ...storage.functions,
    cloud: {
      async callFunction({ data }: { data: { action: never; input: never; requestId?: string } }) {
        if (!reachable) throw Object.assign(new Error('request:fail'), { errCode: -1 })
        const result = await guard.ask(data.action, data.input, data.requestId)
        if (loses > 0 && ++calls % loses === 0)
          throw Object.assign(new Error('request:fail'), { errCode: -1 })
        return { result }
      },
    },
  })
})
afterEach(() => {
  reachable = true
  loses = 0
})
afterAll(async () => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  await campus.close()
})

type Booked = Awaited<ReturnType<typeof bookApproved>> & { number: number }

async function bookMany(): Promise<Booked[]> {
  const booked: Booked[] = []
  for (let number = 1; number <= VISITS; number++) {
    const days = { firstDay: TODAY, lastDay: addDays(TODAY, 6) }
    const car = number % 3 === 0 ? { driving: true, plate: identityOf(number).plate } : {}
    booked.push({ ...(await bookApproved(campus, number, { ...days, ...car })), number })
  }
  return booked
}

const revoke = ({ approver, visitId }: Booked) =>
  approver.get('approval.revoke', { visitId, reason: '会议取消' })

async function storedPassages(): Promise<Passage[]> {
  const { command, find } = await import('../../cloudfunctions/platform/database')
  const all: Passage[] = []
  for (let after = ''; ;) {
    const condition = { gateId: EAST, sort: command().gt(after) }
    const page = await find<Passage & Stored>('passages', condition, ['sort', 'asc'], 1000)
    all.push(...page)
    const last = page[999]
    if (last === undefined) return all
    after = last.sort
  }
}

describe(`72 hours and ${PASSAGES} passages without a network`, () => {
  let booked: Booked[]
  let post: OfflineGate
  const recorded: OfflinePassage[] = []
  const refusedAtOnce = new Set<string>()

  /** One visitor at the gate, by code, short code or plate in turn; what a guard then does. */
  async function passOnce(round: number, now: number): Promise<void> {
    const visit = booked[round % VISITS] as Booked
    const direction = Math.floor(round / VISITS) % 2 === 0 ? 'in' : 'out'
    const driving = visit.number % 3 === 0
    const credential = driving
      ? { plate: identityOf(visit.number).plate }
      : round % 4 === 1
        ? { code: visit.phone.codeAt(now) }
        : { code: visit.pass.shortCode }
    const decision = post.decide({ gateId: EAST, direction, inVehicle: driving, credential }, now)
    if (decision === null) throw new Error('no snapshot')
    const { answer, doubt, way, visitId, plate, step } = decision
    if (answer.reason === 'REVOKED') refusedAtOnce.add(visit.visitId)
    if (answer.reason === 'REVOKED' && answer.allowed) throw new Error('revoked and let in')
    // An expired list: the guard looks, and lets two of three pass.
    const judged = doubt === null ? answer.allowed : round % 3 !== 0
    const passage: OfflinePassage = {
      eventId: randomUUID(),
      ...{ gateId: EAST, direction, way, at: now, offset: 0, allowed: judged, visitId, plate, step },
      reason: doubt === null ? answer.reason : judged ? 'OVERRIDE' : 'NOT_FOUND',
      override: doubt === null || !judged ? null : '离线名单过期，门岗核对放行',
    }
    await post.record(passage)
    recorded.push(passage)
    // Shown a second time at once, the same code lets nobody in twice.
    if (step !== null && judged && round % 10 === 1)
      expect(post.decide({ gateId: EAST, direction, inVehicle: false, credential }, now)?.answer.reason).toBe(
        'REPLAYED',
      )
  }

  it('decides them all, through a restart in the middle', { timeout: 900_000 }, async () => {
    booked = await bookMany()
    const [before, meanwhile] = [booked.slice(0, 4), booked.slice(4, 8)]
    for (const visit of before) await revoke(visit)
    campus.clock.now = NOW + HOUR
    post = await OfflineGate.open()
    await post.refresh()
    // The phone can't know of these any more.
    for (const visit of meanwhile) await revoke(visit)
    reachable = false
    for (let round = 0; round < PASSAGES; round++) {
      const now = campus.clock.now + STEP_MS + Math.floor((round * OFFLINE_MS) / PASSAGES)
      if (round === Math.floor(PASSAGES / 2)) {
        // The phone is switched off: everything that isn't in its storage is gone.
        post = await OfflineGate.open()
        expect(post.state(now).notUploaded).toBe(recorded.length)
      }
      await passOnce(round, now)
    }
    expect(post.state().notUploaded).toBe(PASSAGES)
    expect([...refusedAtOnce].sort()).toEqual(before.map(({ visitId }) => visitId).sort())
    const letIn = recorded.filter(({ direction, allowed }) => direction === 'in' && allowed)
    expect(letIn.filter(({ visitId }) => before.some((visit) => visit.visitId === visitId))).toEqual([])
  })

  it(
    'and tells the server each of them once, over a network that loses replies',
    { timeout: 900_000 },
    async () => {
      campus.clock.now = NOW + HOUR + OFFLINE_MS + HOUR
      loses = 4
      for (let attempt = 0; attempt < PASSAGES && post.state().notUploaded > 0; attempt++) {
        post.endPause()
        await post.uploadPassages(campus.clock.now).catch(() => undefined)
        // Also a restart between two deliveries loses nothing and doubles nothing.
        if (attempt === 1) post = await OfflineGate.open()
      }
      expect(post.state()).toMatchObject({ notUploaded: 0, rejected: 0 })
      const stored = await storedPassages()
      const told = (passages: readonly Pick<Passage, 'visitId' | 'at' | 'direction' | 'allowed'>[]) =>
        passages
          .map(({ visitId, at, direction, allowed }) => `${at} ${visitId} ${direction} ${allowed}`)
          .sort()
      expect(stored).toHaveLength(PASSAGES)
      expect(told(stored)).toEqual(told(recorded.map((each) => ({ ...each, visitId: each.visitId ?? '' }))))
    },
  )

  it('refuses from the next snapshot on who was revoked meanwhile', async () => {
    await post.refresh()
    const now = campus.clock.now
    for (const visit of booked.slice(0, 8)) {
      const credential = { code: visit.pass.shortCode }
      expect(
        post.decide({ gateId: EAST, direction: 'in', inVehicle: false, credential }, now)?.answer.reason,
      ).toBe('REVOKED')
    }
  })
})

describe('the phone’s storage', () => {
  const passage = (): OfflinePassage => ({
    ...{ eventId: randomUUID(), gateId: EAST, direction: 'in', way: 'qr', at: NOW, offset: 0, allowed: true },
    ...{ reason: 'OK', visitId: null, plate: null, override: null, step: null },
  })

  it('that takes no more says so instead of losing a passage', async () => {
    const post = await OfflineGate.open()
    const full = vi.spyOn(storage.functions, 'setStorage').mockRejectedValue(new Error('full'))
    vi.stubGlobal('wx', { ...(globalThis as unknown as { wx: object }).wx, ...storage.functions })
    await expect(post.record(passage())).rejects.toThrow('full')
    full.mockRestore()
  })

  it('that is full lets go of the list, which can be fetched again, and keeps the passage', async () => {
    const post = await OfflineGate.open()
    await post.refresh()
    const before = post.state()
    expect(before).toMatchObject({ kept: true })
    await fill()
    await post.record(passage())
    expect(post.state()).toMatchObject({ kept: false, notUploaded: before.notUploaded + 1 })
    expect((await OfflineGate.open()).state()).toMatchObject({
      snapshotAt: null,
      notUploaded: before.notUploaded + 1,
    })
  })

  /** All but a few characters. */
  async function fill(): Promise<void> {
    for (const size of [700_000, 10_000, 50])
      for (let number = 0, full = false; !full; number++) {
        const entry = { key: `photo:${size}:${number}`, data: 'x'.repeat(size), encrypt: true }
        await storage.functions.setStorage(entry).catch(() => (full = true))
      }
  }
})

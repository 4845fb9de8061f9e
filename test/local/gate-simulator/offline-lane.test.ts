import { describe, expect, it } from 'vitest'
import { OfflineLane } from '../../../local/gate-simulator/offline-lane'
import type { Shown } from '../../../local/gate-simulator/lane-row'
import { addDays } from '../../../miniprogram/domain/values/days'
import { SNAPSHOT_LIFE_MS } from '../../../miniprogram/domain/gate/snapshot/snapshot'
import { stepOf } from '../../../miniprogram/domain/pass/pass'
import { NOW, TODAY } from '../../domain/builders'
import { codeOf, GATE, snapshotOf, VISIT } from '../../domain/gate/builders'

const EVENT = 'event-of-a-lane-0001'
const code = codeOf(stepOf(NOW))

function shown(lane: OfflineLane, what: Partial<Shown>, now = NOW, changes = {}) {
  return lane.decide(
    snapshotOf(changes),
    { eventId: EVENT, direction: 'in', ...what },
    { now, own: now - 3000 },
  )
}

describe('a lane without a network', () => {
  it('lets a pass in by the rules, and keeps the passage with both clocks for later', () => {
    const { answer, passage } = shown(new OfflineLane(GATE), { code })
    expect(answer).toMatchObject({
      eventId: EVENT,
      decision: 'allow',
      reason: 'OK',
      sentence: '预约有效，请进',
    })
    expect(answer).toMatchObject({ passageId: null, visitor: { name: '', headCount: 1 } })
    expect(passage).toMatchObject({
      eventId: EVENT,
      visitId: VISIT,
      allowed: true,
      way: 'qr',
      override: null,
    })
    expect(passage).toMatchObject({ at: NOW - 3000, offset: 3000, step: stepOf(NOW) })
  })

  it('refuses a revoked booking, and records that', () => {
    const { answer, passage } = shown(new OfflineLane(GATE), { code }, NOW, { state: 'revoked' })
    expect([answer.decision, answer.reason, passage?.allowed]).toEqual(['deny', 'REVOKED', false])
  })

  it('lets a code in once, also after a restart that remembers what waits', () => {
    const lane = new OfflineLane(GATE)
    const { passage } = shown(lane, { code })
    expect(shown(lane, { code }).answer.reason).toBe('REPLAYED')
    const restarted = new OfflineLane(GATE)
    restarted.remember(passage!)
    expect(shown(restarted, { code }).answer.reason).toBe('REPLAYED')
  })

  it('remembers a car that came in by its driver’s code', () => {
    const plate = new Uint8Array(6).fill(9)
    const vehicle = { vehicleBarrier: true, privateVehicles: 'both' as const }
    const lane = new OfflineLane(GATE)
    const drive = (direction: 'in' | 'out', at: number) => {
      const snapshot = snapshotOf({ plate })
      const gates = snapshot.gates.map((gate) => ({ ...gate, ...vehicle }))
      const input = { eventId: EVENT, direction, inVehicle: true, code: codeOf(stepOf(at)) }
      return lane.decide({ ...snapshot, gates }, input, { now: at, own: at }).answer
    }
    expect(drive('in', NOW).reason).toBe('OK')
    expect(drive('in', NOW + 60_000)).toMatchObject({ decision: 'hold', reason: 'ALREADY_INSIDE' })
    expect(drive('out', NOW + 120_000).reason).toBe('OK')
  })

  it('knows no documents and no faces: a guard looks, and records', () => {
    for (const what of [
      { document: { number: '45020319950618002X' } },
      { face: { person: VISIT, confidence: 1 } },
    ]) {
      const { answer, passage } = shown(new OfflineLane(GATE), what)
      expect([answer.decision, answer.nextStep, passage]).toEqual([
        'hold',
        '请出示通行码，或请门岗核对',
        null,
      ])
    }
  })

  it('vouches for nobody when its list is older than a day', () => {
    const late = NOW + SNAPSHOT_LIFE_MS + 1
    const days = { lastDay: addDays(TODAY, 2) }
    const live = { code: codeOf(stepOf(late), days) }
    const { answer, passage } = shown(new OfflineLane(GATE), live, late, days)
    expect([answer.decision, answer.sentence, passage]).toEqual(['hold', '名单已超过一天没有更新', null])
  })
})

import { createHash } from 'node:crypto'
import type { EndpointInput, EndpointOutput } from '../../contract/gate'
import { toBase64Url } from '../../miniprogram/domain/values/bytes'
import { mayBeClock, type Sighting } from '../../miniprogram/domain/gate/clock-skew'
import { dayOf } from '../../miniprogram/domain/values/days'
import { decisionOf } from '../../miniprogram/domain/gate/decision'
import { gateSentence } from '../../miniprogram/locales/zh/gate'
import {
  decideOffline,
  replayKey,
  type Move,
  type OfflineAnswer,
  type OfflineCheck,
  type SeenHere,
} from '../../miniprogram/domain/gate/snapshot/decide-offline'
import { fromBase64UrlOrEmpty, tokenOf } from '../../miniprogram/domain/gate/snapshot/records'
import type { GateSnapshot } from '../../miniprogram/domain/gate/snapshot/snapshot'
import { stepOf } from '../../miniprogram/domain/pass/pass'
import type { OfflinePassage } from './device-memory'
import { verify } from './snapshot-follower'

const digest = (bytes: Uint8Array): Uint8Array => createHash('sha512').update(bytes).digest()

/** The server's and the device's clock, epoch milliseconds. */
export interface Clocks {
  now: number
  own: number
}

export interface Decided {
  answer: EndpointOutput<'verify'>
  /** To be delivered later; null when it is for the guard to settle, and to record. */
  passage: OfflinePassage | null
}

/**
 * A lane without a network: decides by the snapshot and the rules that guards' phones decide by, and remembers what it
 * let pass meanwhile.
 */
export class OfflineLane {
  /** Who was let pass, in the order of time. */
  private passed: OfflinePassage[] = []
  private sightings: Sighting[] = []

  constructor(private readonly gateId: string) {}

  decide(snapshot: GateSnapshot, shown: EndpointInput<'verify'>, { now, own }: Clocks): Decided {
    const { eventId, direction } = shown
    const inVehicle = shown.inVehicle === true || shown.plate !== undefined
    const sought = soughtBy(shown)
    // A list holds no documents and no faces.
    if (sought === null) return { answer: held(eventId, UNREADABLE), passage: null }
    const check = { gateId: this.gateId, direction, inVehicle, sought }
    const decided = decideOffline(snapshot, check, now, this.seen(snapshot), { verify, digest })
    this.see(decided, now)
    if (decided.doubt !== null) return { answer: held(eventId, DOUBTS[decided.doubt]), passage: null }
    const { way, visitId, step, plate } = decided
    const { allowed, reason } = decided.answer
    const passage: OfflinePassage = {
      ...{ eventId, direction, way, allowed, reason, visitId, plate, inVehicle, step },
      ...{ at: own, offset: now - own, override: null },
    }
    this.remember(passage)
    return { answer: answerOf(eventId, check, decided, now), passage }
  }

  /** What was let pass, also before a restart. */
  remember(passage: OfflinePassage): void {
    if (passage.allowed) this.passed.push(passage)
  }

  /** Everything is delivered: from now on the snapshot tells it. */
  forget(): void {
    this.passed = []
  }

  private seen({ salt }: GateSnapshot): SeenHere {
    const key = fromBase64UrlOrEmpty(salt)
    const used = new Set<string>()
    const vehicles = new Map<string, Move>()
    for (const { visitId, plate, step, direction, inVehicle, at } of this.passed) {
      if (visitId !== null && step !== null) used.add(replayKey(visitId, direction, step))
      if (plate !== null) vehicles.set(toBase64Url(tokenOf(digest, key, 'plate', plate)), { direction, at })
      if (visitId !== null && inVehicle === true) vehicles.set(visitId, { direction, at })
    }
    return { used, sightings: this.sightings, vehicles }
  }

  private see({ visitId, skewMs, step, answer }: OfflineAnswer, now: number): void {
    if (visitId === null || skewMs === null) return
    const sighting = { visitId, step: step ?? stepOf(now + skewMs), at: now }
    if (answer.reason === 'STALE_CODE' || mayBeClock(sighting))
      this.sightings = [...this.sightings.slice(1 - SIGHTINGS), sighting]
  }
}

const SIGHTINGS = 20

interface Held {
  sentence: string
  nextStep: string
}

const UNREADABLE: Held = { sentence: '没有网络，查不了证件和面部', nextStep: '请出示通行码，或请门岗核对' }
const DOUBTS: Readonly<Record<NonNullable<OfflineAnswer['doubt']>, Held>> = {
  clock: { sentence: '手机时间不准', nextStep: '请门岗核对' },
  snapshotExpired: { sentence: '名单已超过一天没有更新', nextStep: '请门岗核对' },
}

function soughtBy({ code, plate }: EndpointInput<'verify'>): OfflineCheck['sought'] | null {
  if (code !== undefined) return { code }
  return plate === undefined ? null : { plate: plate.number }
}

const NOBODY = { hint: null, visitor: null, fee: null, passageId: null }

const held = (eventId: string, why: Held): EndpointOutput<'verify'> => ({
  ...{ eventId, decision: 'hold', reason: 'LOW_CONFIDENCE', ...why, ...NOBODY },
})

/** A snapshot knows days and heads, no names. */
function answerOf(
  eventId: string,
  { direction }: OfflineCheck,
  { answer, visit, plate }: OfflineAnswer,
  now: number,
): EndpointOutput<'verify'> {
  return {
    ...NOBODY,
    ...{ eventId, decision: decisionOf(answer.allowed, answer.reason), reason: answer.reason },
    ...gateSentence(answer, direction, visit, dayOf(now)),
    visitor: visit === null ? null : { name: '', unitName: '', plate, ...visit },
  }
}

import { createHash } from 'node:crypto'
import type { EndpointInput, EndpointOutput } from '../../contract/gate/device-api'
import { dayOf } from '../../miniprogram/domain/values/days'
import type { OfflineCredential } from '../../miniprogram/domain/gate/credential'
import { GateMemory } from '../../miniprogram/domain/gate/memory'
import { DEVICE_READS, type DeviceKind } from '../../miniprogram/domain/gate/ways'
import { decisionOf } from '../../miniprogram/domain/gate/reasons'
import { gateSentence } from '../../miniprogram/locales/zh/gate'
import {
  decideOffline,
  type OfflineAnswer,
  type OfflineCheck,
} from '../../miniprogram/domain/gate/snapshot/decide-offline'
import type { GateSnapshot } from '../../miniprogram/domain/gate/snapshot/snapshot'
import type { Direction } from '../../miniprogram/domain/visit/purposes'
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
  private readonly memory = new GateMemory(digest)

  constructor(
    private readonly gateId: string,
    /** Which way the lane goes. */
    private readonly opens: Direction | 'both' = 'both',
    private readonly device: DeviceKind = 'controller',
  ) {}

  decide(snapshot: GateSnapshot, shown: EndpointInput<'verify'>, { now, own }: Clocks): Decided {
    const { eventId, direction } = shown
    const inVehicle = shown.inVehicle === true || shown.plate !== undefined
    const credential = credentialOf(shown)
    // This lane looks up no documents and no faces in its list.
    if (credential === null) return { answer: held(eventId, UNREADABLE), passage: null }
    const reads = DEVICE_READS[this.device]
    const lane = { gateId: this.gateId, opens: this.opens, reads, attended: false }
    const check = { ...lane, direction, inVehicle, credential }
    const decided = decideOffline(snapshot, check, now, this.memory.under(snapshot.salt), { verify, digest })
    this.memory.see(decided, now)
    if (decided.doubt !== null) return { answer: held(eventId, DOUBTS[decided.doubt]), passage: null }
    const { way, visitId, step, plate } = decided
    const { allowed, reason } = decided.answer
    const passage: OfflinePassage = {
      ...{ eventId, direction, way, allowed, reason, visitId, plate, inVehicle, step },
      ...{ at: own, offset: now - own, override: null },
    }
    this.memory.pass(passage)
    return { answer: answerOf(eventId, check, decided, now), passage }
  }

  /** What was let pass before a restart. */
  remember(passage: OfflinePassage): void {
    this.memory.pass(passage)
  }

  /** Everything is delivered: from now on the snapshot tells where vehicles are. */
  removeMoves(): void {
    this.memory.forgetMoves()
  }
}

interface Held {
  sentence: string
  nextStep: string
}

const UNREADABLE: Held = { sentence: '没有网络，查不了证件和面部', nextStep: '请出示通行码，或请门岗核对' }
const DOUBTS: Readonly<Record<NonNullable<OfflineAnswer['doubt']>, Held>> = {
  clock: { sentence: '手机时间不准', nextStep: '请门岗核对' },
  gatesUnknown: { sentence: '没有网络，查不了这份通行证可走的校门', nextStep: '请门岗核对' },
  entriesUnknown: { sentence: '没有网络，查不了还剩几次', nextStep: '请门岗核对' },
  holderUnknown: { sentence: '没有网络，查不了通行证在哪部手机上', nextStep: '请门岗核对' },
  snapshotExpired: { sentence: '名单已超过一天没有更新', nextStep: '请门岗核对' },
}

function credentialOf({ code, plate }: EndpointInput<'verify'>): OfflineCredential | null {
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

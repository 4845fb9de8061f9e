import type { Output } from '../../contract'
import type { Direction } from '../../miniprogram/domain/visit/purposes'
import { GATES } from '../functions/lives/gate-model'
import { codeAt, documentOf, guardAt, NAMES, plateOf } from '../functions/lives/people'
import { Phone } from './phone'
import type { World } from './world'

export type SimulatedGate = (typeof GATES)[number]

/** What somebody at a gate has with them. */
export interface Shown {
  visitId: string
  person: number
  pass: Output<'pass.issue'>
  plate: number | null
  byCar: boolean
}

export interface Answered {
  allowed: boolean
  reason: string
}

interface Wanted {
  official: boolean
  byCar: boolean
}

/** The gates of two campuses, each with a guard and their phone. */
export class Gates {
  constructor(private readonly world: World) {}

  /** Mostly one that fits. */
  entryFor({ official, byCar }: Wanted): SimulatedGate {
    if (this.world.chance(0.1)) return this.world.pick(GATES)
    return this.world.pick(GATES.filter((gate) => (byCar ? rightsOf(gate, official) !== 'none' : gate.foot)))
  }

  exitFor({ official, byCar, campusId }: Wanted & { campusId: string }): SimulatedGate {
    const there = GATES.filter(({ campus }) => campus === campusId)
    return this.world.pick(there.filter((gate) => (byCar ? rightsOf(gate, official) === 'both' : gate.foot)))
  }

  /** `mustLeave`: they are inside, and this gate lets out such as they are. */
  async cross(
    gate: SimulatedGate,
    direction: Direction,
    shown: Shown,
    mustLeave: boolean,
  ): Promise<Answered> {
    const began = this.world.now
    const answer = await this.online(gate, direction, shown)
    const { visitId } = shown
    this.world.crossed({
      at: this.world.now,
      began,
      gateId: gate.id,
      direction,
      visitId,
      mustLeave,
      ...answer,
    })
    return answer
  }

  private async online(gate: SimulatedGate, direction: Direction, shown: Shown): Promise<Answered> {
    const guard = new Phone(this.world, guardAt(gate.id))
    const input = {
      gateId: gate.id,
      direction,
      ...this.presented(shown),
      ...(shown.byCar ? { inVehicle: true } : {}),
    }
    const reply = await guard.ask('gate.check', input)
    return reply.ok ? reply.data : { allowed: false, reason: reply.code }
  }

  private presented({ person, pass, plate, byCar }: Shown) {
    const drawn = this.world.below(10)
    if (byCar && plate !== null && drawn < 5) return { plate: plateOf(plate) }
    if (drawn === 9) return { person: { tail: documentOf(person).slice(-6), name: NAMES[person] ?? '' } }
    return { code: drawn < 3 ? pass.shortCode : codeAt(pass, this.world.now) }
  }
}

const rightsOf = (gate: SimulatedGate, official: boolean): string => (official ? gate.official : gate.own)

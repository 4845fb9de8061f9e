import type { Output } from '../../contract'
import type { Direction } from '../../miniprogram/domain/visit/purposes'
import type { PlateNumber } from '../../miniprogram/domain/values/plates'
import { plateCalendarId, type Calendar } from '../../cloudfunctions/stores/calendars'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { GATES } from '../functions/lives/gate-model'
import { memory } from '../functions/lives/memory-database'
import { codeAt, documentOf, guardAt, NAMES, plateOf } from '../functions/lives/people'
import { GuardPost, type GateCheck } from './guard-post'
import { Phone } from './phone'
import type { World } from './world'

export type SimulatedGate = (typeof GATES)[number]

/** What somebody at a gate has with them. */
export interface Shown {
  visitId: string
  person: number
  /** Null: they have no phone, and are known by the document or the plate. */
  pass: Output<'pass.issue'> | null
  plate: number | null
  byCar: boolean
  /** They were refused by anything else. */
  passOnly?: boolean
}

type Credential = Pick<GateCheck, 'code' | 'plate' | 'person'> & { wrongBy?: number }

interface Wanted {
  official: boolean
  byCar: boolean
}

/** The gates of two campuses, each with a guard and their phone. */
export class Gates {
  readonly posts: ReadonlyMap<string, GuardPost>

  constructor(private readonly world: World) {
    this.posts = new Map(GATES.map(({ id }) => [id, new GuardPost(world, new Phone(world, guardAt(id)))]))
  }

  /** Mostly one that fits. */
  entryFor({ official, byCar }: Wanted): SimulatedGate {
    if (this.world.chance(0.1)) return this.world.pick(GATES)
    return this.world.pick(GATES.filter((gate) => (byCar ? rightsOf(gate, official) !== 'none' : gate.foot)))
  }

  exitFor({ official, byCar, campusId }: Wanted & { campusId: string }): SimulatedGate {
    const there = GATES.filter(({ campus }) => campus === campusId)
    return this.world.pick(there.filter((gate) => (byCar ? rightsOf(gate, official) === 'both' : gate.foot)))
  }

  /**
   * `insideSince`: when they came in (epoch ms), and this gate lets out such as they are; null: they are outside. It must let
   * them out, unless it can't know whose plate or code is shown: its list is older, the server wasn't told of the entry
   * yet, or has seen the plate pass by another booking since. The pass itself is always enough.
   */
  async cross(
    gate: SimulatedGate,
    direction: Direction,
    shown: Shown,
    insideSince: number | null,
  ): Promise<{ allowed: boolean }> {
    const began = this.world.now
    const onWheels = shown.byCar ? { inVehicle: true } : {}
    const { wrongBy = 0, ...credential } = this.credentialOf(shown)
    const check = { gateId: gate.id, direction, ...credential, ...onWheels }
    const decided = await (this.posts.get(gate.id) as GuardPost).check(check)
    const { visitId } = shown
    const { allowed, reason, override, offline } = decided
    const crossing = { at: this.world.now, began, gateId: gate.id, direction, visitId }
    const { code, plate, person } = check as GateCheck
    const by = person?.name ?? plate ?? (code?.length === 8 ? 'a short code' : 'a pass')
    const isKnown = (since: number) => offline === null && entryIsKnown(visitId, since, plate)
    const mustLeave = insideSince !== null && (by === 'a pass' || isKnown(insideSince))
    const told = `shown ${by}${shown.byCar ? ', by car' : ''}, ${offline === null ? 'online' : 'without a network'}`
    const byLivePass = by === 'a pass' && wrongBy === 0
    const decision = { allowed, reason, override, offline }
    const knownBy = person !== undefined ? 'document' : plate !== undefined ? 'plate' : null
    const how = { byCar: shown.byCar, byLivePass, knownBy, mustLeave, told } as const
    this.world.crossed({ ...crossing, ...how, ...decision })
    return { allowed }
  }

  /** `wrongBy`: how many ms the clock of the phone is away from the time. */
  private credentialOf({ person, pass, plate, byCar, passOnly }: Shown): Credential {
    const { below, chance, now } = this.world
    const document = { person: { tail: documentOf(person).slice(-6), name: NAMES[person] ?? '' } }
    if (passOnly === true) return pass === null ? document : { code: codeAt(pass, now) }
    const drawn = below(10)
    if (byCar && plate !== null && drawn < 5) return { plate: plateOf(plate) }
    if (pass === null || drawn === 9) return document
    // A phone that hasn't learnt the time shows the code of another moment.
    const wrongBy = chance(0.1) ? below(600_000) - 300_000 : 0
    return drawn < 3 ? { code: pass.shortCode } : { code: codeAt(pass, now + wrongBy), wrongBy }
  }
}

const rightsOf = (gate: SimulatedGate, official: boolean): string => (official ? gate.official : gate.own)

/** A passage told late may lie so much beside its time, which the phone's clock told. */
const CLOCK_MS = 10 * 60_000

/** The server has been told that they came in then, and of nothing since, nor of the plate that is shown. */
function entryIsKnown(visitId: string, since: number, plate: string | undefined): boolean {
  const car =
    plate === undefined ? null : memory.read<Calendar>('calendars', plateCalendarId(plate as PlateNumber))
  const cameInWith = car?.inside?.visitId ?? visitId
  // A pass names its plate too: whose car that was, no gate can tell from another of the same plate.
  const last = car?.inside === null ? car.movements.at(-1) : undefined
  const wentOutWith =
    last?.direction === 'out' ? memory.read<Passage>('passages', last.passageId)?.visitId : visitId
  const visit = memory.read<Visit>('visits', visitId)
  if (cameInWith !== visitId || wentOutWith !== visitId || visit?.insideCampusId == null) return false
  return (visit.lastPassageAt ?? 0) >= since - CLOCK_MS
}

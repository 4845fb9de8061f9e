import type { Output } from '../../../contract'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { holderKey, plateOf } from '../../functions/lives/people'
import type { Gates, Shown, SimulatedGate } from '../gates'
import type { Phone } from '../phone'
import type { World } from '../world'

/** Where they came in, and by what. */
interface Inside {
  shown: Shown
  campusId: string
  official: boolean
  /** Epoch ms. */
  since: number
}

/** Somebody with a right to pass: comes in, stays, and goes out. */
export class Walker {
  private inside: Inside | null = null

  constructor(
    private readonly world: World,
    private readonly gates: Gates,
  ) {}

  get isInside(): boolean {
    return this.inside !== null
  }

  /** Shows at a gate what they have; once in, they stay for a while and leave. False: they were not let in. */
  async visit(shown: Shown, official: boolean, gate?: SimulatedGate): Promise<boolean> {
    const { world, gates } = this
    const entry = gate ?? gates.entryFor({ official, byCar: shown.byCar })
    const since = world.now
    const { allowed } = await gates.cross(entry, 'in', shown, null)
    if (!allowed) return false
    this.inside = { shown, campusId: entry.campus, official, since }
    if (shown.byCar) world.carsInside.add(plateOf(shown.plate ?? 0))
    await world.idle(5, world.chance(0.2) ? 900 : 240)
    await this.leave(shown)
    return true
  }

  /** Tries again with the next code until out: whoever is inside gets out, whatever became of the booking. */
  private async leave(first: Shown): Promise<void> {
    const { world, gates } = this
    let shown = first
    while (this.inside !== null) {
      const { campusId, official, since } = this.inside
      const gate = gates.exitFor({ official, byCar: shown.byCar, campusId })
      const { allowed } = await gates.cross(gate, 'out', shown, since)
      if (allowed) this.left(shown)
      else await world.idle(1, 5)
      shown = { ...shown, passOnly: true }
    }
  }

  private left({ byCar, plate }: Shown): void {
    this.inside = null
    if (byCar) this.world.carsInside.delete(plateOf(plate ?? 0))
  }
}

/** The pass of a visit as it comes to the phone; null: it has none today. */
export async function passOf(phone: Phone, visitId: string): Promise<Output<'pass.issue'> | null> {
  const reply = await phone.ask('pass.issue', { visitId, holderKey: toBase64Url(holderKey) })
  return reply.ok ? reply.data : null
}

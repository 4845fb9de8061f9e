import type { Input } from '../../../contract'
import { codeAt } from '../../../cloudfunctions/usecases/walk-in/codes'
import { codeStepOf } from '../../../miniprogram/domain/walk-in/code-steps'
import { GATES } from '../../functions/lives/gate-model'
import { documentOf, NAMES, phoneOf } from '../../functions/lives/people'
import type { Gates, Shown } from '../gates'
import { Phone } from '../phone'
import type { World } from '../world'
import { passOf, Walker } from './walker'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'

/** Where the office lets people in without a booking, with the quotas that the simulation begins with. */
export const WALK_IN_GATES = ['yucai-west', 'yanshan-east']
export const FIRST_QUOTA = { open: true, fromHour: 0, untilHour: 24, perHour: 2, perDay: 8 }

/** Somebody at a gate without a booking: scans the code, fills in the form, comes in, and tries it once more. */
export class WalkIn {
  private readonly phone: Phone
  readonly walker: Walker

  constructor(
    private readonly world: World,
    gates: Gates,
    private readonly person: number,
  ) {
    this.phone = new Phone(world, `walk-in-${person}`)
    this.walker = new Walker(world, gates)
  }

  async live(): Promise<void> {
    const { world } = this
    while (!world.closing) {
      // All stand at the gate when the hour's places come.
      if (world.chance(0.5)) await world.idle(20, 200)
      else await world.scheduler.pause(3_600_000 - (world.now % 3_600_000), 'the next places come')
      if (!world.closing) await this.come(world.pick(GATES.filter(({ id }) => WALK_IN_GATES.includes(id))))
    }
  }

  private async come(gate: (typeof GATES)[number]): Promise<void> {
    const { world, person, phone } = this
    const read = await phone.ask('walkIn.read', { code: codeAt(gate.id, codeStepOf(world.now)) })
    if (!read.ok || read.data.until === null) return
    await world.idle(0, world.chance(0.1) ? 15 : 2)
    const form: Input<'walkIn.submit'>['form'] = {
      ...{ purpose: 'private', name: NAMES[person] ?? '', phoneKind: 'mainland', phone: phoneOf(person) },
      ...{ documentKind: 'mainlandId', document: documentOf(person), plate: '', note: '' },
      privacy: tickedAt(0),
    }
    const sent = await phone.ask('walkIn.submit', { form })
    if (!sent.ok) return
    const { visitId } = sent.data
    if (world.chance(0.15)) await phone.ask('visit.cancel', { visitId })
    // Over an hour later it may be another hour's place, and some hours later nobody's.
    await world.idle(0, world.chance(0.2) ? 400 : 30)
    const pass = await passOf(phone, visitId)
    if (pass === null) return
    const shown: Shown = { visitId, person, pass, plate: null, byCar: false }
    const elsewhere = world.chance(0.1) ? world.pick(GATES.filter(({ foot }) => foot)) : gate
    if (await this.walker.visit(shown, false, elsewhere)) await this.walker.visit(shown, false, gate)
  }
}

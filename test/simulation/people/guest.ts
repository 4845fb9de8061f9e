import type { Input } from '../../../contract'
import { documentOf, NAMES, phoneOf, plateOf } from '../../functions/lives/people'
import type { Gates } from '../gates'
import { Phone } from '../phone'
import type { World } from '../world'
import { comeSomeTime } from './edges'
import type { KnownActivity } from './organiser'
import { passOf, Walker } from './walker'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'

/** Somebody who goes to activities: joins or waits, comes in their hours or beside them, or calls it off. */
export class Guest {
  private readonly phone: Phone
  readonly walker: Walker

  constructor(
    private readonly world: World,
    gates: Gates,
    private readonly person: number,
    private readonly known: readonly KnownActivity[],
  ) {
    this.phone = new Phone(world, `guest-${person}`)
    this.walker = new Walker(world, gates)
  }

  async live(): Promise<void> {
    const { world } = this
    while (!world.closing) {
      await world.idle(10, 100)
      const latest = this.known.slice(-3)
      if (latest.length === 0 || world.closing) continue
      const activity = world.pick(latest)
      // At times with the papers of somebody who books elsewhere.
      const person = world.chance(0.1) ? world.below(4) : this.person
      const byCar = activity.plan.asksPlate && world.chance(0.4)
      const { activityId } = activity
      const form: Input<'activity.join'>['form'] = {
        ...{ name: NAMES[person] ?? '', phoneKind: 'mainland', phone: phoneOf(person) },
        ...{ documentKind: 'mainlandId', document: documentOf(person), answer: '' },
        plate: byCar ? plateOf(person) : '',
        privacy: tickedAt(0),
      }
      const joined = await this.phone.ask('activity.join', { activityId, form })
      if (joined.ok) await this.follow(joined.data.visitId, person, byCar, activity)
    }
  }

  private async follow(
    visitId: string,
    person: number,
    byCar: boolean,
    { plan }: KnownActivity,
  ): Promise<void> {
    const { world } = this
    while (!world.closing) {
      if (world.chance(0.2)) await this.phone.ask('visit.cancel', { visitId })
      await comeSomeTime(world, plan.hours)
      if (world.closing) return
      const got = await this.phone.ask('visit.get', { visitId })
      if (!got.ok || !['pending', 'approved'].includes(got.data.visit.state)) return
      const pass = got.data.visit.state === 'approved' ? await passOf(this.phone, visitId) : null
      if (pass === null) continue
      await this.walker.visit({ visitId, person, pass, plate: byCar ? person : null, byCar }, true)
    }
  }
}

import type { Output } from '../../../contract'
import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import { formOf, visitor } from '../../functions/lives/people'
import type { Form } from '../../functions/lives/steps'
import type { Gates } from '../gates'
import { Phone } from '../phone'
import type { World } from '../world'
import { passOf, Walker } from './walker'

type Got = Output<'visit.get'>
type Booking = Form & { visitId: string }

/** Somebody from outside: books, waits, changes or takes back, comes in and goes out, again and again. */
export class Visitor {
  private readonly phone: Phone
  readonly walker: Walker

  constructor(
    private readonly world: World,
    gates: Gates,
    private readonly person: number,
  ) {
    this.phone = new Phone(world, visitor(person))
    this.walker = new Walker(world, gates)
  }

  async live(): Promise<void> {
    const { world } = this
    while (!world.closing) {
      await world.idle(10, 300)
      if (world.closing) return
      const booking = await this.book()
      if (booking !== null) await this.follow(booking)
    }
  }

  private form(): Form {
    const { below, chance } = this.world
    const phone = chance(0.12) ? below(4) : this.person
    const plate = chance(0.5) ? (chance(0.3) ? below(3) : Math.min(this.person, 2)) : null
    const days = { first: chance(0.6) ? 0 : below(3), days: 1 + below(3) }
    return { person: this.person, phone, plate, ...days, official: chance(0.6), unit: below(2) }
  }

  private typed(form: Form) {
    const first = addDays(dayOf(this.world.now), form.first)
    return formOf(form, first, addDays(first, form.days - 1))
  }

  private async book(): Promise<Booking | null> {
    const form = this.form()
    const reply = await this.phone.ask('visit.submit', { form: this.typed(form) })
    return reply.ok ? { ...form, visitId: reply.data.visitId } : null
  }

  private async get({ visitId }: Booking): Promise<Got | null> {
    const reply = await this.phone.ask('visit.get', { visitId })
    return reply.ok ? reply.data : null
  }

  /** Until nothing can come of it any more. */
  private async follow(booking: Booking): Promise<void> {
    const { world } = this
    let known = booking
    while (!world.closing) {
      await world.idle(5, 240)
      const got = await this.get(known)
      if (got === null) return
      const { state, firstDay } = got.visit
      const today = dayOf(world.now)
      if (state === 'returned' || (state === 'pending' && world.chance(0.1)))
        known = await this.revise(known, got)
      else if (state === 'approved' && firstDay <= today) await this.go(known)
      else if (state !== 'pending' && state !== 'approved') return
      if (world.chance(0.06)) await this.phone.ask('visit.cancel', { visitId: known.visitId })
    }
  }

  private async revise(booking: Booking, { rev }: Got): Promise<Booking> {
    const form = this.form()
    const { visitId } = booking
    const reply = await this.phone.ask('visit.revise', { visitId, rev, form: this.typed(form) })
    return reply.ok ? { ...form, visitId } : booking
  }

  private async go({ visitId, person, plate, official }: Booking): Promise<void> {
    const pass = await passOf(this.phone, visitId)
    if (pass === null) return
    const byCar = plate !== null && this.world.chance(0.7)
    await this.walker.visit({ visitId, person, pass, plate, byCar }, official)
  }
}

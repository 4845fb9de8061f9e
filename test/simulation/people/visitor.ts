import type { Output } from '../../../contract'
import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { formOf, holderKey, plateOf, visitor } from '../../functions/lives/people'
import type { Form } from '../../functions/lives/steps'
import type { Gates, Shown } from '../gates'
import { Phone } from '../phone'
import type { World } from '../world'

type Got = Output<'visit.get'>
type Booking = Form & { visitId: string }

/** Somebody from outside: books, waits, changes or takes back, comes in and goes out, again and again. */
export class Visitor {
  private readonly phone: Phone
  /** By which booking they are inside, and how. */
  private inside: { booking: Booking; campusId: string; byCar: boolean } | null = null

  constructor(
    private readonly world: World,
    private readonly gates: Gates,
    private readonly person: number,
  ) {
    this.phone = new Phone(world, visitor(person))
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

  /** Comes in, stays, and goes out. */
  private async go(booking: Booking): Promise<void> {
    const { world, gates } = this
    const issue = { visitId: booking.visitId, holderKey: toBase64Url(holderKey) }
    const pass = await this.phone.ask('pass.issue', issue)
    if (!pass.ok) return
    const byCar = booking.plate !== null && world.chance(0.7)
    const gate = gates.entryFor({ official: booking.official, byCar })
    const shown: Shown = {
      visitId: booking.visitId,
      person: booking.person,
      pass: pass.data,
      plate: booking.plate,
      byCar,
    }
    const { allowed } = await gates.cross(gate, 'in', shown, false)
    if (!allowed) return
    this.inside = { booking, campusId: gate.campus, byCar }
    if (byCar) world.carsInside.add(plateOf(booking.plate ?? 0))
    await world.idle(5, world.chance(0.2) ? 900 : 240)
    await this.leave(shown)
  }

  /** Tries again with the next code until out: whoever is inside gets out, whatever became of the booking. */
  private async leave(first: Shown): Promise<void> {
    const { world, gates } = this
    let shown = first
    while (this.inside !== null) {
      const { booking, campusId, byCar } = this.inside
      const gate = gates.exitFor({ official: booking.official, byCar, campusId })
      const { allowed } = await gates.cross(gate, 'out', shown, true)
      if (allowed) this.left(booking, byCar)
      else await world.idle(1, 5)
      shown = { ...shown, passOnly: true }
    }
  }

  private left({ plate }: Booking, byCar: boolean): void {
    this.inside = null
    if (byCar) this.world.carsInside.delete(plateOf(plate ?? 0))
  }

  get isInside(): boolean {
    return this.inside !== null
  }
}

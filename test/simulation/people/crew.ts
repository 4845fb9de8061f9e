import type { Input } from '../../../contract'
import { addDays, dayOf, type Weekday } from '../../../miniprogram/domain/values/days'
import { APPROVERS, documentOf, NAMES, phoneOf, plateOf } from '../../functions/lives/people'
import type { Gates, Shown } from '../gates'
import { Phone } from '../phone'
import type { World } from '../world'
import { comeSomeTime, someHours } from './edges'
import { passOf, Walker } from './walker'

type Plan = Input<'standing.apply'>['plan']
/** A standing pass that its people know of, and where they stand on it. */
interface KnownPass {
  passId: string
  plan: Plan
}

/** A firm's people, by number: two with a phone of their own, one who comes by the document, one by car. */
export const CREW = [11, 12, 13, 14]
const WITHOUT_PHONE = 13
const DRIVER = 14

const personOf = (person: number): Input<'standing.apply'>['people'][number] => ({
  ...{ name: NAMES[person] ?? '', phoneKind: 'mainland', documentKind: 'mainlandId' },
  phone: person === WITHOUT_PHONE ? '' : phoneOf(person),
  document: documentOf(person),
  plate: person === DRIVER ? plateOf(person) : '',
})

/** The unit that a firm works for, and the firm: one pass after another, and sometimes two at once. */
export class Crew {
  private readonly unit: Phone
  private readonly passes: KnownPass[] = []

  constructor(private readonly world: World) {
    this.unit = new Phone(world, APPROVERS[2] ?? '')
  }

  /** Those that its people try: also passes that have ended. */
  get latest(): readonly KnownPass[] {
    return this.passes.slice(-2)
  }

  async live(): Promise<void> {
    const { world, unit } = this
    while (!world.closing) {
      await world.idle(10, 200)
      const plan = this.plan()
      const until = addDays(plan.firstDay, world.below(3))
      const papers = world.chance(0.4) ? [{ name: `${NAMES[0] ?? ''}健康证`, until, photo: null }] : []
      const people = CREW.filter(() => world.chance(0.9)).map(personOf)
      const asked = await unit.ask('standing.apply', { plan, people, papers, unitId: 'literature' })
      if (!asked.ok) continue
      const known = { passId: asked.data.passId, plan }
      this.passes.push(known)
      for (let turns = 2 + world.below(6); turns > 0 && !world.closing; turns--) await this.change(known)
      await unit.ask('standing.withdraw', {
        passId: known.passId,
        visitIds: [],
        reason: `${NAMES[0] ?? ''}的合同结束`,
      })
    }
  }

  private plan(): Plan {
    const { world } = this
    const firstDay = addDays(dayOf(world.now), world.chance(0.2) ? 1 : 0)
    const all: Weekday[] = [0, 1, 2, 3, 4, 5, 6]
    const weekdays = world.chance(0.5) ? all.filter(() => world.chance(0.6)) : []
    const lastDay = addDays(firstDay, world.below(3))
    const gateIds = world.chance(0.3) ? ['yucai-west', 'yanshan-west'] : []
    return { why: '食堂劳务', firstDay, lastDay, weekdays, hours: someHours(world), gateIds, fee: 'free' }
  }

  private async change({ passId }: KnownPass): Promise<void> {
    const { world, unit } = this
    await world.idle(30, 500)
    const today = dayOf(world.now)
    const drawn = world.below(5)
    if (drawn === 0) await unit.ask('standing.renew', { passId, lastDay: addDays(today, 1 + world.below(4)) })
    if (drawn === 1)
      await unit.ask('standing.papers', {
        ...{ passId, papers: [{ name: '健康证', until: addDays(today, world.below(2)), photo: null }] },
      })
    if (drawn === 2) {
      const people = await unit.ask('standing.people', { passId, cursor: null })
      const here = people.ok ? people.data.rows.filter(({ state }) => state === 'approved') : []
      if (here.length === 0) return
      await unit.ask('standing.withdraw', {
        passId,
        visitIds: [world.pick(here).id],
        reason: `${NAMES[0] ?? ''}调离`,
      })
    }
  }

  async visitOf(passId: string, person: number): Promise<string | null> {
    const people = await this.unit.ask('standing.people', { passId, cursor: null })
    const tail = documentOf(person).slice(-4)
    const row = people.ok ? people.data.rows.find(({ document }) => document.endsWith(tail)) : undefined
    return row?.id ?? null
  }
}

/** One of them: comes in the hours or beside them, also when the pass was taken back. */
export class Worker {
  private readonly phone: Phone
  readonly walker: Walker

  constructor(
    private readonly world: World,
    gates: Gates,
    private readonly crew: Crew,
    private readonly person: number,
  ) {
    this.phone = new Phone(world, workerOf(person))
    this.walker = new Walker(world, gates)
  }

  async live(): Promise<void> {
    const { world, crew, person } = this
    let shown: Shown | null = null
    while (!world.closing) {
      const latest = crew.latest
      const known = latest.length === 0 ? null : world.pick(latest)
      await comeSomeTime(world, known?.plan.hours ?? null)
      if (known === null || world.closing) continue
      const visitId = await crew.visitOf(known.passId, person)
      if (visitId === null) continue
      // What they had before they try again: the code on their phone may be older than what became of the pass.
      if (shown?.visitId !== visitId || world.chance(0.5)) shown = await this.take(visitId)
      if (shown !== null) await this.walker.visit(shown, true)
    }
  }

  private async take(visitId: string): Promise<Shown | null> {
    const { person, phone } = this
    const byCar = person === DRIVER
    const shown = { visitId, person, plate: byCar ? person : null, byCar }
    if (person === WITHOUT_PHONE) return { ...shown, pass: null }
    await phone.ask('standing.claim', {})
    const pass = await passOf(phone, visitId)
    return pass === null ? null : { ...shown, pass }
  }
}

/** The WeChat user of somebody of the crew. */
export const workerOf = (person: number): string => `worker-${person}`

/** Once a term a unit answers for everybody on its list, or forgets to. */
export async function unitConfirms(world: World, unitId: string, openid: string): Promise<void> {
  await world.idle(60, 2500)
  if (world.chance(0.6)) await new Phone(world, openid).ask('standing.confirm', { unitId })
}

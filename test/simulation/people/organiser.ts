import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import type { Input } from '../../../contract'
import { APPROVERS, documentOf, NAMES, phoneOf } from '../../functions/lives/people'
import { Phone } from '../phone'
import type { World } from '../world'
import { someHours } from './edges'

/** What is typed to say why may name people. */
const SOMEBODY = NAMES[0] ?? ''

type Plan = Input<'activity.apply'>['plan']

/** An activity that guests know of. */
export interface KnownActivity {
  activityId: string
  plan: Plan
}

/** Small enough that more want to come than can. */
const planOf = (world: World): Plan => {
  const first = addDays(dayOf(world.now), world.chance(0.2) ? 1 : 0)
  return {
    ...{ title: '校友返校日', purpose: 'official', firstDay: first, lastDay: addDays(first, world.below(2)) },
    ...{ hours: someHours(world), gateIds: world.chance(0.3) ? ['yucai-west', 'yanshan-east'] : [] },
    ...{ quota: 1 + world.below(3), asksPlate: world.chance(0.5), question: '' },
  }
}

/** Of whom each is listed once. */
const someGuests = (world: World): Input<'activity.addGuests'>['people'] =>
  [world.below(NAMES.length), world.below(NAMES.length)]
    .filter((person, index, all) => all.indexOf(person) === index)
    .map((person) => ({
      ...{ name: NAMES[person] ?? '', phoneKind: 'mainland' as const, phone: phoneOf(person) },
      ...{ documentKind: 'mainlandId' as const, document: documentOf(person), plate: '' },
    }))

/** An approver who organises: applies, says something to the guests, closes or cancels. */
export async function organiserLives(world: World, known: KnownActivity[]): Promise<void> {
  const phone = new Phone(world, APPROVERS[0] ?? '')
  while (!world.closing) {
    await world.idle(20, 300)
    const plan = planOf(world)
    const asked = await phone.ask('activity.apply', { plan, unitId: 'computing' })
    if (!asked.ok) continue
    const { activityId } = asked.data
    known.push({ activityId, plan })
    await world.idle(100, 500)
    if (world.chance(0.5)) await phone.ask('activity.addGuests', { activityId, people: someGuests(world) })
    await world.idle(10, 400)
    if (world.chance(0.4))
      await phone.ask('activity.message', { activityId, text: `请提前到场，${SOMEBODY}主讲` })
    await world.idle(30, 400)
    if (world.chance(0.3)) await phone.ask('activity.close', { activityId })
    if (world.chance(0.4))
      await phone.ask('activity.cancel', { activityId, reason: `${SOMEBODY}住院，改期举行` })
  }
}

import { DESKS } from '../../functions/lives/people'
import { Phone } from '../phone'
import type { World } from '../world'

/** 110指挥中心 of one campus: takes what is due, and clears vehicles of which it is sure that they left. */
export async function deskLives(world: World, number: number): Promise<void> {
  const phone = new Phone(world, DESKS[number] ?? '')
  const campusId = ['yucai', 'yanshan'][number] ?? ''
  while (!world.closing) {
    await world.idle(40, 240)
    const due = await phone.ask('vehicle.list', { campusId, list: 'due', cursor: null })
    if (due.ok) for (const { id } of due.data.rows) await phone.ask('vehicle.paid', { stayId: id })
    const inside = await phone.ask('vehicle.list', { campusId, list: 'inside', cursor: null })
    const [stay] = inside.ok ? inside.data.rows : []
    if (stay === undefined || world.chance(0.8)) continue
    // They look at the pictures first: nobody is written out who is there.
    const gone = ['gateMaintenance', 'leftUnpaid'] as const
    const outcome = world.carsInside.has(stay.plate) ? 'inside' : world.pick(gone)
    await phone.ask('vehicle.resolve', { stayId: stay.id, outcome, reason: '调看了监控', leftAt: null })
  }
}

import type { Output } from '../../../contract'
import { APPROVERS } from '../../functions/lives/people'
import { Phone } from '../phone'
import type { World } from '../world'

type Row = Output<'approval.list'>['rows'][number]

/** Looks at the queue from time to time and decides; at nine all of a unit do so at once. */
export async function approverLives(world: World, number: number): Promise<void> {
  const phone = new Phone(world, APPROVERS[number] ?? '')
  while (!world.closing) {
    if (world.chance(0.4)) await nextHour(world)
    else await world.idle(15, 180)
    await decidePending(world, phone)
    if (world.chance(0.25)) await revokeOne(world, phone)
  }
}

/** Everybody who waits for it wakes at the same moment: conflicts come in storms. */
const nextHour = (world: World): Promise<void> =>
  world.scheduler.pause(3_600_000 - (world.now % 3_600_000), 'the clock strikes')

async function rowsOf(phone: Phone, list: 'pending' | 'approved'): Promise<Row[]> {
  const reply = await phone.ask('approval.list', { list, cursor: null })
  return reply.ok ? reply.data.rows : []
}

async function decidePending(world: World, phone: Phone): Promise<void> {
  const pending = await rowsOf(phone, 'pending')
  if (pending.length > 1 && world.chance(0.2)) {
    const visitIds = pending.map(({ id }) => id)
    await phone.ask('approval.decideMany', { visitIds, decision: 'approve', reason: '' })
    return
  }
  for (const { id: visitId } of pending) {
    if (world.chance(0.8)) await phone.ask('approval.approve', { visitId })
    else await phone.ask('approval.return', { visitId, reason: '请改日期' })
  }
}

async function revokeOne(world: World, phone: Phone): Promise<void> {
  const approved = await rowsOf(phone, 'approved')
  if (approved.length === 0) return
  await phone.ask('approval.revoke', { visitId: world.pick(approved).id, reason: '会议取消' })
}

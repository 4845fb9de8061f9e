import { NAMES, OFFICE } from '../../functions/lives/people'
import { Phone } from '../phone'
import type { World } from '../world'

/** The security office's letter box: answers what units apply for. */
export async function bureauLives(world: World): Promise<void> {
  const phone = new Phone(world, OFFICE[1] ?? '')
  while (!world.closing) {
    await world.idle(5, 90)
    await answerActivities(world, phone)
    await answerPasses(world, phone)
  }
}

async function answerActivities(world: World, phone: Phone): Promise<void> {
  const list = await phone.ask('activity.list', { cursor: null })
  if (!list.ok) return
  for (const { id: activityId } of list.data.rows.filter(({ state }) => state === 'asked')) {
    const accept = world.chance(0.9)
    await phone.ask('activity.answer', {
      activityId,
      accept,
      reason: accept ? '' : `${NAMES[0] ?? ''}的场地有冲突`,
    })
  }
}

async function answerPasses(world: World, phone: Phone): Promise<void> {
  const list = await phone.ask('standing.list', { waiting: true, cursor: null })
  if (!list.ok) return
  for (const { id: passId } of list.data.rows) {
    const accept = world.chance(0.9)
    await phone.ask('standing.answer', {
      passId,
      accept,
      reason: accept ? '' : `${NAMES[0] ?? ''}的材料不全`,
    })
  }
}

import { tick } from '../../cloudfunctions/timer/jobs'
import { inInstance } from './instances'
import type { World } from './world'

/** One trigger. Nobody waits for it. */
function trigger(world: World): void {
  const instance = world.instances.of('timer', world.below)
  const now = world.now
  const done = inInstance(instance, () => tick(now, () => world.now))
  done.then(
    ({ failed }) => failed.length > 0 && world.scheduler.note(`the timer failed: ${failed.join()}`),
    (error: unknown) => world.scheduler.note(`the timer broke off: ${(error as Error).message}`),
  )
}

/** Ticks come late, twice at once, or not at all for half a day. */
export async function timerLives(world: World): Promise<void> {
  while (!world.closing) {
    await world.idle(5, world.chance(0.08) ? 900 : 90)
    trigger(world)
    if (world.chance(0.15)) trigger(world)
  }
}

/** As it is meant: at every so many minutes. */
export async function timerTicks(world: World, everyMinutes: number, times: number): Promise<void> {
  for (let count = 0; count < times; count++) {
    trigger(world)
    await world.idle(everyMinutes, everyMinutes)
  }
}

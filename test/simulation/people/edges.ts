import type { World } from '../world'

const MINUTE = 60_000
const MINUTES_A_DAY = 24 * 60
const SHANGHAI = 8 * 3_600_000

/** Minutes of the day in Shanghai; not after `from`: until the next day. */
export interface Hours {
  from: number
  until: number
}

/** All day, or some hours that begin soon, often over midnight: their edges are where a rule is a minute wrong. */
export function someHours(world: World): Hours | null {
  if (world.below(5) === 0) return null
  const from = (minuteOf(world) + world.below(4 * 60)) % MINUTES_A_DAY
  return { from, until: ((from + 20 + world.below(6 * 60)) % MINUTES_A_DAY) + 1 }
}

/**
 * Waits for some moment at which somebody comes: mostly within a minute of the hours' next beginning or end, on either
 * side of it.
 */
export async function comeSomeTime(world: World, hours: Hours | null): Promise<void> {
  await world.idle(5, 60)
  if (hours === null || world.chance(0.2)) return
  const [fromNow, toEnd] = [hours.from, hours.until].map(
    (edge) => (edge - minuteOf(world) + MINUTES_A_DAY) % MINUTES_A_DAY,
  ) as [number, number]
  const minutes = Math.min(fromNow, toEnd) + world.below(3) - 1
  await world.scheduler.pause(minutes * MINUTE, 'somebody comes at the edge of the hours')
}

const minuteOf = (world: World): number => Math.floor(((world.now + SHANGHAI) / MINUTE) % MINUTES_A_DAY)

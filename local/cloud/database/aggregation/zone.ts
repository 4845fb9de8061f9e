import { invalidRequest } from '../errors'
import { textIn } from './values'

const MINUTE_MS = 60_000

/** How far a time zone's clocks are ahead of UTC at a moment, in milliseconds. */
export type Zone = (moment: number) => number

const clocks = new Map<string, Intl.DateTimeFormat>()

/** A zone by its name (`Asia/Shanghai`) or as an offset (`+08`, `+0800`, `+08:00`). Throws for anything else. */
export function zoneIn(operator: string, value: unknown): Zone {
  const name = textIn(`${operator}'s timezone`, value)
  const offset = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(name)
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return () => (offset[1] === '-' ? -minutes : minutes) * MINUTE_MS
  }
  const clock = clockOf(name)
  return (moment) => wallOf(clock, moment) - Math.floor(moment / 1000) * 1000
}

export const UTC: Zone = () => 0

const DAY_MS = 24 * 60 * MINUTE_MS

/**
 * The moment at which a zone's clocks show a time (written as if it were UTC). Of two such moments it is the earlier;
 * a time that the clocks skip is counted on from before they were put forward.
 */
export function momentAt(wall: number, zone: Zone): number {
  const [before, after] = [wall - zone(wall - DAY_MS), wall - zone(wall + DAY_MS)]
  const shows = (moment: number) => moment + zone(moment) === wall
  return !shows(before) && shows(after) ? after : before
}

function clockOf(name: string): Intl.DateTimeFormat {
  const known = clocks.get(name)
  if (known) return known
  try {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
    const clock = new Intl.DateTimeFormat('en-US', { timeZone: name, era: 'short', ...parts, ...time })
    clocks.set(name, clock)
    return clock
  } catch {
    throw invalidRequest(`unrecognized time zone identifier: "${name}"`)
  }
}

/** What the clock shows, as if it were UTC. */
function wallOf(clock: Intl.DateTimeFormat, moment: number): number {
  const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]))
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year)
  const wall = new Date(0)
  wall.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day))
  return wall.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second))
}

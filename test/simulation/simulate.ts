import { campusBefore } from '../functions/lives/campus-in-memory'
import { resetMemory, wire } from '../functions/lives/memory-sdk'
import { board } from '../functions/lives/notice-board'
import { Gates } from './gates'
import { logWatch } from './log-watch'
import { invariants } from './invariants'
import { deskLives } from './people/desk'
import { approverLives } from './people/approver'
import { officeLives } from './people/office'
import { Visitor } from './people/visitor'
import { timerLives, timerTicks } from './timer'
import { inVirtualTime } from './virtual-time'
import { World } from './world'

const HOUR = 3_600_000
/** How long people live with faults, and the time after which nothing may be open any more. */
const FAULTY_HOURS = 60
const CALM_MS = 24 * HOUR

/** What came of one run. */
export interface Run {
  seed: number
  steps: number
  /** Hash over every step. */
  trace: string
  /** The rule that was broken, and how; null: none. */
  violation: string | null
  /** The last steps. */
  history: readonly string[]
  faults: Readonly<Record<string, number>>
}

type Contents = ReturnType<typeof campusBefore>
let campus: Record<'anyLive' | 'overlap', Contents> | undefined

/** Leads a whole campus through some days in which everything goes wrong that may, and a day in which nothing does. */
export async function simulate(seed: number, faultyHours = FAULTY_HOURS): Promise<Run> {
  campus ??= { anyLive: campusBefore('anyLive'), overlap: campusBefore('overlap') }
  const world = new World(seed, invariants())
  const real = { send: wire.send, message: board.sendSubscribeMessage }
  wire.send = world.cloud.send
  board.sendSubscribeMessage = world.cloud.sendMessage
  const giveBack = inVirtualTime(world.scheduler)
  try {
    resetMemory(campus[world.pick(['anyLive', 'overlap'] as const)])
    board.clear()
    logWatch.unexpected.length = 0
    await lead(world, faultyHours * HOUR)
  } finally {
    await world.scheduler.rest()
    giveBack()
    wire.send = real.send
    board.sendSubscribeMessage = real.message
  }
  const { steps, trace, history } = world.scheduler
  return { seed, steps, trace, violation: world.violation, history, faults: world.faults.counts }
}

async function lead(world: World, faultyMs: number): Promise<void> {
  const gates = new Gates(world)
  const visitors = [0, 1, 2, 3].map((person) => new Visitor(world, gates, person))
  const lives = [
    ...visitors.map((visitor) => visitor.live()),
    ...[0, 1, 2].map((approver) => approverLives(world, approver)),
    ...[0, 1].map((desk) => deskLives(world, desk)),
    ...[...gates.posts.values()].map((post) => post.live()),
    officeLives(world),
    timerLives(world),
  ]
  for (const life of lives) life.catch((error: unknown) => world.failed(error))
  await world.scheduler.run(world.now + faultyMs)
  world.closing = true
  world.faults.on = false
  for (const post of gates.posts.values()) post.connected = true
  void timerTicks(world, 20, CALM_MS / 1_200_000)
  await world.scheduler.run(world.now + CALM_MS)
  if (world.violation !== null) return
  world.settled(openAt(world, visitors, gates))
  world.over = true
  await world.scheduler.run(world.now + HOUR)
  await halfAYearLater(world)
}

/** What somebody still waits for. */
function openAt(world: World, visitors: readonly Visitor[], gates: Gates): string[] {
  const inside = visitors.flatMap((visitor, person) =>
    visitor.isInside ? [`visitor ${person} is inside`] : [],
  )
  const waiting = [...gates.posts].flatMap(([id, { waiting: count }]) =>
    count > 0 ? [`${count} passages at ${id}`] : [],
  )
  return [...world.openWishes.values(), ...inside, ...waiting]
}

async function halfAYearLater(world: World): Promise<void> {
  await world.scheduler.run(world.now + 200 * 24 * HOUR)
  void timerTicks(world, 20, 4)
  await world.scheduler.run(world.now + 2 * HOUR)
  if (world.violation === null) world.longAfter()
}

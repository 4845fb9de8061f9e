import { campusBefore } from '../functions/lives/campus-in-memory'
import { resetMemory, wire } from '../functions/lives/memory-sdk'
import { board } from '../functions/lives/notice-board'
import { Gates } from './gates'
import { logWatch } from './log-watch'
import { invariants } from './invariants'
import { approverLives } from './people/approver'
import { officeLives } from './people/office'
import { Visitor } from './people/visitor'
import { timerLives, timerTicks } from './timer'
import { inVirtualTime } from './virtual-time'
import { World } from './world'

const HOUR = 3_600_000
/** How long people live with faults, and the time after which nothing may be open any more. */
const FAULTY_MS = 60 * HOUR
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
export async function simulate(seed: number): Promise<Run> {
  campus ??= { anyLive: campusBefore('anyLive'), overlap: campusBefore('overlap') }
  const world = new World(seed, invariants())
  const real = wire.send
  wire.send = world.cloud.send
  const giveBack = inVirtualTime(world.scheduler)
  try {
    resetMemory(campus[world.pick(['anyLive', 'overlap'] as const)])
    board.clear()
    logWatch.unexpected.length = 0
    await lead(world)
  } finally {
    giveBack()
    wire.send = real
  }
  const { steps, trace, history } = world.scheduler
  return { seed, steps, trace, violation: world.violation, history, faults: world.faults.counts }
}

async function lead(world: World): Promise<void> {
  const gates = new Gates(world)
  const lives = [
    ...[0, 1, 2, 3].map((person) => new Visitor(world, gates, person).live()),
    ...[0, 1, 2].map((approver) => approverLives(world, approver)),
    officeLives(world),
    timerLives(world),
  ]
  for (const life of lives) life.catch((error: unknown) => world.failed(error))
  await world.scheduler.run(world.now + FAULTY_MS)
  world.closing = true
  world.faults.on = false
  void timerTicks(world, 20, CALM_MS / 1_200_000)
  await world.scheduler.run(world.now + CALM_MS)
  if (world.violation === null) world.settled()
}

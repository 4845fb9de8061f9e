import { phoneHash } from '../../cloudfunctions/usecases/visit/identity-hashes'
import { campusBefore } from '../functions/lives/campus-in-memory'
import { resetMemory, wire } from '../functions/lives/memory-sdk'
import { memory } from '../functions/lives/memory-database'
import { board } from '../functions/lives/notice-board'
import { phoneOf } from '../functions/lives/people'
import { EARLIER, makeEarlierPasses } from './earlier-passes'
import { Gates } from './gates'
import { logWatch } from './log-watch'
import { invariants } from './invariants'
import { approverLives } from './people/approver'
import { bureauLives } from './people/bureau'
import { CREW, Crew, unitConfirms, Worker, workerOf } from './people/crew'
import { deskLives } from './people/desk'
import { Guest } from './people/guest'
import { officeLives } from './people/office'
import { organiserLives, type KnownActivity } from './people/organiser'
import { Visitor } from './people/visitor'
import { FIRST_QUOTA, WALK_IN_GATES, WalkIn } from './people/walk-in'
import type { Walker } from './people/walker'
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
  const world = new World(seed, invariants)
  resetMemory(campus[world.pick(['anyLive', 'overlap'] as const)])
  await openCampus(world)
  logWatch.unexpected.length = 0
  const real = { send: wire.send, message: board.sendSubscribeMessage }
  wire.send = world.cloud.send
  board.sendSubscribeMessage = world.cloud.sendMessage
  const giveBack = inVirtualTime(world.scheduler)
  try {
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

/** What stands before people come: gates that let in without a booking, phones that were proved, passes of before. */
async function openCampus(world: World): Promise<void> {
  for (const gateId of WALK_IN_GATES) {
    memory.write('walkInQuotas', { _id: gateId, ...FIRST_QUOTA, changedAt: world.now, byName: '' } as never)
    world.quotasAt(gateId).push(FIRST_QUOTA)
  }
  for (const person of CREW) {
    const proved = [{ phoneHash: phoneHash(phoneOf(person)), at: world.now }]
    const booker = { live: [], sent: 0, day: '', proved, announced: [], until: world.now + 100 * 24 * HOUR }
    memory.write('bookers', { _id: workerOf(person), ...booker })
  }
  await makeEarlierPasses()
}

async function lead(world: World, faultyMs: number): Promise<void> {
  const gates = new Gates(world)
  const visitors = [0, 1, 2, 3].map((person) => new Visitor(world, gates, person))
  const known: KnownActivity[] = []
  const crew = new Crew(world)
  const others = [
    ...[4, 5, 6, 7].map((person) => new Guest(world, gates, person, known)),
    ...[8, 9, 10].map((person) => new WalkIn(world, gates, person)),
    ...CREW.map((person) => new Worker(world, gates, crew, person)),
  ]
  const lives = [
    ...[...visitors, ...others].map((each) => each.live()),
    organiserLives(world, known),
    crew.live(),
    bureauLives(world),
    ...EARLIER.map(({ unitId, approver }) => unitConfirms(world, unitId, approver)),
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
  world.settled(openAt(world, [...visitors, ...others], gates))
  world.over = true
  await world.scheduler.run(world.now + HOUR)
  await halfAYearLater(world)
}

/** What somebody still waits for. */
function openAt(world: World, people: readonly { walker: Walker }[], gates: Gates): string[] {
  const inside = people.flatMap(({ walker }, number) => (walker.isInside ? [`${number} is inside`] : []))
  const waiting = [...gates.posts].flatMap(([id, { waiting: count }]) =>
    count > 0 ? [`${count} passages at ${id}`] : [],
  )
  return [...world.openRequests.values(), ...inside, ...waiting]
}

async function halfAYearLater(world: World): Promise<void> {
  // What is forgotten then is told to gates, which keep that for some days.
  for (const days of [200, 5]) {
    await world.scheduler.run(world.now + days * 24 * HOUR)
    void timerTicks(world, 20, 4)
    await world.scheduler.run(world.now + 2 * HOUR)
  }
  if (world.violation === null) world.longAfter()
}

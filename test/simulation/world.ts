import type { WalkInQuota } from '../../miniprogram/domain/walk-in/quota'
import { NOW } from '../domain/builders'
import { memory } from '../functions/lives/memory-database'
import type { Crossing, Invariant, Replied } from './invariants/invariant'
import { Faults } from './faults'
import { Instances } from './instances'
import { logWatch } from './log-watch'
import { Scheduler } from './scheduler'
import { SimulatedCloud } from './simulated-cloud'

const MINUTE = 60_000

/** Everything of one run: its time, its cloud, and the rules that are looked at after every step. */
export class World {
  readonly scheduler: Scheduler
  readonly faults: Faults
  readonly instances = new Instances()
  readonly cloud: SimulatedCloud
  /** People begin nothing new. */
  closing = false
  /** Guards and their phones stop too. */
  over = false
  violation: string | null = null
  /** Requests that are not known to be done or refused. */
  readonly openRequests = new Map<string, string>()
  /** Plates of vehicles that really are on a campus. */
  readonly carsInside = new Set<string>()
  private readonly invariants: readonly Invariant[]
  /** What gates let in without a booking: the numbers that may hold at this moment. */
  private readonly quotas = new Map<string, WalkInQuota[]>()
  private keys = 0

  constructor(
    readonly seed: number,
    invariants: (world: World) => Invariant[],
  ) {
    this.invariants = invariants(this)
    this.scheduler = new Scheduler(seed, NOW)
    this.faults = new Faults(this.scheduler.random)
    this.cloud = new SimulatedCloud(this.scheduler, this.faults, this.instances, () => this.committed())
  }

  get now(): number {
    return this.scheduler.now
  }

  below = (limit: number): number => this.scheduler.random.below(limit)
  chance = (share: number): boolean => this.scheduler.random.next() < share
  pick = <T>(from: readonly T[]): T => this.scheduler.random.pick(from)

  /** Between so many minutes and so many. */
  idle(from: number, to: number): Promise<void> {
    return this.scheduler.pause(
      (from + this.scheduler.random.next() * (to - from)) * MINUTE,
      'somebody goes on',
    )
  }

  /** A key of its own for each request, as phones make them. */
  newKey(): string {
    return `request-${String(this.seed).padStart(6, '0')}-${String(++this.keys).padStart(6, '0')}`
  }

  quotasAt(gateId: string): WalkInQuota[] {
    const numbers = this.quotas.get(gateId) ?? []
    this.quotas.set(gateId, numbers)
    return numbers
  }

  replied(replied: Replied): void {
    for (const logged of logWatch.unexpected.splice(0)) this.failed(new Error(logged))
    this.look((invariant) => invariant.replied?.(replied))
  }

  crossed(crossing: Crossing): void {
    this.look((invariant) => invariant.crossed?.(crossing))
  }

  settled(open: readonly string[]): void {
    this.look((invariant) => invariant.settled?.(this.now, open))
  }

  longAfter(): void {
    this.look((invariant) => invariant.longAfter?.())
  }

  /** What goes wrong in the simulation itself ends the run too. */
  failed(error: unknown): void {
    this.violate(`the simulation: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }

  private committed(): void {
    const written = memory.written
    memory.written = []
    this.look((invariant) => invariant.committed?.({ at: this.now, written }))
  }

  private look(at: (invariant: Invariant) => void): void {
    for (const invariant of this.invariants) {
      try {
        at(invariant)
      } catch (error) {
        this.violate(`${invariant.rule}: ${(error as Error).message}`)
      }
    }
  }

  private violate(what: string): void {
    this.violation ??= what
    this.scheduler.stop()
  }
}

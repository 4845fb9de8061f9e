import { AsyncLocalStorage } from 'node:async_hooks'
import type * as InstanceState from '../../cloudfunctions/platform/instance-state'

/** One running copy of a function: it dies with all calls in it, and the next one begins with nothing kept. */
export class Instance {
  alive = true

  constructor(
    readonly name: string,
    /** Which of them it is. */
    readonly place: number,
  ) {}
}

/** Where code of the simulation runs: in which instance, and whose clock it reads. */
interface Surroundings<P = unknown> {
  instance: Instance | null
  /** Whose phone it is; null in a function. */
  phone: P | null
  /** How far the clock is ahead of the true time, milliseconds. */
  clockAhead: number
}

const surroundings = new AsyncLocalStorage<Surroundings>()

export const inInstance = <T>(instance: Instance, work: () => T): T =>
  surroundings.run({ instance, phone: null, clockAhead: 0 }, work)
export const onPhone = <T>(phone: object, clockAhead: number, work: () => T): T =>
  surroundings.run({ instance: null, phone, clockAhead }, work)

export const currentInstance = (): Instance | null => surroundings.getStore()?.instance ?? null
/** The phone that the running code is on; throws anywhere else. */
export function currentPhone<P>(): P {
  const { phone } = surroundings.getStore() ?? { phone: null }
  if (phone === null) throw new Error('this runs on no phone')
  return phone as P
}
export const clockAhead = (): number => surroundings.getStore()?.clockAhead ?? 0

/** What is kept of calls that no instance of the simulation makes. */
let outside = {}

/**
 * What takes the place of platform/instance-state.ts: each call reaches what its own instance keeps, which is gone when the
 * instance is.
 */
export const stateByInstance: typeof InstanceState = {
  ofInstance<T>(make: () => T): () => T {
    const kept = new WeakMap<object, { value: T }>()
    return () => {
      const at = currentInstance() ?? outside
      const known = kept.get(at) ?? { value: make() }
      kept.set(at, known)
      return known.value
    }
  },
  beginInstance() {
    outside = {}
  },
}

/** The functions' instances: two of `api`, one of `gate`, one of `timer`. */
export class Instances {
  private readonly running = ['api', 'api', 'gate', 'timer'].map((name, place) => new Instance(name, place))

  of(name: string, which: (count: number) => number): Instance {
    const fitting = this.running.filter((instance) => instance.name === name)
    return fitting[which(fitting.length)] as Instance
  }

  /** All its calls stay unanswered; another begins in its place. */
  kill(instance: Instance): void {
    instance.alive = false
    this.running[instance.place] = new Instance(instance.name, instance.place)
  }
}

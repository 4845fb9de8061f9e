import { AsyncLocalStorage } from 'node:async_hooks'
import type * as InstanceCache from '../../cloudfunctions/platform/instance-cache'

/** One running copy of a function: it dies with all calls in it, and the next one begins with nothing kept. */
export class Instance {
  alive = true

  constructor(
    readonly name: string,
    /** Which copy of the cache it has. */
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

/** Copies of platform/instance-cache.ts, each with what one instance keeps. */
const copies: (typeof InstanceCache)[] = []
export const PLACES = 4

/** Loads the module once for each place; `load` gives it under another name each time. */
export async function loadCaches(load: (query: string) => Promise<typeof InstanceCache>): Promise<void> {
  for (let place = copies.length; place < PLACES; place++) copies.push(await load(`?place=${place}`))
}

const copyOf = (instance: Instance | null): typeof InstanceCache => {
  const copy = copies[instance?.place ?? 0]
  if (copy === undefined) throw new Error('the caches are not loaded')
  return copy
}

/** What takes the place of platform/instance-cache.ts: each call reaches the copy of the instance it runs in. */
export const cacheByInstance: typeof InstanceCache = {
  CACHE_MS: 5000,
  cached: (...given) => copyOf(currentInstance()).cached(...given),
  cachedAll: (...given) => copyOf(currentInstance()).cachedAll(...given),
  dropCached: (collection) => copyOf(currentInstance()).dropCached(collection),
}

/** The functions' instances, as many as there are places: two of `api`, one of `gate`, one of `timer`. */
export class Instances {
  private readonly running: Instance[] = ['api', 'api', 'gate', 'timer'].map(begun)

  of(name: string, which: (count: number) => number): Instance {
    const fitting = this.running.filter((instance) => instance.name === name)
    return fitting[which(fitting.length)] as Instance
  }

  /** All its calls stay unanswered; another begins in its place. */
  kill(instance: Instance): void {
    instance.alive = false
    this.running[instance.place] = begun(instance.name, instance.place)
  }
}

function begun(name: string, place: number): Instance {
  const instance = new Instance(name, place)
  copyOf(instance).dropCached()
  return instance
}

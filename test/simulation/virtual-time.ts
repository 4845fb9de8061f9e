import { vi } from 'vitest'
import type { GuardPost } from './guard-post'
import { clockAhead, currentInstance, currentPhone } from './instances'
import type { Scheduler } from './scheduler'

/**
 * Clock, timers and chance of everything that runs in the simulation are the scheduler's. Who has died wakes up no more.
 * @returns what gives back the real ones
 */
export function inVirtualTime(scheduler: Scheduler): () => void {
  const waiting = new Map<number, () => void>()
  let timers = 0
  vi.stubGlobal('setTimeout', (work: () => void, ms = 0) => {
    const instance = currentInstance()
    const timer = ++timers
    const wake = (): void => {
      waiting.delete(timer)
      if (instance?.alive !== false) work()
    }
    waiting.set(timer, scheduler.after(ms, 'a pause ends', wake))
    return timer
  })
  vi.stubGlobal('clearTimeout', (timer: number) => {
    waiting.get(timer)?.()
    waiting.delete(timer)
  })
  vi.stubGlobal('wx', storageOfPhone)
  const now = vi.spyOn(Date, 'now').mockImplementation(() => scheduler.now + clockAhead())
  const chance = vi.spyOn(Math, 'random').mockImplementation(() => scheduler.random.next())
  return () => {
    vi.unstubAllGlobals()
    now.mockRestore()
    chance.mockRestore()
  }
}

/** What of `wx` a guard's phone keeps its list and its passages with: each its own. */
const storageOfPhone = {
  setStorage: (given: never) => currentPhone<GuardPost>().storage.functions.setStorage(given),
  getStorage: (given: never) => currentPhone<GuardPost>().storage.functions.getStorage(given),
  removeStorage: (given: never) => currentPhone<GuardPost>().storage.functions.removeStorage(given),
}

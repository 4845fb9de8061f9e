/** A timer that is due later (a toast that goes, a list read again) belongs to no gesture. */
const SOON_MS = 600

/** The browser's, by which the waiting itself is done: it must not be waited for. */
const own = {
  setTimeout: window.setTimeout.bind(window),
  clearTimeout: window.clearTimeout.bind(window),
  requestAnimationFrame: window.requestAnimationFrame.bind(window),
  cancelAnimationFrame: window.cancelAnimationFrame.bind(window),
}

let over = 0
const [timerIds, frameIds] = [new Set<number>(), new Set<number>()]

/**
 * Counts from now on which timers and frames the program waits for, so that not the speed of a machine decides what belongs
 * to a gesture.
 */
export function watch(): void {
  Object.assign(window, {
    setTimeout(callback: TimerHandler, ms = 0, ...args: unknown[]): number {
      if (typeof callback !== 'function' || ms > SOON_MS) return own.setTimeout(callback, ms, ...args)
      const id: number = own.setTimeout(() => finish(timerIds, id, () => callback(...args)), ms)
      timerIds.add(id)
      return id
    },
    clearTimeout(id: number): void {
      finish(timerIds, id, () => own.clearTimeout(id))
    },
    requestAnimationFrame(callback: FrameRequestCallback): number {
      const id = own.requestAnimationFrame((at) => finish(frameIds, id, () => callback(at)))
      frameIds.add(id)
      return id
    },
    cancelAnimationFrame(id: number): void {
      finish(frameIds, id, () => own.cancelAnimationFrame(id))
    },
  })
}

function finish(waiting: Set<number>, id: number, work: () => void): void {
  try {
    work()
  } finally {
    if (waiting.delete(id)) over = performance.now()
  }
}

/** How many are soon due. */
export const due = (): number => timerIds.size + frameIds.size

/** When the last of them was over, as performance.now() says. */
export const lastDone = (): number => over

export const pause = (ms: number): Promise<void> => new Promise((done) => own.setTimeout(done, ms))

export async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise((done) => own.requestAnimationFrame(done))
}

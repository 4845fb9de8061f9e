/** Steady load: calls begin at a fixed rate, whether or not the last ones have been answered. Milliseconds. */
export interface LoadFigures {
  calls: number
  /** Calls a second that were answered. */
  rate: number
  p50: number
  p95: number
  p99: number
  most: number
  /** How often each outcome came. */
  outcomes: Record<string, number>
}

export interface SteadyLoad {
  /** Calls a second. */
  rate: number
  seconds: number
  /** Makes call number `at`, gives its outcome in a word. */
  call: (at: number) => Promise<string>
}

export async function steadyLoad({ rate, seconds, call }: SteadyLoad): Promise<LoadFigures> {
  const count = Math.round(rate * seconds)
  const times: number[] = []
  const outcomes: Record<string, number> = {}
  const started = performance.now()
  const one = async (at: number): Promise<void> => {
    const due = started + (at * 1000) / rate
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    // From when it was due: a queue in front of the call is part of the wait.
    const outcome = await call(at)
    times.push(performance.now() - due)
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  await Promise.all(Array.from({ length: count }, (_, index) => one(index)))
  const sorted = times.sort((a, b) => a - b)
  const share = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return {
    calls: count,
    rate: (count / (performance.now() - started)) * 1000,
    ...{ p50: share(0.5), p95: share(0.95), p99: share(0.99), most: share(1), outcomes },
  }
}

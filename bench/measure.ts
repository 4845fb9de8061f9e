/** What is compared: an action, and the bare operations it is made of. Times in milliseconds. */
export interface Subject {
  name: string
  rounds: number
  /** What the action is made of, in words. */
  madeOf: string
  /** Not timed: makes what the next call needs. */
  prepare?: (round: number) => Promise<void> | void
  action: (round: number) => unknown
  bare: (round: number) => unknown
}

export interface Figures {
  name: string
  rounds: number
  madeOf: string
  median: number
  p95: number
  bareMedian: number
  bareP95: number
  /** Median of the action by median of the bare operations. */
  ratio: number
  /** How far the medians of even and odd rounds of the same bare operations are apart, in percent. */
  noise: number
}

/** Share of the rounds that go before and don't count: code that has run a few times only is not compiled yet. */
const WARM_UP = 0.25

/** Times action and bare operations in turn, so that whatever else the machine does strikes both alike. */
export async function measure(subject: Subject): Promise<Figures> {
  const { name, rounds, madeOf, prepare, action, bare } = subject
  const actionTimes: number[] = []
  const bareTimes: number[] = []
  const warmUp = Math.ceil(rounds * WARM_UP)
  for (let round = -warmUp; round < rounds; round++) {
    await prepare?.(round + warmUp)
    const actionMs = await timed(() => action(round + warmUp))
    const bareMs = await timed(() => bare(round + warmUp))
    if (round < 0) continue
    actionTimes.push(actionMs)
    bareTimes.push(bareMs)
  }
  const even = quantile(
    bareTimes.filter((_, index) => index % 2 === 0),
    0.5,
  )
  const odd = quantile(
    bareTimes.filter((_, index) => index % 2 === 1),
    0.5,
  )
  const median = quantile(actionTimes, 0.5)
  const bareMedian = quantile(bareTimes, 0.5)
  return {
    name,
    rounds,
    madeOf,
    median,
    p95: quantile(actionTimes, 0.95),
    bareMedian,
    bareP95: quantile(bareTimes, 0.95),
    ratio: median / bareMedian,
    noise: (Math.abs(even - odd) / Math.min(even, odd)) * 100,
  }
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** The value below which the share `share` of the times lies, between neighbours. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

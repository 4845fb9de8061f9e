import { pollsAfterMs } from '../miniprogram/domain/gate/propagation'
import { DAY_MS } from '../miniprogram/domain/values/days'
import { budgetOf } from '../test/budget/budget'
import type { Scenario } from '../test/budget/scenarios'
import { columns } from './table'

/**
 * `npm run bench -- cost`: calls and database requests of a month, and what they cost, by visits a day and devices that hold
 * the list: from the requests that each call sends (test/budget/budget.ts, which a test holds against the calls).
 */
const VISITS = [200, 2000, 10_000]
const DEVICES = [5, 20, 50]
const DAYS = 30
const HOUR_MS = 3_600_000

/** How often each call is made for one visit, by all who have to do with it. */
const OF_A_VISIT: readonly (readonly [call: Scenario, times: number])[] = [
  ['me', 6],
  ['host.search', 2],
  ['phone.prove', 0.5],
  ['consent.record', 1.5],
  ['visit.submit', 1],
  ['visit.list', 3],
  ['visit.get', 4],
  ['approval.list', 1.5],
  ['approval.get', 1],
  ['approval.approve', 1],
  // The pass is open for two minutes at each passage, and asks at each step of 15 seconds.
  ['pass.issue', 16],
  ['gate: verify', 2],
]
/** Notices of a visit, and the requests that each sends after the reply. */
const NOTICES = { ofAVisit: 3, requests: 4 }
/** One tick a minute; requests of one that finds nothing due. */
const TICKS = { aDay: 24 * 60, requests: 12 }

/** Steps of the price by calls and requests a month, in yuan (platform's list, cloud.tencent.com/document/product/876). */
const PRICES = [
  { upTo: 10e6, yuan: 400 },
  { upTo: 50e6, yuan: 1500 },
  { upTo: 100e6, yuan: 2500 },
]

interface Load {
  calls: number
  requests: number
}

const requestsOf = (call: Scenario): number => budgetOf(call).all

const sumOf = (loads: readonly Load[]): Load => ({
  calls: loads.reduce((sum, { calls }) => sum + calls, 0),
  requests: loads.reduce((sum, { requests }) => sum + requests, 0),
})

const made = (times: number, requests: number): Load => ({ calls: times, requests: times * requests })

/** Load of a month, without devices. */
const loadOfVisits = (visitsADay: number): Load =>
  sumOf([
    ...OF_A_VISIT.map(([call, times]) => made(visitsADay * DAYS * times, requestsOf(call))),
    { calls: 0, requests: visitsADay * DAYS * NOTICES.ofAVisit * NOTICES.requests },
    made(TICKS.aDay * DAYS, TICKS.requests),
  ])

/** Polls of one device in a day, at the intervals that it is told. */
const POLLS_A_DAY = Array.from(
  { length: DAY_MS / HOUR_MS },
  (_, hour) => HOUR_MS / pollsAfterMs(hour * HOUR_MS),
).reduce((sum, polls) => sum + polls, 0)

const loadOfDevices = (devices: number): Load =>
  made(devices * POLLS_A_DAY * DAYS, requestsOf('gate: snapshot, without news'))

/** Yuan a month; beyond the steps in proportion to the last. */
function priceOf({ calls, requests }: Load): number {
  const all = calls + requests
  const step = PRICES.find(({ upTo }) => all <= upTo)
  if (step !== undefined) return step.yuan
  const last = PRICES[PRICES.length - 1] ?? { upTo: 1, yuan: 0 }
  return Math.ceil((all / last.upTo) * last.yuan)
}

export function benchCost(): string {
  const millions = (count: number): string => (count / 1e6).toFixed(1)
  const lines = VISITS.flatMap((visits) =>
    DEVICES.map((devices) => {
      const load = sumOf([loadOfVisits(visits), loadOfDevices(devices)])
      const ofDevices = loadOfDevices(devices)
      const share = Math.round((100 * (ofDevices.calls + ofDevices.requests)) / (load.calls + load.requests))
      return [
        ...[String(visits), String(devices), millions(load.calls), millions(load.requests)],
        ...[`${share} %`, `¥${priceOf(load)}`],
      ]
    }),
  )
  return columns([
    ['visits a day', 'devices', 'calls, millions', 'requests, millions', 'of devices', 'a month'],
    ...lines,
  ])
}

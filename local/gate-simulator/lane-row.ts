import type { EndpointInput, EndpointOutput } from '../../contract/gate/device-api'
import type { DeviceKind, PassageWay } from '../../miniprogram/domain/gate/ways'
import type { Exchange } from './client'

/** Where a lane stands and what it lets through. */
export interface LanePlace {
  /** Its device's id. */
  id: string
  gateId: string
  gateName: string
  /** 入口, 出口 … */
  name: string
  direction: 'in' | 'out' | 'both'
  kind: 'vehicle' | 'foot'
  /** What its device is: it presents what its kind can read, and nothing else (spec 5.1). */
  device: DeviceKind
}

/**
 * `online`: asks the server and holds the snapshot. `cut`: no network, decides by the snapshot and delivers later.
 * `off`: without power: it reads nothing and nobody hears of it.
 */
export type LaneMode = 'online' | 'cut' | 'off'

/** What is done to the next call between lane and server, or to the lane's clock. */
export type Mischief = 'signature' | 'body' | 'replay' | 'clock'

/** What a reader of the lane reads. */
export type Shown = Omit<EndpointInput<'verify'>, 'eventId'>

/**
 * How what was shown came out: answered by the server, or by the lane alone (`kept`: as a passage that is delivered
 * later; else a guard settles and records it), or not answered.
 */
export type Outcome =
  | { by: 'server'; answer: EndpointOutput<'verify'> }
  | { by: 'lane'; answer: EndpointOutput<'verify'>; kept: boolean }
  | { by: 'nobody'; fault: { code: string; message: string } }

/** A lane as others see it. */
export interface LaneRow extends LanePlace {
  /** What its device can read. */
  reads: readonly PassageWay[]
  mode: LaneMode
  /** The barrier. */
  open: boolean
  /** What was shown last, and how it came out; `outcome` null while it is asked. */
  last: { number: number; shown: Shown; at: number; outcome: Outcome | null } | null
  /** Of the snapshot it holds, epoch milliseconds. */
  version: number | null
  /** Why the last sync failed; empty when it didn't. */
  trouble: string
  /** Passages that the server doesn't have yet. */
  waiting: number
}

/** One call of a lane, as it went over the wire. */
export interface LaneExchange extends Exchange {
  id: number
  lane: string
}

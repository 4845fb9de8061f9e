import {
  openListeningProxy,
  wireCallOf,
  type WireAnswer,
  type WireRequest,
} from '../../bench/listening-proxy'
import { writeReply } from '../../local/cloud/openapi/envelope'
import type { DatabaseRequest } from './wire-watch'

/**
 * What lies between the SDK and WeChat's server API: hands everything on, until told to fail. Only calls of the
 * server API fail (they alone travel as forms); the database stays within reach.
 */
export type NetworkFailure =
  'none' | 'connectionLost' | 'badGateway' | 'systemBusy' | 'wrongData' | 'unreleased'

/** What the server API answers. */
const ANSWERS = {
  systemBusy: { errcode: -1, errmsg: 'system error' },
  wrongData: { errcode: 47003, errmsg: 'argument invalid!' },
  unreleased: { errcode: 41030, errmsg: 'invalid page' },
} as const

/** The connection breaks at one database request: before the cloud has heard of it, or after it has done it. */
interface Interruption {
  /** How many requests come before it. */
  after: number
  done: boolean
}

export interface FaultyNetwork {
  url: string
  fault: NetworkFailure
  /** How many calls of the server API were let through or failed so far. */
  calls: number
  /** Hears of every database request before it is handed on; null: nobody looks. */
  watch: ((request: DatabaseRequest) => void) | null
  /** The database request that fails, counted down to 0 by each of them; null: none does. */
  interruption: Interruption | null
  close(): Promise<void>
}

/** `target`: address of the cloud; requests keep their path. */
export async function openFaultyNetwork(target: string): Promise<FaultyNetwork> {
  const proxy = await openListeningProxy(target, async (request, passOn) => {
    if (wireCallOf(request).action !== 'wx.openapi') {
      tell(network, request)
      return interrupted(network, request) ? brokenOff(network, passOn) : passOn()
    }
    network.calls++
    return network.fault === 'none' ? passOn() : failure(network.fault)
  })
  const network: FaultyNetwork = { ...proxy, fault: 'none', calls: 0, watch: null, interruption: null }
  return network
}

function tell({ watch }: FaultyNetwork, request: WireRequest): void {
  if (watch === null || !wireCallOf(request).action.startsWith('database.')) return
  watch(JSON.parse(request.body.toString('utf8')) as DatabaseRequest)
}

/** Counts the request; whether it is the one that fails. */
function interrupted({ interruption }: FaultyNetwork, request: WireRequest): boolean {
  if (interruption === null || !wireCallOf(request).action.startsWith('database.')) return false
  return interruption.after-- === 0
}

async function brokenOff(
  { interruption }: FaultyNetwork,
  passOn: () => Promise<WireAnswer>,
): Promise<WireAnswer | null> {
  if (interruption?.done === true) await passOn()
  return null
}

/** Null: the connection is lost. */
function failure(fault: Exclude<NetworkFailure, 'none'>): WireAnswer | null {
  if (fault === 'connectionLost') return null
  if (fault === 'badGateway') return { status: 502, headers: {}, body: Buffer.from('Bad Gateway') }
  const json = ANSWERS[fault]
  const headers = { 'content-type': 'application/octet-stream' }
  return { status: 200, headers, body: Buffer.from(writeReply({ json })) }
}

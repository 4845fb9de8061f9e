import type { Input, Output } from '../../../contract'
import type { Settings } from '../../stores/settings'
import type { StoredControl } from '../../stores/traffic-controls'
import type { GateCall } from './actor'

export type OfflinePassage = Input<'gate.uploadPassages'>['events'][number]
export type UploadedPassage = Output<'gate.uploadPassages'>['rows'][number]

/** What all passages of one upload are judged by. */
export interface Upload {
  call: GateCall
  settings: Settings
  controls: StoredControl[]
}

/** One passage with its time by the server's clock. */
export interface LatePassage {
  event: OfflinePassage
  /** Epoch milliseconds. */
  at: number
  clockOffset: number
}

/** How the server came to know of it. */
export const offlineMark = ({ now }: GateCall, { event, clockOffset }: LatePassage) => ({
  deliveredAt: now,
  clockAt: event.at,
  clockOffset,
})

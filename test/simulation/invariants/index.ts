import { endedFreesAtOnce } from './ended-frees-at-once'
import type { Invariant } from './invariant'
import { noEntryWithoutRight } from './no-entry-without-right'
import { oneLiveBooking } from './one-live-booking'

/** All rules, anew for a run. */
export const invariants = (): Invariant[] => [oneLiveBooking(), endedFreesAtOnce(), noEntryWithoutRight()]

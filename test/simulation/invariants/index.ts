import { acknowledgedStaysTrue } from './acknowledged-stays-true'
import { endedFreesAtOnce } from './ended-frees-at-once'
import { frozenDecidesNothing } from './frozen-decides-nothing'
import type { Invariant } from './invariant'
import { latePassagesTold } from './late-passages-told'
import { noEntryWithoutRight } from './no-entry-without-right'
import { nobodyKeptIn } from './nobody-kept-in'
import { nothingHangs } from './nothing-hangs'
import { nothingPersonalLeft } from './nothing-personal-left'
import { oneLiveBooking } from './one-live-booking'
import { sameKeySameAnswer } from './same-key-same-answer'
import { toldOnce } from './told-once'

/** All rules, anew for a run. */
export const invariants = (): Invariant[] => [
  oneLiveBooking(),
  endedFreesAtOnce(),
  noEntryWithoutRight(),
  nobodyKeptIn(),
  sameKeySameAnswer(),
  acknowledgedStaysTrue(),
  frozenDecidesNothing(),
  toldOnce(),
  latePassagesTold(),
  nothingHangs(),
  nothingPersonalLeft(),
]

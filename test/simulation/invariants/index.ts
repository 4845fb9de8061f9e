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
import { quotasNeverOver } from './quotas-never-over'
import { refusedForWhatIsSo } from './refused-for-what-is-so'
import { sameKeySameAnswer } from './same-key-same-answer'
import { standingFollowsPass } from './standing-follows-pass'
import { staysAsPassed } from './stays-as-passed'
import { toldOnce } from './told-once'
import { waitingMovesInOrder } from './waiting-moves-in-order'
import type { World } from '../world'

/** All rules, anew for a run of this world. */
export const invariants = (world: World): Invariant[] => [
  oneLiveBooking(),
  endedFreesAtOnce(),
  noEntryWithoutRight(),
  nobodyKeptIn(),
  refusedForWhatIsSo(),
  sameKeySameAnswer(),
  acknowledgedStaysTrue(),
  frozenDecidesNothing(),
  toldOnce(),
  latePassagesTold(),
  quotasNeverOver((gateId) => world.quotasAt(gateId)),
  waitingMovesInOrder(),
  standingFollowsPass(),
  staysAsPassed(world.carsInside),
  nothingHangs(),
  nothingPersonalLeft(),
]

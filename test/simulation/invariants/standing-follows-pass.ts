import { isStandingOver } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { dayOf } from '../../../miniprogram/domain/values/days'
import type { Passage } from '../../../cloudfunctions/stores/passages'
import type { StandingConfirmation } from '../../../cloudfunctions/stores/standing-confirmations'
import type { StandingPass } from '../../../cloudfunctions/stores/standing-passes'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { CONFIRM_FROM, CONFIRM_UNTIL } from '../earlier-passes'
import { allOf, changedIn, oneOf, type Invariant } from './invariant'
import { endsAt } from './right'

const peopleOf = (passId: string): Visit[] =>
  allOf<Visit>('visits').filter(({ standingPassId }) => standingPassId === passId)

/** What a pass that isn't `due` says of its people. */
function requireInLine(pass: StandingPass, now: number): void {
  for (const person of peopleOf(pass._id)) {
    const { _id, state } = person
    if (now >= endsAt(person)) continue
    if (state === 'approved' && pass.state !== 'approved')
      throw new Error(`${_id} comes in by ${pass._id}, which is ${pass.state}`)
    if (state === 'pending' && !['draft', 'asked', 'returned'].includes(pass.state))
      throw new Error(`${_id} still waits for ${pass._id}, which is ${pass.state}`)
  }
}

export const standingFollowsPass = (): Invariant => ({
  rule: 'A standing pass lets in whom the office approved and nobody who was withdrawn, and ends unless its unit answers for it (spec 4.4)',
  committed(commit) {
    for (const { after } of changedIn<StandingPass>(commit, 'standingPasses'))
      if (after !== null && !after.due) requireInLine(after, commit.at)
    for (const { before, after } of changedIn<Passage>(commit, 'passages')) {
      if (before !== null || after === null || !after.allowed || after.direction === 'out') continue
      if (after.override !== null || after.offline != null) continue
      const visit = oneOf<Visit>('visits', after.visitId)
      const pass =
        visit?.standingPassId === undefined
          ? null
          : oneOf<StandingPass>('standingPasses', visit.standingPassId)
      if (pass !== null && pass.state !== 'approved' && !pass.due)
        throw new Error(`${after.visitId} came in by ${pass._id}, which is ${pass.state}`)
    }
  },
  settled(now) {
    const today = dayOf(now)
    for (const pass of allOf<StandingPass>('standingPasses')) {
      if (pass.due) throw new Error(`people of ${pass._id} were not brought in line`)
      requireInLine(pass, now)
      const open = pass.state !== 'withdrawn' && pass.state !== 'ended'
      if (open && isStandingOver(pass, today)) throw new Error(`${pass._id} is over and ${pass.state}`)
      if ((pass.approvedOn ?? today) < CONFIRM_FROM && today > CONFIRM_UNTIL) requireAnsweredFor(pass)
    }
  },
})

/** Of those that were made before: who confirmed the list in the days for it goes on, the others have ended. */
function requireAnsweredFor({ _id, state, unitId }: StandingPass): void {
  const { confirmedOn = '' } = oneOf<StandingConfirmation>('standingConfirmations', unitId) ?? {}
  // A word that came late, but before the night's timer, holds as well.
  if (confirmedOn > CONFIRM_UNTIL) return
  const answered = confirmedOn >= CONFIRM_FROM
  if (answered !== (state === 'approved'))
    throw new Error(`${_id} is ${state}, and its unit ${answered ? 'has' : "hasn't"} answered for it`)
}

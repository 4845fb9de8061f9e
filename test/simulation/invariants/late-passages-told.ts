import { stateAt } from '../../../miniprogram/domain/visit/visit'
import type { Passage } from '../../../cloudfunctions/stores/passages'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { allOf, changedIn, oneOf, type Commit, type Crossing, type Invariant } from './invariant'
import { neverRightWithin } from './right'

/** A change is in a list at the latest so long after its call began. */
const LIST_DELAY_MS = 90_000

/** A copy of the check itself may be under way for so long (phone.ts); then it stands, and what is told later is known. */
const COPY_MS = 2 * 3_600_000 + 60_000

/** A phone that has heard nothing from the server goes by its own clock (guard-post.ts). */
const CLOCK_WRONG_MS = 5 * 60_000

/** Whether the booking was approved at some moment from then on. */
const wasApproved = ({ history }: Visit, from: number, until: number): boolean =>
  history.some(
    ({ to, at }, index) => to === 'approved' && at <= until && (history[index + 1]?.at ?? until) >= from,
  )

/** Without a network a gate goes by its list; what it decided is told later. */
export const latePassagesTold = (): Invariant => {
  const decided: Crossing[] = []
  /** Visit → what stood before it was changed, and until when: a list knows that. */
  const earlier = new Map<string, { visit: Visit; until: number }[]>()
  const asListed = (visit: Visit, from: number): Visit[] => [
    ...(earlier.get(visit._id) ?? []).filter(({ until }) => until >= from).map((each) => each.visit),
    visit,
  ]
  const noteChanges = (commit: Commit): void => {
    for (const { before } of changedIn<Visit>(commit, 'visits'))
      if (before !== null)
        earlier.set(before._id, [...(earlier.get(before._id) ?? []), { visit: before, until: commit.at }])
  }
  return {
    rule: 'A gate without a network lets in by nothing that had ended when its list was made, and every passage is recorded once (spec 5.1)',
    crossed(crossing) {
      const { offline, allowed, direction, override, at } = crossing
      if (offline === null) return
      const { visitId } = offline
      decided.push(crossing)
      if (!allowed || direction === 'out' || override) return
      const visit = oneOf<Visit>('visits', visitId)
      if (visit === null || !wasApproved(visit, offline.version - LIST_DELAY_MS, at))
        throw new Error(`${visitId} was let in by a list of ${offline.version}, ${visit?.state}`)
      const listed = asListed(visit, offline.version - LIST_DELAY_MS)
      const wrongs = listed.map((each) => neverRightWithin(each, at, CLOCK_WRONG_MS))
      if (!wrongs.includes(null)) throw new Error(`${visitId} was let in ${wrongs.at(-1)}`)
    },
    committed(commit) {
      noteChanges(commit)
      for (const { before, after } of changedIn<Passage>(commit, 'passages')) {
        if (before !== null || after === null || after.offline == null) continue
        if (!after.allowed || after.direction === 'out' || after.override !== null) continue
        const visit = oneOf<Visit>('visits', after.visitId)
        const state = visit === null ? 'missing' : stateAt(visit, after.at)
        if (state !== 'approved' && after.conflict === null)
          throw new Error(
            `passage ${after._id} of ${after.visitId}, then ${state}, is not marked for the office`,
          )
      }
    },
    settled() {
      const recorded = allOf<Passage>('passages')
      for (const { offline, gateId, direction, visitId, began, at } of decided) {
        const there = recorded.filter(
          (passage) => passage.gateId === gateId && passage.direction === direction,
        )
        const told = there.filter((passage) => passage.offline?.clockAt === offline?.clockAt)
        // Its check had come through, and only the answer was lost.
        const heard = there.some(
          (passage) => passage.offline == null && passage.at >= began && passage.at <= at + COPY_MS,
        )
        if (told.length > 1 || (told.length === 0 && !heard))
          throw new Error(`a passage of ${visitId} at ${gateId} is recorded ${told.length} times`)
      }
    },
  }
}

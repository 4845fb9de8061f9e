import { dayOf } from '../../../miniprogram/domain/values/days'
import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import { calendarIds, type Calendar } from '../../../cloudfunctions/stores/calendars'
import type { Passage } from '../../../cloudfunctions/stores/passages'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { allOf, changedIn, oneOf, type Commit, type Invariant } from './invariant'
import { wrongMoment } from './right'

/** Calls that were under way for longer than this are given up by the platform. */
const LONGEST_CALL_MS = 60_000

/** Entries that a gate decided with the network and by no guard's own reason. */
const entries = (commit: Commit): Passage[] =>
  changedIn<Passage>(commit, 'passages').flatMap(({ before, after }) =>
    before === null &&
    after !== null &&
    after.allowed &&
    after.direction === 'in' &&
    after.override === null &&
    after.offline == null
      ? [after]
      : [],
  )

/** How often somebody came in by a visit. */
const entriesBy = (visitId: string): number =>
  allOf<Passage>('passages').filter(
    (passage) => passage.visitId === visitId && passage.allowed && passage.direction === 'in',
  ).length

/** An entry that is the last one, and was left by before it became known, finishes its visit itself (spec 4.5). */
const stateBefore = (commit: Commit, visitId: string): Visit['state'] | undefined =>
  changedIn<Visit>(commit, 'visits').find(({ before }) => before?._id === visitId)?.before?.state

export const noEntryWithoutRight = (): Invariant => {
  /** Calendar → since when it has been on the blacklist without a break. */
  const blockedSince = new Map<string, number>()

  function noteBlocks(commit: Commit): void {
    for (const { after } of changedIn<Calendar>(commit, 'calendars')) {
      if (after === null) continue
      if (after.blocks.length === 0) blockedSince.delete(after._id)
      else if (!blockedSince.has(after._id)) blockedSince.set(after._id, commit.at)
    }
  }

  return {
    rule: 'Entry is refused by default: in comes who has an approved booking for this moment and this gate, and is not on the blacklist (spec 4.5, 5.1, 5.4)',
    committed(commit) {
      for (const { _id, visitId, at, gateId } of entries(commit)) {
        const visit = oneOf<Visit>('visits', visitId)
        const today = dayOf(at)
        if (visit === null) throw new Error(`passage ${_id} let in somebody without a booking`)
        const state = stateBefore(commit, visitId) ?? visit.state
        if (state !== 'approved') throw new Error(`passage ${_id} let in ${visitId}, ${state}`)
        const wrong = wrongMoment(visit, at)
        if (wrong !== null) throw new Error(`passage ${_id} let in ${visitId} ${wrong}`)
        if (visit.gateIds !== null && !visit.gateIds.includes(gateId))
          throw new Error(`passage ${_id} let in ${visitId} at ${gateId}, not ${visit.gateIds.join()}`)
        const { entries: allowed } = visit.right ?? {}
        if (allowed !== undefined && entriesBy(visitId) > allowed)
          throw new Error(`passage ${_id} let in ${visitId} more often than ${allowed} times`)
        for (const id of calendarIds(visit)) {
          const blocks = oneOf<Calendar>('calendars', id)?.blocks ?? []
          const since = blockedSince.get(id) ?? commit.at
          if (blockedOn(blocks, today) && since < commit.at - LONGEST_CALL_MS)
            throw new Error(`passage ${_id} let in ${visitId}, on the blacklist by ${id}`)
        }
      }
      noteBlocks(commit)
    },
  }
}

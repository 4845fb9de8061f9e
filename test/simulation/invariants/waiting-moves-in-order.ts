import type { Activity } from '../../../cloudfunctions/stores/activities'
import type { StoredSlot } from '../../../cloudfunctions/stores/place-slots'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import type { Notice } from '../../../cloudfunctions/platform/notices'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { allOf, changedIn, type Invariant } from './invariant'

/** Whoever joins looked whether somebody waits at most so long ago: a call that lasts longer is given up. */
const LONGEST_CALL_MS = 60_000

const waits = (visit: Visit | null): visit is Visit =>
  visit !== null && visit.kind === 'activity' && visit.state === 'pending' && visit.places == null

export const waitingMovesInOrder = (): Invariant => {
  /** Visit → when the database knew that it waits. */
  const since = new Map<string, number>()
  return {
    rule: 'The waiting list moves up by itself, who has waited longest first, and tells them once (spec 4.2)',
    committed(commit) {
      const notices = changedIn<Notice>(commit, 'outbox').flatMap(({ before, after }) =>
        before === null ? after?._id : [],
      )
      for (const { before, after } of changedIn<Visit>(commit, 'visits')) {
        if (waits(after) && !since.has(after._id)) since.set(after._id, commit.at)
        if (after?.kind !== 'activity' || after.state !== 'approved' || before?.state === 'approved') continue
        const others = allOf<Visit>('visits').filter(
          (other) =>
            waits(other) && other.activityId === after.activityId && other.lastDay >= dayOf(commit.at),
        )
        const came = since.get(after._id)
        const passedOver = others.find(({ _id, sort }) => {
          const waited = since.get(_id) ?? commit.at
          return came === undefined
            ? waited < commit.at - LONGEST_CALL_MS
            : waited < came && before !== null && sort < before.sort
        })
        if (passedOver !== undefined)
          throw new Error(`${after._id} got a place that ${passedOver._id} waited for`)
        if (came !== undefined && !notices.some((id) => id?.startsWith(`${after._id}:`)))
          throw new Error(`${after._id} moved up, and isn't told`)
      }
    },
    settled(now) {
      for (const { _id, state, lastDay } of allOf<Activity>('activities')) {
        if (lastDay < dayOf(now)) continue
        const waiting = allOf<Visit>('visits').filter((each) => waits(each) && each.activityId === _id)
        const free = allOf<StoredSlot>('placeSlots').filter((slot) => slot.quotaId === _id && slot.free > 0)
        if (waiting.length > 0 && (state !== 'open' || free.length > 0))
          throw new Error(`${_id}, ${state}, has ${free.length} slots free and ${waiting.length} who wait`)
      }
    },
  }
}

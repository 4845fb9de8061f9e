import type { Day } from '../../../miniprogram/domain/values/days'
import { isOwnRequest, settleRelease } from '../../../miniprogram/domain/visit/release-request'
import { change } from '../../platform/unit-of-work'
import {
  findOpenReleases,
  loadReleaseIn,
  saveReleaseIn,
  type ReleaseRequest,
} from '../../stores/release-requests'
import { loadVisitIn, loadVisits, type Visit } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { isInTheWay } from '../visit/in-the-way'
import { releaseAnsweredNotice } from './release-notices'

/**
 * Tells those who asked a unit to let a booking go that has ended by itself meanwhile, however it did, or comes with something
 * else by now: nobody answers them any more (spec 2, Conflict card). Returns how many requests it settled.
 */
export async function tellFreed(now: number, today: Day): Promise<number> {
  const isFree = (request: ReleaseRequest, visit: Visit | null | undefined): boolean =>
    visit == null || !isInTheWay(visit, request, now)
  let [after, read, settled] = ['', BATCH, 0]
  while (read === BATCH) {
    const open = await findOpenReleases(after, BATCH)
    const visits = await loadVisits([...new Set(open.map(({ visitId }) => visitId))])
    const due = open.filter((request) => isFree(request, visits.get(request.visitId)))
    const { done } = await eachOf('tellFreed', due, ({ _id }) =>
      change(byTimer('tellFreed', now), async ({ tx, notify }) => {
        const request = await loadReleaseIn(tx, _id)
        if (request?.state !== 'open' || !isFree(request, await loadVisitIn(tx, request.visitId)))
          return false
        const free = settleRelease(request, now)
        await saveReleaseIn(tx, free)
        // Of an own booking its visitor is told by what ended it; days that have passed are asked for no more.
        if (!isOwnRequest(request.field) && request.wantedLastDay >= today)
          await notify(releaseAnsweredNotice(free, today))
        return true
      }),
    )
    settled += done
    read = open.length
    after = open[read - 1]?.sort ?? ''
  }
  return settled
}

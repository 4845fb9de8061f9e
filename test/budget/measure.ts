import { countTrips, type Trips } from '../../bench/count-trips'
import { NOW } from '../domain/builders'
import type { Campus } from '../functions/campus'
import type { Prepare } from './scenarios'

const TRIES = 3

/**
 * The requests of one call in the campus. Chance adds to them, never takes away: what the instance keeps for seconds
 * had to be read anew, a transaction met another one. So what seems too much is measured again, with records of its own.
 */
export async function measure(
  campus: Campus,
  prepare: Prepare,
  fits: (trips: Trips) => boolean,
): Promise<Trips> {
  for (let tries = 1; ; tries++) {
    campus.clock.now = NOW
    const action = await prepare()
    // What a caller waits for: not messages to others.
    campus.notices.awaited = false
    const trips = await countTrips(campus.cloud, campus.network.url, action).finally(() => {
      campus.notices.awaited = true
    })
    const { deliveriesDone } = await import('../../cloudfunctions/usecases/notice/deliver')
    await deliveriesDone()
    if (tries === TRIES || fits(trips)) return trips
  }
}

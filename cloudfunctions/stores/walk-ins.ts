import { command, find, type Stored } from '../platform/database'

/** Visits given at a gate whose hours ended at `now` or before, and that weren't ended yet: those that ended first. */
export const findWalkInsOver = (now: number, limit: number): Promise<Stored[]> =>
  find<Stored>(
    'visits',
    { list: 'approved', 'walkIn.endsAt': command().lte(now) },
    ['walkIn.endsAt', 'asc'],
    limit,
  )

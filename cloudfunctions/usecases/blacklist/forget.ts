import { forgotten } from '../../../miniprogram/domain/blacklist/blacklist'
import { change } from '../../platform/unit-of-work'
import { findForgettable, FOREVER, loadEntryIn, saveEntryIn } from '../../stores/blacklist'
import { byTimer } from '../caller'
import { drain } from '../in-batches'
import { writeBlocksIn } from './blocks'

const JOB = 'forgetListed'

/** Takes out of entries that ended long ago whom they named and why (spec 9); their steps stay. Returns how many. */
export const forgetListed = (now: number): Promise<number> =>
  drain(
    JOB,
    (limit) => findForgettable(now, limit),
    ({ _id }) =>
      change(byTimer(JOB, now), async ({ tx }) => {
        const entry = await loadEntryIn(tx, _id)
        if (entry === null || entry.forgetAt >= now) return false
        const after = forgotten(entry, now)
        await writeBlocksIn(tx, after, now)
        await saveEntryIn(tx, {
          ...{ ...after, name: '', document: null, phone: null, plate: null, calendars: [] },
          ...{ reason: '', evidence: [], forgetAt: FOREVER },
        })
        return true
      }),
  )

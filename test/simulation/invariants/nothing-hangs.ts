import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import type { Notice } from '../../../cloudfunctions/platform/notices'
import type { Stored } from '../../../cloudfunctions/platform/database'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { memory } from '../../functions/lives/memory-database'
import { allOf, oneOf, type Invariant } from './invariant'

const DAY = 86_400_000
/** Groups of jobs that have a time of their own (timer/jobs.ts). */
const GROUPS = ['days', 'photos']

export const nothingHangs = (): Invariant => ({
  rule: 'A day after the last fault nothing hangs: no lock, no request, no notice, no booking that its days have left, no job',
  settled(now, open) {
    const today = dayOf(now)
    const hanging = [
      ...open,
      ...(memory.transactions.open.size > 0 ? [`${memory.transactions.open.size} transactions`] : []),
      ...allOf<Notice>('outbox')
        .filter(({ state }) => state === 'due')
        .map(({ _id }) => `notice ${_id}`),
      ...allOf<Visit>('visits')
        .filter(({ state, lastDay, right }) => {
          // Hours that go on in the morning are ended in the next night.
          const since = right?.hours === undefined ? today : addDays(today, -1)
          return (state === 'pending' || state === 'approved') && lastDay < since
        })
        .map(({ _id, state }) => `${_id}, ${state}`),
      ...GROUPS.filter((group) => {
        const run = oneOf<Stored & { at: number }>('progress', `completed:${group}`)
        return run === null || run.at < now - DAY
      }).map((group) => `jobs of ${group}`),
    ]
    if (hanging.length > 0) throw new Error(hanging.join('; '))
  },
})

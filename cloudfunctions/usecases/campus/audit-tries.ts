import { UNKNOWN_AUTHOR } from '../../platform/audit'
import { change } from '../../platform/unit-of-work'
import { findUnaudited, loadTriesIn, saveTriesIn, type RefusedTries } from '../../stores/refused-tries'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'

/**
 * Puts refused tries on the audit trail when their hour is over: one row for an author, a kind and a gate, with how many
 * they were (spec 9). Run twice it writes no second one. Returns how many rows it wrote.
 */
export async function auditTries(now: number): Promise<number> {
  const { done } = await eachOf('auditTries', await findUnaudited(now, BATCH), (tries) => audit(tries, now))
  return done
}

/** The author of the row is who tried, not the timer. */
const audit = ({ _id, tries, by }: RefusedTries, now: number): Promise<boolean> =>
  change(
    {
      ...byTimer(`refused.${tries}`, now),
      kind: by.kind,
      id: by.id === '' ? UNKNOWN_AUTHOR : by.id,
      role: '',
    },
    async ({ tx }) => {
      const open = await loadTriesIn(tx, _id)
      if (open === null || open.audited) return false
      await saveTriesIn(tx, { ...open, audited: true, state: `tries:${open.count}` })
      return true
    },
  )

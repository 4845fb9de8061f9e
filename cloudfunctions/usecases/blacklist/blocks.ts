import { blocks } from '../../../miniprogram/domain/blacklist/blacklist'
import type { Transaction } from '../../platform/database'
import type { BlacklistEntry } from '../../stores/blacklist'
import { loadCalendarIn, saveCalendarIn } from '../../stores/calendars'
import { keepIdentityFactIn } from '../gate/publish'

/** Writes what an entry blocks, or no longer does, into the calendars of what it names, where bookings decide. */
export async function writeBlocksIn(tx: Transaction, entry: BlacklistEntry, now: number): Promise<void> {
  for (const id of [...entry.calendars].sort()) {
    const calendar = await loadCalendarIn(tx, id)
    const others = calendar.blocks.filter((block) => block.blacklistId !== entry._id)
    const mine = blocks(entry) ? [{ blacklistId: entry._id, from: entry.from, until: entry.until }] : []
    const after = { ...calendar, blocks: [...others, ...mine] }
    await saveCalendarIn(tx, after)
    await keepIdentityFactIn(tx, after, after.kind === 'plate' ? entry.plate : null, now)
  }
}

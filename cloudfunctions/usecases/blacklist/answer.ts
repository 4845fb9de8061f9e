import type { Input, Output } from '../../../contract'
import { answerBlock, answerLift, askLift, blocks } from '../../../miniprogram/domain/blacklist/blacklist'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { loadEntryIn, saveEntryIn, type BlacklistEntry } from '../../stores/blacklist'
import { loadCalendarIn, saveCalendarIn } from '../../stores/calendars'
import type { Caller } from '../caller'
import { keepIdentityFactIn } from '../gate/publish'
import { actor, keepEvidenceIn } from './propose'

export const answerBlacklist = (
  caller: Caller,
  { blacklistId, accept }: Input<'blacklist.answer'>,
): Promise<Output<'blacklist.answer'>> =>
  changeEntry(caller, blacklistId, (entry) => answerBlock(entry, actor(caller), accept, caller.now))

export const askBlacklistLift = (
  caller: Caller,
  { blacklistId, reason }: Input<'blacklist.askLift'>,
): Promise<Output<'blacklist.askLift'>> =>
  changeEntry(caller, blacklistId, (entry) => askLift(entry, actor(caller), reason, caller.now))

export const answerBlacklistLift = (
  caller: Caller,
  { blacklistId, accept }: Input<'blacklist.answerLift'>,
): Promise<Output<'blacklist.answerLift'>> =>
  changeEntry(caller, blacklistId, (entry) => answerLift(entry, actor(caller), accept, caller.now))

/** One step in an entry's life; what it blocks is written into the calendars in the same transaction. */
function changeEntry(
  caller: Caller,
  id: string,
  step: (entry: BlacklistEntry) => BlacklistEntry,
): Promise<{ blacklistId: string; state: BlacklistEntry['state'] }> {
  return change(caller, async ({ tx }) => {
    const before = await loadEntryIn(tx, id)
    if (before === null) throw new DomainError('NOT_FOUND')
    const after = step(before)
    await saveEntryIn(tx, { ...after, changedAt: caller.now })
    if (blocks(before) !== blocks(after)) await writeBlocksIn(tx, after, caller.now)
    await keepEvidenceIn(tx, after)
    return { blacklistId: id, state: after.state }
  })
}

async function writeBlocksIn(tx: Transaction, entry: BlacklistEntry, now: number): Promise<void> {
  for (const id of [...entry.calendars].sort()) {
    const calendar = await loadCalendarIn(tx, id)
    const others = calendar.blocks.filter((block) => block.blacklistId !== entry._id)
    const mine = blocks(entry) ? [{ blacklistId: entry._id, from: entry.from, until: entry.until }] : []
    const after = { ...calendar, blocks: [...others, ...mine] }
    await saveCalendarIn(tx, after)
    await keepIdentityFactIn(tx, after, after.kind === 'plate' ? entry.plate : null, now)
  }
}

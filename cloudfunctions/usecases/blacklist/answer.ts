import type { Input, Output } from '../../../contract'
import { answerBlock, answerLift, askLift, blocks } from '../../../miniprogram/domain/blacklist/blacklist'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadEntryIn, type BlacklistEntry } from '../../stores/blacklist'
import { letListedGuestsGo } from '../activity/let-listed-go'
import { requireAsSeen } from '../as-seen'
import type { Caller } from '../caller'
import { actor, saveWithEvidenceIn } from './propose'
import { writeBlocksIn } from './blocks'

export async function answerBlacklist(
  caller: Caller,
  { blacklistId, accept }: Input<'blacklist.answer'>,
): Promise<Output<'blacklist.answer'>> {
  let listed: readonly string[] = []
  const reply = await changeEntry(caller, blacklistId, (entry) => {
    const answered = answerBlock(entry, actor(caller), accept, caller.now)
    listed = blocks(answered) ? entry.calendars : []
    return answered
  })
  if (listed.length > 0) await letListedGuestsGo(caller, listed)
  return reply
}

export const askBlacklistLift = (
  caller: Caller,
  { blacklistId, reason }: Input<'blacklist.askLift'>,
): Promise<Output<'blacklist.askLift'>> =>
  changeEntry(caller, blacklistId, (entry) => askLift(entry, actor(caller), reason, caller.now))

export const answerBlacklistLift = (
  caller: Caller,
  { blacklistId, accept, seen }: Input<'blacklist.answerLift'>,
): Promise<Output<'blacklist.answerLift'>> =>
  changeEntry(caller, blacklistId, (entry) => {
    const answered = answerLift(entry, actor(caller), accept, caller.now)
    // It may have been kept meanwhile, and its lifting asked for again with another reason.
    if (accept) requireAsSeen(entry.changedAt, seen)
    return answered
  })

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
    await saveWithEvidenceIn(tx, { ...after, changedAt: caller.now })
    if (blocks(before) !== blocks(after)) await writeBlocksIn(tx, after, caller.now)
    return { blacklistId: id, state: after.state }
  })
}

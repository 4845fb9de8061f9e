import type { Input, Output } from '../../../contract'
import {
  answerBlock,
  answerLift,
  askLift,
  blocks,
  checkSubject,
  evidenceDue,
  normaliseSubject,
  proposeBlock,
  type Actor,
  type BlacklistLife,
} from '../../../miniprogram/domain/blacklist/blacklist'
import { DomainError } from '../../../miniprogram/domain/errors'
import { maskDocument, maskName, maskPhone } from '../../../miniprogram/domain/values/masking'
import type { Transaction } from '../../platform/database'
import { temporaryUrls } from '../../platform/files'
import { change } from '../../platform/unit-of-work'
import { listEntries, loadEntry, loadEntryIn, saveEntryIn, type BlacklistEntry } from '../../stores/blacklist'
import { loadCalendarIn, saveCalendarIn } from '../../stores/calendars'
import { deleteFileLater, keepFileIn } from '../../stores/kept-files'
import { recordId } from '../../platform/replies'
import { shownRows } from '../../platform/shown-rows'
import { loadSettingsIn } from '../../stores/settings'
import type { Caller } from '../caller'
import { keepIdentityFactIn } from '../gate/publish'
import { sealSubject, unsealSubject } from './sealed-subject'

/** The blacklist (spec 5.4). An entry in force stands in the calendars of what it names, where bookings decide. */

export function proposeBlacklist(
  caller: Caller,
  input: Input<'blacklist.propose'>,
): Promise<Output<'blacklist.propose'>> {
  const subject = normaliseSubject(input)
  checkSubject(subject, caller.today)
  const life = proposeBlock(actor(caller), input.reason, input.from, input.until, caller.now)
  const _id = recordId(caller.id, caller.requestId)
  const entry = {
    _id,
    ...sealSubject(subject, _id),
    ...life,
    reason: input.reason.trim(),
    evidence: [...new Set(input.evidence)],
  }
  return change(caller, async ({ tx }) => {
    await saveEntryIn(tx, { ...entry, changedAt: caller.now })
    await keepEvidenceIn(tx, entry)
    return { blacklistId: _id, state: life.state }
  })
}

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

export async function listBlacklist(
  caller: Caller,
  { list, cursor }: Input<'blacklist.list'>,
): Promise<Output<'blacklist.list'>> {
  const page = await listEntries(list, cursor)
  return { rows: shownRows(page.rows, (entry) => rowOf(caller, entry)), next: page.next }
}

export async function readBlacklist(
  caller: Caller,
  { blacklistId }: Input<'blacklist.get'>,
): Promise<Output<'blacklist.get'>> {
  const entry = await loadEntry(blacklistId)
  if (entry === null) throw new DomainError('NOT_FOUND')
  const { document, phone } = unsealSubject(entry)
  return {
    entry: rowOf(caller, entry),
    documentKind: entry.documentKind,
    document: document === '' ? '' : maskDocument(document),
    phone: phone === '' ? '' : maskPhone(phone),
    evidence: (await temporaryUrls(entry.evidence)).flatMap((url) => url ?? []),
    history: entry.history,
  }
}

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

/** Evidence is kept as long as the entry needs it, and some time after it ended. */
async function keepEvidenceIn(
  tx: Transaction,
  entry: BlacklistLife & Pick<BlacklistEntry, '_id' | 'evidence'>,
): Promise<void> {
  if (entry.evidence.length === 0) return
  const why = `blacklist:${entry._id}`
  const dueAt = evidenceDue(entry, (await loadSettingsIn(tx)).keepEvidenceDays)
  for (const file of entry.evidence)
    await (dueAt === null ? keepFileIn(tx, file, why) : deleteFileLater(tx, file, dueAt, why))
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

function actor(caller: Caller): Actor {
  const account = caller.office ?? caller.desk
  if (account === null) throw new DomainError('NOT_ALLOWED')
  return { openid: caller.id, name: account.name }
}

const rowOf = (caller: Caller, entry: BlacklistEntry): Output<'blacklist.get'>['entry'] => ({
  id: entry._id,
  state: entry.state,
  name: entry.name === '' ? '' : maskName(entry.name),
  plate: entry.plate,
  reason: entry.reason,
  from: entry.from,
  until: entry.until,
  mine: entry.askedBy === caller.id,
  changedAt: entry.changedAt,
})

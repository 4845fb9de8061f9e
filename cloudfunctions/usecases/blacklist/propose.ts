import type { Input, Output } from '../../../contract'
import {
  checkSubject,
  forgetAt,
  normaliseSubject,
  proposeBlock,
  type Actor,
} from '../../../miniprogram/domain/blacklist/blacklist'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { FOREVER, saveEntryIn, type BlacklistEntry } from '../../stores/blacklist'
import { deleteFileLater, keepFileIn } from '../../stores/kept-files'
import { recordId } from '../../platform/replies'
import { loadSettingsIn } from '../../stores/settings'
import type { Caller } from '../caller'
import { takeFilesIn } from '../file/uploads'
import { sealSubject } from './sealed-subject'

/** The blacklist (spec 5.4). An entry in force stands in the calendars of what it names, where bookings decide. */

export function proposeBlacklist(
  caller: Caller,
  input: Input<'blacklist.propose'>,
): Promise<Output<'blacklist.propose'>> {
  const subject = normaliseSubject(input)
  checkSubject(subject, caller.today)
  const life = proposeBlock(actor(caller), input.reason, input.from, input.until, caller.now)
  const _id = recordId(caller, caller.requestId)
  const sealed = { _id, ...sealSubject(subject, _id), ...life, reason: input.reason.trim() }
  return change(caller, async ({ tx }) => {
    const files = await takeFilesIn(
      tx,
      caller,
      'evidence',
      [...new Set(input.evidence)],
      evidenceRetention(_id),
    )
    const evidence = files.map(({ file }) => file)
    await saveWithEvidenceIn(tx, { ...sealed, evidence, changedAt: caller.now })
    return { blacklistId: _id, state: life.state }
  })
}

/** Whom it names and the evidence are kept as long as the entry needs them, and some time after it ended. */
export async function saveWithEvidenceIn(
  tx: Transaction,
  entry: Omit<BlacklistEntry, 'list' | 'sort' | 'forgetAt'>,
): Promise<void> {
  const why = evidenceRetention(entry._id)
  const dueAt = forgetAt(entry, (await loadSettingsIn(tx)).keepEvidenceDays)
  await saveEntryIn(tx, { ...entry, forgetAt: dueAt ?? FOREVER })
  for (const file of entry.evidence)
    await (dueAt === null ? keepFileIn(tx, file, why) : deleteFileLater(tx, file, dueAt, why))
}

const evidenceRetention = (blacklistId: string): string => `blacklist:${blacklistId}`

export function actor(caller: Caller): Actor {
  const account = caller.office ?? caller.desk
  if (account === null) throw new DomainError('NOT_ALLOWED')
  return { openid: caller.id, name: account.name }
}

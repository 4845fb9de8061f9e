import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { maskDocument, maskPhone } from '../../../miniprogram/domain/values/masking'
import { temporaryUrls } from '../../platform/files'
import { countEntries, listEntries, loadEntry, type BlacklistEntry } from '../../stores/blacklist'
import { countsOf } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import type { Caller } from '../caller'
import { unsealSubject } from './sealed-subject'

export async function listBlacklist(
  caller: Caller,
  { list, cursor }: Input<'blacklist.list'>,
): Promise<Output<'blacklist.list'>> {
  const [page, counts] = await Promise.all([
    listEntries(list, cursor),
    countsOf(cursor, { waiting: () => countEntries('waiting'), active: () => countEntries('active') }),
  ])
  return { rows: shownRows(page.rows, (entry) => rowOf(caller, entry)), next: page.next, counts }
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

const rowOf = (caller: Caller, entry: BlacklistEntry): Output<'blacklist.get'>['entry'] => ({
  id: entry._id,
  state: entry.state,
  name: entry.name,
  plate: entry.plate,
  reason: entry.reason,
  from: entry.from,
  until: entry.until,
  mine: entry.askedBy === caller.id,
  changedAt: entry.changedAt,
})

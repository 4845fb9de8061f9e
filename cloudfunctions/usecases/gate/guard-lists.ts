import type { Input, Output } from '../../../contract'
import { shownRows } from '../../platform/shown-rows'
import { listConflicts, listPassages } from '../../stores/passages'
import type { Caller } from '../caller'
import { passageView } from '../visit/views'
import { guardOf, ownGate } from './actor'

/** What the office has to look at: somebody passed whom the server would have refused, or whom it had let in was turned away. */
export async function readConflicts(
  _caller: Caller,
  { cursor, settled = false }: Input<'gate.conflicts'>,
): Promise<Output<'gate.conflicts'>> {
  const page = await listConflicts(settled, cursor)
  const rows = shownRows(page.rows, (passage) => ({
    ...passageView(passage),
    name: passage.name,
    plate: passage.plate,
    byName: passage.by.name,
    conflict: passage.conflict ?? '',
    deliveredAt: passage.offline?.deliveredAt ?? passage.at,
    settled: passage.settled ?? null,
  }))
  return { rows, next: page.next }
}

/** The last checks at an own gate, latest first. */
export async function recentPassages(
  caller: Caller,
  { gateId, cursor }: Input<'gate.recent'>,
): Promise<Output<'gate.recent'>> {
  const gate = await ownGate(guardOf(caller), gateId)
  const page = await listPassages(gate._id, cursor)
  const rows = shownRows(page.rows, (passage) => ({
    ...passageView(passage),
    name: passage.name,
    plate: passage.plate,
  }))
  return { rows, next: page.next }
}

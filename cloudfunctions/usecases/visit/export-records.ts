import type { Input, Output } from '../../../contract'
import { recordId } from '../../platform/replies'
import { change } from '../../platform/unit-of-work'
import { noteExportIn } from '../../stores/exports'
import type { Caller } from '../caller'
import { listPassageRecords, listVisitRecords } from './list-records'

/**
 * Rows for a file that the page puts together: a piece a call, so that no call is long. Each piece stands on the audit trail
 * before it is given out (spec 9).
 */
export async function exportVisits(
  caller: Caller,
  input: Input<'record.exportVisits'>,
): Promise<Output<'record.exportVisits'>> {
  await noteExport(caller, 'visits')
  return listVisitRecords(caller, input)
}

export async function exportPassages(
  caller: Caller,
  input: Input<'record.exportPassages'>,
): Promise<Output<'record.exportPassages'>> {
  await noteExport(caller, 'passages')
  return listPassageRecords(caller, input)
}

/** Notes on the audit trail that something is given out; by whom and when, the trail says. */
export async function noteExport(caller: Caller, what: 'visits' | 'passages' | 'dayList'): Promise<void> {
  await change(caller, async ({ tx }) => {
    // Whose records they are is asked here too: a note without rows is none.
    await caller.scope.campuses()
    await noteExportIn(tx, { _id: recordId(caller, caller.requestId), what, at: caller.now })
    return {}
  })
}

import type { Input, Output } from '../../contract'
import { Refusal } from '../../miniprogram/domain/errors'
import { maskName } from '../../miniprogram/domain/masking'
import { listGates } from '../stores/campus'
import { listInside } from '../stores/visits'
import type { Context } from './context'

/** Who is on a campus now, longest first (spec 10). Desk, office, and the guards of that campus. */
export async function listPresent(
  context: Context,
  { campusId, cursor }: Input<'campus.inside'>,
): Promise<Output<'campus.inside'>> {
  if (!(await mayLook(context, campusId))) throw new Refusal('NOT_FOUND')
  const page = await listInside(campusId, cursor)
  const rows = page.rows.map((visit) => ({
    id: visit._id,
    name: maskName(visit.name),
    unitName: visit.unitName,
    hostName: visit.hostName,
    headCount: 1 + visit.companions.length,
    plate: visit.plate,
    since: visit.lastPassageAt ?? visit.changedAt,
    lastDay: visit.lastDay,
    overstayed: visit.lastDay < context.today,
  }))
  return { rows, next: page.next }
}

async function mayLook(context: Context, campusId: string): Promise<boolean> {
  if (context.office !== null || context.desk?.campusIds.includes(campusId) === true) return true
  const gateIds = context.guard?.gateIds ?? []
  return (await listGates()).some((gate) => gate.campusId === campusId && gateIds.includes(gate._id))
}

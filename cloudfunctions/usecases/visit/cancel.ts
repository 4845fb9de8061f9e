import type { Input, Output } from '../../../contract'
import { cancel } from '../../../miniprogram/domain/visit/visit'
import { releaseIn } from '../../stores/calendars'
import { loadSettings } from '../../stores/settings'
import { loadVisitIn, saveVisitIn } from '../../stores/visits'
import { once, owned, type Context } from '../context'

/** The visitor takes back an own booking; ID, phone and plate are free at once (spec 3). */
export async function cancelVisit(
  context: Context,
  { visitId }: Input<'visit.cancel'>,
): Promise<Output<'visit.cancel'>> {
  const settings = await loadSettings()
  return once(context, async (tx) => {
    const visit = owned(context, await loadVisitIn(tx, visitId))
    const by = { name: visit.name, role: 'visitor' as const }
    const cancelled = cancel(visit, by, context.now, context.today, settings)
    await releaseIn(tx, visit, context.today)
    const saved = await saveVisitIn(tx, { ...cancelled, changedAt: context.now })
    return { visitId, state: saved.state }
  })
}

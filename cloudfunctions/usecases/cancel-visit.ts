import type { Input, Output } from '../../contract'
import { cancel } from '../../miniprogram/domain/visit'
import { releaseIn } from '../stores/calendars'
import { loadVisitIn, saveVisitIn } from '../stores/visits'
import { once, owned, type Context } from './context'

/** The visitor takes back an own booking; ID, phone and plate are free at once (spec 3). */
export const cancelVisit = (
  context: Context,
  { visitId }: Input<'visit.cancel'>,
): Promise<Output<'visit.cancel'>> =>
  once(context, async (tx) => {
    const visit = owned(context, await loadVisitIn(tx, visitId))
    const cancelled = cancel(visit, { name: visit.name, role: 'visitor' }, context.now, context.today)
    await releaseIn(tx, visit, context.today)
    const saved = await saveVisitIn(tx, { ...cancelled, changedAt: context.now })
    return { visitId, state: saved.state }
  })

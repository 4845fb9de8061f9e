import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { confirmHost as confirmed } from '../../../miniprogram/domain/visit/host-confirmation'
import { temporaryUrls, uploadPicture } from '../../platform/files'
import { programCode } from '../../platform/program-codes'
import { maySearch } from '../../stores/search-limits'
import { keepCodeFile, loadStaff } from '../../stores/staff'
import { listVisits, loadVisitIn, saveVisitIn } from '../../stores/visits'
import { once, owned, type Context } from '../context'
import { rowOf } from './views'

/** What a host does: gives their word, shares their code (spec 2, 3). */

export async function listHostedVisits(
  context: Context,
  { list, cursor }: Input<'host.visits'>,
): Promise<Output<'host.visits'>> {
  if (context.staff === null) throw new DomainError('NOT_ALLOWED')
  const page = await listVisits({ hostId: context.staff._id }, list, cursor)
  const rows = page.rows.map((visit) => ({
    ...rowOf(visit, context.today, 'masked'),
    hostConfirmation: visit.hostConfirmation,
  }))
  return { rows, next: page.next }
}

export const confirmHost = (
  context: Context,
  { visitId, word }: Input<'host.confirm'>,
): Promise<Output<'host.confirm'>> =>
  once(context, async (tx) => {
    const visit = owned(context, await loadVisitIn(tx, visitId))
    await saveVisitIn(tx, confirmed(visit, word, context.today))
    return { visitId }
  })

/** One host by id; limited like the search, so that ids can't be tried through. */
export async function readHost(context: Context, { hostId }: Input<'host.get'>): Promise<Output<'host.get'>> {
  if (!(await maySearch(context.openid, context.now))) throw new DomainError('TOO_MANY_SEARCHES')
  const host = await loadStaff(hostId)
  if (host === null || !host.active) throw new DomainError('HOST_GONE')
  return { host: { hostId, name: host.name, unitName: host.unitName } }
}

/** The caller's own code: made once, kept as a private file, handed out as a short-lived address. */
export async function readHostCode(context: Context): Promise<Output<'host.code'>> {
  const { staff } = context
  if (staff === null) throw new DomainError('NOT_ALLOWED')
  let file = staff.codeFile ?? null
  if (file === null) {
    const picture = await programCode('pages/booking/form/form', `h=${staff._id}`)
    file = await uploadPicture(`host-codes/${staff._id}.png`, picture)
    await keepCodeFile(staff._id, file)
  }
  const [url] = await temporaryUrls([file])
  if (url === undefined || url === null) throw new Error('the host code has no address')
  return { hostId: staff._id, name: staff.name, unitName: staff.unitName, url }
}

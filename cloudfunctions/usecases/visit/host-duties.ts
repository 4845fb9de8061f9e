import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { confirmHost as confirmed } from '../../../miniprogram/domain/visit/host-confirmation'
import { temporaryUrls, uploadPicture } from '../../platform/files'
import { programCode } from '../../platform/program-codes'
import { change } from '../../platform/unit-of-work'
import { shownRows } from '../../platform/shown-rows'
import { maySearch } from '../../stores/search-limits'
import { keepCodeFile, loadStaff } from '../../stores/staff'
import { listVisits, loadVisitIn } from '../../stores/visits'
import type { Caller } from '../caller'
import { rowOf } from './views'
import { saveVisitIn } from './save-visit'

/** What a host does: gives their word, shares their code (spec 2, 3). */

export async function listHostedVisits(
  caller: Caller,
  { list, cursor }: Input<'host.visits'>,
): Promise<Output<'host.visits'>> {
  if (caller.staff === null) throw new DomainError('NOT_ALLOWED')
  const page = await listVisits({ hostId: caller.staff._id }, list, cursor)
  const rows = shownRows(page.rows, (visit) => ({
    ...rowOf(visit, caller.today, 'masked'),
    hostConfirmation: visit.hostConfirmation,
  }))
  return { rows, next: page.next }
}

export const confirmHost = (
  caller: Caller,
  { visitId, word }: Input<'host.confirm'>,
): Promise<Output<'host.confirm'>> =>
  change(caller, async ({ tx }) => {
    const visit = caller.scope.visit(await loadVisitIn(tx, visitId))
    await saveVisitIn(tx, confirmed(visit, word, caller.today))
    return { visitId }
  })

/** One host by id; limited like the search, so that ids can't be tried through. */
export async function readHost(caller: Caller, { hostId }: Input<'host.get'>): Promise<Output<'host.get'>> {
  const [allowed, host] = await Promise.all([maySearch(caller.id, caller.now), loadStaff(hostId)])
  if (!allowed) throw new DomainError('TOO_MANY_SEARCHES')
  if (host === null || !host.active) throw new DomainError('HOST_GONE')
  return { host: { hostId, name: host.name, unitName: host.unitName } }
}

/** The caller's own code: made once, kept as a private file, handed out as a short-lived address. */
export async function readHostCode(caller: Caller): Promise<Output<'host.code'>> {
  const { staff } = caller
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

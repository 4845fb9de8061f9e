import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { temporaryUrls, uploadPicture } from '../../platform/files'
import { programCode } from '../../platform/program-codes'
import { loadUnitNames } from '../../stores/campus'
import { loadSearchDay } from '../../stores/search-limits'
import { keepCodeFile, loadStaff } from '../../stores/staff'
import type { Caller } from '../caller'
import { seeHosts } from './seen-hosts'

/** One host by id; limited like the search, so that ids can't be tried through. */
export async function readHost(caller: Caller, { hostId }: Input<'host.get'>): Promise<Output<'host.get'>> {
  const [day, host, unitName] = await Promise.all([
    loadSearchDay(caller.id, caller.now),
    loadStaff(hostId),
    loadUnitNames(),
  ])
  const found = host?.active ? host : null
  await seeHosts(caller, found === null ? [] : [hostId], { day, search: true })
  if (found === null) throw new DomainError('HOST_GONE')
  return { host: { hostId, name: found.name, unitName: unitName(found.unitId) } }
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
  const [[url], unitName] = await Promise.all([temporaryUrls([file]), loadUnitNames()])
  if (url === undefined || url === null) throw new Error('the host code has no address')
  return { hostId: staff._id, name: staff.name, unitName: unitName(staff.unitId), url }
}

import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadStaff, loadStaffIn, unbindIn } from '../../stores/staff'
import type { Caller } from '../caller'
import { changeBy, endRolesOf, holderOf } from './staff-directory'

/** Frees a row of the directory for another WeChat; the one who held it loses every role. As `endRolesIn`. */
export async function unbindStaff(
  caller: Caller,
  { staffId }: Input<'staff.unbind'>,
): Promise<Output<'staff.unbind'>> {
  const holder = await holderOf(await loadStaff(staffId))
  return change(caller, async ({ tx }) => {
    const staff = await loadStaffIn(tx, staffId)
    if (staff === null) throw new DomainError('NOT_FOUND')
    await unbindIn(tx, staff)
    await endRolesOf(tx, staff, holder, changeBy(caller))
    return { staffId }
  })
}

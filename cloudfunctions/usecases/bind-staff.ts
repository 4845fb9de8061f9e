import type { Input, Output } from '../../contract'
import { Refusal } from '../../miniprogram/domain/errors'
import { normalisePhone } from '../../miniprogram/domain/phones'
import { phoneNumberOf } from '../platform/phone-numbers'
import { lookupHash } from '../platform/sealing'
import { bindIn, findStaffByPhone, loadStaffIn } from '../stores/staff'
import { once, type Context } from './context'

/** Binds the caller to the directory by WeChat phone number: one staff member, one openid (spec 1). */
export async function bindStaff(
  context: Context,
  { code }: Input<'staff.bind'>,
): Promise<Output<'staff.bind'>> {
  const phone = await phoneNumberOf(code)
  if (phone === null) throw new Refusal('PHONE_CODE')
  const found = await findStaffByPhone(lookupHash('phone', normalisePhone(phone)))
  if (found === null) throw new Refusal('STAFF_NOT_FOUND')
  return once(context, async (tx) => {
    const staff = await loadStaffIn(tx, found._id)
    if (staff === null || !staff.active) throw new Refusal('STAFF_NOT_FOUND')
    if (staff.openid !== null && staff.openid !== context.openid) throw new Refusal('STAFF_BOUND')
    const other = await bindIn(tx, staff, context.openid)
    if (other !== null) throw new Refusal('STAFF_ALREADY', { name: other.name })
    return { name: staff.name, unitName: staff.unitName }
  })
}

import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { phoneNumberOf } from '../../platform/phone-numbers'
import { change, earlierReplyOf } from '../../platform/unit-of-work'
import { loadUnitNames } from '../../stores/campus'
import { bindIn, findStaffByPhone, loadStaffIn } from '../../stores/staff'
import type { Caller } from '../caller'
import { phoneHash } from '../visit/identity-hashes'

/** Binds the caller to the directory by WeChat phone number: one staff member, one openid (spec 1). */
export async function bindStaff(
  caller: Caller,
  { code }: Input<'staff.bind'>,
): Promise<Output<'staff.bind'>> {
  const phone = await phoneNumberOf(code)
  if (phone === null) return answerOfCopy(caller)
  const found = await findStaffByPhone(phoneHash(phone))
  if (found === null) throw new DomainError('STAFF_NOT_FOUND')
  const unitName = await loadUnitNames()
  return change(caller, async ({ tx }) => {
    const staff = await loadStaffIn(tx, found._id)
    if (staff === null || !staff.active) throw new DomainError('STAFF_NOT_FOUND')
    if (staff.openid !== null && staff.openid !== caller.id) throw new DomainError('STAFF_BOUND')
    const other = await bindIn(tx, staff, caller.id)
    if (other !== null) throw new DomainError('STAFF_ALREADY', { name: other.name })
    return { name: staff.name, unitName: unitName(staff.unitId) }
  })
}

const LOOKS = 6
const BETWEEN_LOOKS_MS = 300

/**
 * A code is good for one use: when the network delivers this request twice at once, one of the two finds it used up by
 * the other, and waits for what that one answers. PHONE_CODE when nothing comes: the code was wrong or old.
 */
async function answerOfCopy(caller: Caller): Promise<Output<'staff.bind'>> {
  for (let look = 1; look <= LOOKS; look++) {
    const answer = await earlierReplyOf<Output<'staff.bind'>>(caller)
    if (answer !== null) return answer
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS))
  }
  throw new DomainError('PHONE_CODE')
}

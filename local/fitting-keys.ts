import { requireKeys } from '../cloudfunctions/platform/keys'
import { newestIn } from '../cloudfunctions/platform/lookup-hash'
import { unseal } from '../cloudfunctions/platform/sealing'
import { listStaff } from '../cloudfunctions/stores/staff'
import { phoneHash } from '../cloudfunctions/usecases/visit/identity-hashes'

/**
 * Throws where the keys of this shell are missing, or aren't those with which the directory was written: what an operator's
 * command wrote by them no function would find. An empty environment takes any.
 */
export async function requireFittingKeys(): Promise<void> {
  requireKeys()
  const [staff] = await listStaff('', 1)
  if (staff === undefined) return
  let phone: string
  try {
    phone = unseal(staff.phone, { collection: 'staff', record: staff._id, field: 'phone' })
  } catch {
    throw otherThanThere('CAMPUS_DATA_KEYS')
  }
  if (newestIn(staff.phoneHash) !== phoneHash(phone)) throw otherThanThere('CAMPUS_LOOKUP_KEY')
}

const otherThanThere = (variable: string): Error =>
  new Error(
    `${variable} of this shell isn't the one of this environment: take it from the safe, as the deployment printed it last`,
  )

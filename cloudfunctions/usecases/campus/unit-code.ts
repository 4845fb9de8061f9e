import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { temporaryUrls, uploadPicture } from '../../platform/files'
import { programCode } from '../../platform/program-codes'
import { keepUnitCode, loadUnit, loadUnits, type Unit } from '../../stores/campus'
import { maySearch } from '../../stores/search-limits'
import type { Caller } from '../caller'

/**
 * The code of a whole unit (spec 2, Ways in): whoever scans it books with that unit and picks the host among its people.
 */

/** One unit by id, for a form that its code or card opened; limited like the search, as one host is. */
export async function readUnit(caller: Caller, { unitId }: Input<'unit.get'>): Promise<Output<'unit.get'>> {
  const [allowed, unit] = await Promise.all([maySearch(caller.id, caller.now), loadUnit(unitId)])
  if (!allowed) throw new DomainError('TOO_MANY_SEARCHES')
  if (unit === null) throw new DomainError('UNIT_REQUIRED')
  if (!unit.hasGates) throw new DomainError('CAMPUS_WITHOUT_GATES')
  return { unit: nameOf(unit) }
}

/** The code of one of the caller's own units: made once, kept as a private file, handed out as a short-lived address. */
export async function readUnitCode(
  caller: Caller,
  { unitId }: Input<'unit.code'>,
): Promise<Output<'unit.code'>> {
  const units = await ownUnits(caller.scope.units())
  const unit = unitId === undefined ? units[0] : units.find(({ _id }) => _id === unitId)
  if (unit === undefined) throw new DomainError(unitId === undefined ? 'CAMPUS_WITHOUT_GATES' : 'NOT_FOUND')
  let file = unit.codeFile ?? null
  if (file === null) {
    const picture = await programCode('pages/booking/form/form', `u=${unit._id}`)
    file = await uploadPicture(`unit-codes/${unit._id}.png`, picture)
    await keepUnitCode(unit._id, file)
  }
  const [url] = await temporaryUrls([file])
  if (url === undefined || url === null) throw new Error('the unit code has no address')
  return { unit: nameOf(unit), url, units: units.map(nameOf) }
}

/**
 * The unit of the staff member first, then those the caller approves for. A unit of a campus without gates books
 * elsewhere: its code would lead to a refusal (spec 2).
 */
const ownUnits = async (ids: readonly string[]): Promise<Unit[]> =>
  (await loadUnits(ids)).filter(({ hasGates }) => hasGates)

const nameOf = ({ _id, name }: Unit): Output<'unit.get'>['unit'] => ({ unitId: _id, name })

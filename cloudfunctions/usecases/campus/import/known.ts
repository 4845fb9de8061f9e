import type { Input, Output } from '../../../../contract'
import type { Place } from '../../../../miniprogram/domain/campus/import/places'
import { gatesOn, listAllGates, listCampuses, unitsAsTheyStand, unitsOn } from '../../../stores/campus'
import { listStaff } from '../../../stores/staff'
import type { Caller } from '../../caller'
import { phoneHash } from '../../visit/identity-hashes'
import { approversByUnit, knownStaff } from './load-surroundings'
import { marksFor } from './marks'

/** What is there, for a browser that compares a file with it. */

const PAGE = 1000

export async function readImportStaff(
  caller: Caller,
  { after }: Input<'import.staff'>,
): Promise<Output<'import.staff'>> {
  const marks = marksFor(caller)
  const found = await listStaff(after, PAGE)
  const rows = (await knownStaff(found)).map((staff) => {
    const { staffId, name, unitId, unitName, phoneHash, active, openid } = staff
    return {
      ...{ staffId, name, unitId, unitName, active, phone: marks.ofPhone(phoneHash) },
      person: openid === null ? null : marks.ofPerson(openid),
      seen: marks.ofStaff(staff),
    }
  })
  return { rows, next: found.length < PAGE ? null : (found[found.length - 1]?._id ?? null) }
}

export async function readImportPlaces(caller: Caller): Promise<Output<'import.places'>> {
  const marks = marksFor(caller)
  const [campuses, gates, units, approvers] = await Promise.all([
    listCampuses(),
    listAllGates(),
    unitsAsTheyStand(),
    approversByUnit(),
  ])
  const known = <P extends Place>(places: readonly P[]) =>
    places.map((place) => ({ place, seen: marks.ofPlace(place) }))
  return {
    ...{ campuses: known(campuses), gates: known(gatesOn(campuses, gates)) },
    units: known(unitsOn(campuses, units)),
    approvers: [...approvers].map(([unitId, openids]) => ({ unitId, people: openids.map(marks.ofPerson) })),
  }
}

export function readImportPhones(
  caller: Caller,
  { phones }: Input<'import.phones'>,
): Promise<Output<'import.phones'>> {
  const marks = marksFor(caller)
  return Promise.resolve({ marks: phones.map((phone) => marks.ofPhone(phoneHash(phone))) })
}

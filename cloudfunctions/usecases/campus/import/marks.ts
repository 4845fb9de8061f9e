import type { KnownStaff } from '../../../../miniprogram/domain/campus/import/staff-preview'
import type { Place } from '../../../../miniprogram/domain/campus/import/places'
import { canonicalJson } from '../../../platform/canonical'
import { fixedHash } from '../../../platform/sealing'
import type { Caller } from '../../caller'

/**
 * What a browser compares instead of hashes of phone numbers and of ids of WeChat users: keyed, shortened, and others for
 * everybody who imports, so that a mark tells nothing elsewhere.
 */
interface Marks {
  ofPhone(phoneHash: string): string
  ofPerson(openid: string): string
  /** Of a row of the directory as it stands; null: there is none. */
  ofStaff(staff: KnownStaff | null): string
  ofPlace(place: Place | undefined): string
}

export function marksFor({ id }: Pick<Caller, 'id'>): Marks {
  const mark = (kind: string, value: string): string => fixedHash(`import.${kind}:${id}`, value).slice(0, 16)
  return {
    ofPhone: (phoneHash) => mark('phone', phoneHash),
    ofPerson: (openid) => mark('person', openid),
    ofStaff: (staff) => (staff === null ? '' : mark('staff', canonicalJson(ownOf(staff)))),
    ofPlace: (place) => (place === undefined ? '' : mark('place', canonicalJson(withoutPicture(place)))),
  }
}

/** Of a row itself: how its unit is called is the unit's. */
export const ownOf = ({ unitName: _, ...own }: KnownStaff): Omit<KnownStaff, 'unitName'> => own

/** The picture of a unit's code is made when somebody first asks for it: that changes nothing of the unit. */
function withoutPicture(place: Place & { codeFile?: string }): Place {
  const { codeFile: _, ...rest } = place
  return rest
}

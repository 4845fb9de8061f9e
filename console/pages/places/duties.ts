import type { Input, Output } from '../../../contract'
import { DUTY_ROLES, type DutyRole } from '../../../miniprogram/domain/account/accounts'
import { dutiesWords as words } from '../../locales/zh/places'
import type { Question } from '../../shell/question'
import type { GateList } from './read-gates'

export type Duties = Output<'duty.list'>
type Duty = Duties['rows'][number]
export type StaffRow = Output<'staff.find'>['rows'][number]

/** Which accounts the address asks for; whatever isn't one means guards. */
export const dutyRoleOf = (asked: unknown): DutyRole => DUTY_ROLES.find((role) => role === asked) ?? 'guard'
export const DUTY_CHOICES = DUTY_ROLES.map((value) => ({ value, label: words.roles[value] }))

/** An account as a row. */
export interface DutyLine {
  duty: Duty
  places: string
  own: boolean
}

export function dutyLines({ rows, own }: Duties, role: DutyRole, places: GateList): DutyLine[] {
  const named = (ids: readonly string[], all: readonly { id: string; name: string }[]): string =>
    all
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(words.comma)
  return rows.map((duty) => ({
    ...{ duty, own: duty.accountId === own },
    places:
      role === 'office'
        ? words.everywhere
        : role === 'guard'
          ? named(duty.gateIds, places.gates)
          : named(duty.campusIds, places.campuses),
  }))
}

/** An account while it is made or changed. */
export interface DutyDraft {
  role: DutyRole
  /** Null: somebody has to be found yet. */
  person: { staffId: string | null; accountId: string | null; name: string } | null
  gateIds: string[]
  campusIds: string[]
  seen: string
}

export const newDuty = (role: DutyRole): DutyDraft => ({
  ...{ role, person: null, gateIds: [], campusIds: [], seen: '' },
})

export const draftOfDuty = (
  role: DutyRole,
  { accountId, name, gateIds, campusIds, seen }: Duty,
): DutyDraft => ({
  ...{ role, person: { staffId: null, accountId, name } },
  ...{ gateIds: [...gateIds], campusIds: [...campusIds], seen },
})

/** The draft as it is sent; null: somebody or some place is missing. */
export function dutyOf({ role, person, gateIds, campusIds, seen }: DutyDraft): Input<'duty.save'> | null {
  if (person === null) return null
  if (role === 'guard' && gateIds.length === 0) return null
  if (role === 'desk' && campusIds.length === 0) return null
  const { staffId, accountId } = person
  return {
    ...{ role, staffId, accountId, seen },
    ...{ gateIds: role === 'guard' ? gateIds : [], campusIds: role === 'desk' ? campusIds : [] },
  }
}

export const endQuestion = ({ duty }: DutyLine, role: DutyRole): Question => ({
  ...{ key: `${role}:${duty.accountId}`, title: words.endTitle(duty.name, words.roles[role]) },
  ...{ note: words.endNote, action: words.end, final: true, reason: null },
})

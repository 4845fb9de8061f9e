import type { Input, Output } from '../../../contract'
import { readPinyin } from '../../../miniprogram/domain/account/pinyin'
import { isId } from '../../../miniprogram/domain/values/ids'
import { staffWords as words } from '../../locales/zh/staff'
import type { Question } from '../../shell/question'

type Staff = Output<'staff.find'>['rows'][number]

/** As many as one search finds. */
const MAX_FOUND = 20
export const isCut = (rows: readonly Staff[]): boolean => rows.length >= MAX_FOUND

/** A row of the directory. */
export interface StaffLine {
  staff: Staff
  state: string
  roles: string
}

export const staffLines = (rows: readonly Staff[]): StaffLine[] =>
  rows.map((staff) => ({
    staff,
    state: !staff.active ? words.left : staff.bound ? words.bound : words.unbound,
    roles: staff.roles.map((role) => words.roleNames[role]).join(words.comma),
  }))

/** What goes with the binding (spec 1): every account. */
const lostRoles = ({ roles }: Pick<Staff, 'roles'>): string =>
  roles.map((role) => words.roleNames[role]).join(words.comma)

export const unbindQuestion = (staff: Staff): Question => ({
  ...{ key: staff.id, title: words.unbindOf(staff.name), note: words.unbindNote(lostRoles(staff)) },
  ...{ action: words.unbind, final: true, reason: null },
})

/** A row while it is typed. */
export interface StaffDraft {
  /** Null: a new one. */
  before: Staff | null
  staffId: string
  name: string
  unitId: string
  /** Empty: as it is. */
  phone: string
  pinyin: string
  active: boolean
  seen: string
}

export const newStaff = (): StaffDraft => ({
  ...{ before: null, staffId: '', name: '', unitId: '', phone: '', pinyin: '', active: true, seen: '' },
})

export const draftOfStaff = (staff: Staff): StaffDraft => ({
  ...{ before: staff, staffId: staff.id, name: staff.name, unitId: staff.unitId },
  ...{ phone: '', pinyin: '', active: staff.active, seen: staff.seen },
})

/** The draft as it is sent; null: something is missing. */
export function staffOf(draft: StaffDraft): Input<'staff.save'> | null {
  const [staffId, name, phone] = [draft.staffId.trim(), draft.name.trim(), draft.phone.trim()]
  if (!isId(staffId) || name === '' || draft.unitId === '') return null
  if (draft.before === null && phone === '') return null
  const pinyin = readPinyin(draft.pinyin)
  if (pinyin === null) return null
  return {
    staffId,
    name,
    unitId: draft.unitId,
    pinyin,
    active: draft.active,
    seen: draft.seen,
    phone: phone === '' ? null : phone,
  }
}

/** What saving brings about besides; empty: nothing. */
export function savingNotes({ before, unitId, phone, active }: StaffDraft): string[] {
  if (before === null) return []
  const unbinds = before.bound && (phone.trim() !== '' || !active)
  return [
    ...(unbinds ? [words.lost(lostRoles(before))] : []),
    ...(unitId === before.unitId ? [] : [words.movesNote]),
  ]
}

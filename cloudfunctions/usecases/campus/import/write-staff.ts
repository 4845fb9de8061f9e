import { sheetOf } from '../../../../miniprogram/domain/campus/import/piece'
import {
  lastApprovers,
  previewStaff,
  unbinds,
  type KnownStaff,
  type Leaver,
  type StaffChange,
  type StaffPreview,
} from '../../../../miniprogram/domain/campus/import/staff-preview'
import { readStaffSheet, type StaffSheet } from '../../../../miniprogram/domain/campus/import/staff-rows'
import { findDeciders, loadAccountsOfAll } from '../../../stores/accounts'
import { loadPhoneHolders, loadStaffRows } from '../../../stores/staff'
import { changeBy } from '../../account/staff-directory'
import type { Caller } from '../../caller'
import { phoneHash } from '../../visit/identity-hashes'
import { moveBookingsWith } from '../../visit/move-with-host'
import { applyStaff } from './apply-staff'
import { knownStaff, knownUnits } from './load-surroundings'
import { marksFor } from './marks'
import { faulty, stale, type Piece, type Refused } from './refused'

/** Writes rows of the directory and takes leavers out of it; each row by itself, so that one that is refused keeps no other. */
export async function writeStaffPiece(caller: Caller, piece: Piece): Promise<Refused[]> {
  const sheet = readStaffSheet(sheetOf('staff', piece.rows), [], caller.today)
  const leaverIds = piece.leavers.map(({ staffId }) => staffId)
  const leaving = await sortLeavers(caller, piece)
  const { preview, known } = await compare(sheet, leaverIds, leaving.allowed)
  const { allowed, refused } = sortChanges(caller, piece, preview)
  const unwritten = await applyStaff(
    { ...caller, ...changeBy(caller) },
    { leavers: leaving.allowed, changes: allowed },
  )
  const rowOf = new Map(allowed.map(({ staffId, row }) => [staffId, row]))
  // An earlier try of this piece may have ended between a move and the bookings that follow it.
  if (preview.unchanged > 0)
    await moveBookingsWith(
      caller,
      sheet.rows.flatMap(({ staffId }) => (known.has(staffId) ? [staffId] : [])),
    )
  return [
    ...sheet.faults.map(faulty),
    ...refused,
    ...leaving.refused,
    ...unwritten.map(({ staffId, code }) => ({
      ...{ row: rowOf.get(staffId) ?? null, id: staffId, code, about: '' },
    })),
  ]
}

/** The piece beside as much of the directory as it touches. `gone`: who leaves before anything is compared. */
async function compare(
  sheet: StaffSheet,
  leaving: readonly string[],
  gone: readonly Leaver[],
): Promise<{ preview: StaffPreview; known: ReadonlyMap<string, KnownStaff> }> {
  const ids = new Set(sheet.rows.map(({ staffId }) => staffId))
  const [rows, holders, units] = await Promise.all([
    loadStaffRows([...ids]),
    loadPhoneHolders(sheet.rows.map(({ phone }) => phoneHash(phone))),
    knownUnits(),
  ])
  const others = holders.filter(({ _id }) => !ids.has(_id) && !leaving.includes(_id))
  const staff = await knownStaff([...rows, ...others])
  const next = new Map(sheet.rows.map(({ staffId, phone }) => [staffId, phoneHash(phone)]))
  const unbound = staff.filter((each) => unbinds(each, next.get(each.staffId) ?? each.phoneHash))
  // Whoever else is looked at stands elsewhere in the file.
  const faultyIds = new Set([...sheet.faulty, ...others.map(({ _id }) => _id)])
  const preview = previewStaff(
    { ...sheet, faulty: faultyIds, nameless: 0 },
    { staff, units, approvers: await approversBeside(unbound, gone), hashOf: phoneHash },
  )
  return { preview, known: new Map(staff.map((each) => [each.staffId, each])) }
}

function sortChanges(
  caller: Caller,
  { rows }: Piece,
  { added, unbound, moved, changed, doubtful }: StaffPreview,
): { allowed: StaffChange[]; refused: Refused[] } {
  const { ofStaff } = marksFor(caller)
  const sent = new Map(rows.map((each) => [each.row, each]))
  const refused: Refused[] = []
  const looked = doubtful.flatMap(({ change, code, row, staffId, about }) => {
    if (change !== null && sent.get(change.row)?.looked === true) return [change]
    refused.push({ row, id: staffId, code, about })
    return []
  })
  const allowed = [...unbound, ...moved, ...changed, ...added, ...looked].filter(
    ({ row, staffId, before }) => {
      const same = sent.get(row)?.seen === ofStaff(before)
      if (!same) refused.push(stale(row, staffId))
      return same
    },
  )
  return { allowed, refused }
}

async function sortLeavers(
  caller: Caller,
  { leavers }: Piece,
): Promise<{ allowed: Leaver[]; refused: Refused[] }> {
  const { ofStaff } = marksFor(caller)
  const staff = await loadStaffRows(leavers.map(({ staffId }) => staffId)).then(knownStaff)
  const known = new Map(staff.map((each) => [each.staffId, each]))
  const orphaned = lastApprovers(staff, await approversBeside(staff))
  const refused: Refused[] = []
  const allowed = leavers.flatMap(({ staffId, seen, looked }): Leaver[] => {
    const row = known.get(staffId)
    if (row?.active !== true) return []
    const last = row.openid === null ? undefined : orphaned.get(row.openid)
    if (seen !== ofStaff(row)) refused.push(stale(null, staffId))
    else if (last !== undefined && !looked)
      refused.push({ row: null, id: staffId, code: 'LAST_APPROVER', about: last })
    else return [{ staffId, name: row.name, unitName: row.unitName, openid: row.openid, row: null }]
    return []
  })
  return { allowed, refused }
}

/** Who approves for the units for which one of these does, but those who have gone. */
async function approversBeside(
  staff: readonly KnownStaff[],
  gone: readonly Leaver[] = [],
): Promise<Map<string, string[]>> {
  const isGone = new Set(gone.map(({ openid }) => openid))
  const openids = staff.flatMap(({ openid }) => openid ?? [])
  const accounts = openids.length === 0 ? [] : await loadAccountsOfAll(openids)
  const unitIds = new Set(
    accounts.flatMap((account) => ('unitIds' in account ? (account.unitIds as string[]) : [])),
  )
  const deciders = await Promise.all(
    [...unitIds].map(async (unitId): Promise<[string, string[]]> => {
      const able = (await findDeciders(unitId)).filter(
        ({ role, openid }) => role === 'approver' && !isGone.has(openid),
      )
      return [unitId, able.map(({ openid }) => openid)]
    }),
  )
  return new Map(deciders)
}

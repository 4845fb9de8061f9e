import { isDomainError } from '../../../../miniprogram/domain/errors'
import type { PersonName } from '../../../../miniprogram/domain/values/names'
import type { PhoneNumber } from '../../../../miniprogram/domain/values/phones'
import { nameReadings } from '../../../platform/name-readings'
import { canonicalJson } from '../../../platform/canonical'
import { changeEach, type Changer } from '../../../platform/unit-of-work'
import { roleHolderOf, type RoleHolder } from '../../account/end-roles'
import { addStaffIn, loadStaffIn, phonesTaken, type Staff } from '../../../stores/staff'
import { listPendingOf } from '../../../stores/visits'
import { phoneHash } from '../../visit/identity-hashes'
import { moveBookingsWith } from '../../visit/move-with-host'
import {
  documentOf,
  leaveIn,
  writeStaffIn,
  type DirectoryChange,
  type StaffEntry,
} from '../../account/staff-directory'
import { inLanes } from '../../in-batches'
import { ownStaff } from './load-surroundings'
import { ownOf } from './marks'
import { refusal, STALE } from './refused'
import {
  isSame,
  type KnownStaff,
  type Leaver,
  type StaffChange,
} from '../../../../miniprogram/domain/campus/import/staff-preview'

/** A row that could not be written, with the code of the refusal; the others are. */
export interface Unwritten {
  staffId: string
  name: string
  code: string
}

/** Rows one piece has: cut off, at most this many are to do again, and doing them again changes nothing. */
const PIECE = 90

/**
 * Applies what a preview has shown, in pieces that each stand by themselves: cut off anywhere, the next preview shows
 * what is left. Leavers go first, so that their numbers are free. Answers the rows that were refused.
 */
export async function applyStaff(
  by: Changer & DirectoryChange,
  { leavers, changes }: { leavers: readonly Leaver[]; changes: readonly StaffChange[] },
  progress: (done: number) => void = () => {},
  atOnce = 4,
): Promise<Unwritten[]> {
  const unwritten: Unwritten[] = []
  let done = 0
  const each = async <T extends { staffId: string; name: string }>(
    items: readonly T[],
    write: (piece: readonly T[]) => Promise<(string | null)[]>,
  ): Promise<void> => {
    await inLanes(items, { piece: PIECE, atOnce }, async (piece) => {
      const codes = await write(piece)
      codes.forEach((code, index) => {
        const { staffId = '', name = '' } = piece[index] ?? {}
        if (code !== null) unwritten.push({ staffId, name, code })
      })
      progress((done += piece.length))
    })
  }
  await each(leavers, (piece) => writeLeavers(by, piece))
  // whoever gives a number up comes before whoever gets it
  await each(
    changes.filter(({ before }) => before !== null),
    (piece) => writeChanges(by, piece),
  )
  await each(byUnit(changes.filter(({ before }) => before === null)), (piece) => addRows(by, piece))
  return unwritten
}

/**
 * Moves the pending bookings that stayed behind with a unit where their host isn't any more: an import that was cut off between
 * a move and its bookings finds the row as the file says, and nothing to write. @param staff the directory
 */
export async function moveLeftBehind(by: Changer, staff: readonly KnownStaff[]): Promise<void> {
  const here = staff.filter(({ active }) => active)
  await inLanes(here, { piece: PIECE, atOnce: 4 }, async (piece) => {
    const unitOf = new Map(piece.map(({ staffId, unitId }) => [staffId, unitId]))
    const pending = await listPendingOf([...unitOf.keys()])
    const behind = pending.filter(({ hostId, unitId }) => unitOf.get(hostId) !== unitId)
    await moveBookingsWith(by, [...new Set(behind.map(({ hostId }) => hostId))])
  })
}

async function writeLeavers(
  by: Changer & DirectoryChange,
  piece: readonly Leaver[],
): Promise<(string | null)[]> {
  const holders = await Promise.all(piece.map(({ openid }) => holderOf(openid)))
  const items = piece.map(({ staffId }, index) => ({ staffId, holder: holders[index] ?? null }))
  return changeEach(
    by,
    items,
    async ({ tx }, { staffId, holder }) => {
      await leaveIn(tx, staffId, holder, by)
      return null
    },
    refusal,
  )
}

async function writeChanges(
  by: Changer & DirectoryChange,
  piece: readonly StaffChange[],
): Promise<(string | null)[]> {
  const holders = await Promise.all(piece.map(({ before }) => holderOf(before?.openid ?? null)))
  const items = piece.map((change, index) => ({ change, holder: holders[index] ?? null }))
  const codes = await changeEach(
    by,
    items,
    async ({ tx }, { change, holder }) => {
      const now = await loadStaffIn(tx, change.staffId)
      if (now !== null && isSame(change, now, phoneHash)) return null
      if (!isAsSeen(now, change.before)) return STALE
      // who else has the number, the preview has seen
      await writeStaffIn(tx, entryOf(change), { phoneHolder: null, holder }, by)
      return null
    },
    refusal,
  )
  const moved = piece.filter(({ before, unitId }) => before !== null && before.unitId !== unitId)
  await moveBookingsWith(
    by,
    moved.map(({ staffId }) => staffId),
  )
  return codes
}

/**
 * New rows: those whose number nobody ever had are added without reading each first, which halves the requests. The others,
 * and all of a piece where somebody was faster, go as changes do.
 */
async function addRows(
  by: Changer & DirectoryChange,
  piece: readonly StaffChange[],
): Promise<(string | null)[]> {
  const rows = piece.map((change) => documentOf(entryOf(change), change.unitName))
  const taken = await phonesTaken(rows.map(({ phoneHash }) => phoneHash))
  if (taken.size > 0) return writeChanges(by, piece)
  try {
    return await changeEach(by, rows, ({ tx }, row) => addStaffIn(tx, row).then(() => null), refusal)
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'BUSY') throw error
    return writeChanges(by, piece)
  }
}

/** Who comes one after the other stands side by side in the index that searches a unit, so each commit touches less of it. */
const byUnit = (changes: readonly StaffChange[]): StaffChange[] =>
  [...changes].sort((a, b) => (`${a.unitId} ${a.name}` < `${b.unitId} ${b.name}` ? -1 : 1))

/** The preview has read name and number by the rules of domain/values. */
const entryOf = ({ staffId, unitId, name, phone }: StaffChange): StaffEntry => ({
  ...{ staffId, unitId, active: true, readings: nameReadings(name) },
  ...{ name: name as PersonName, phone: phone as PhoneNumber },
})

const holderOf = async (openid: string | null): Promise<RoleHolder | null> =>
  openid === null ? null : roleHolderOf(openid)

function isAsSeen(now: Staff | null, before: KnownStaff | null): boolean {
  if (now === null || before === null) return now === before
  return canonicalJson(ownStaff(now)) === canonicalJson(ownOf(before))
}

import type { Output } from '../../../../contract'
import { previewApprovers } from '../../../../miniprogram/domain/campus/import/approvers'
import { sheetOf } from '../../../../miniprogram/domain/campus/import/piece'
import {
  previewCampuses,
  previewGates,
  previewUnits,
  type Place,
  type PlacePreview,
} from '../../../../miniprogram/domain/campus/import/places'
import type { Sheet } from '../../../../miniprogram/domain/campus/import/sheet'
import { change, earlierReplyOf } from '../../../platform/unit-of-work'
import {
  gatesOn,
  listAllGates,
  listCampuses,
  unitsAsTheyStand,
  unitsOn,
  type Campus,
  type Gate,
  type StoredGate,
  type StoredUnit,
  type Unit,
} from '../../../stores/campus'
import { loadStaffRows } from '../../../stores/staff'
import { changeBy } from '../../account/staff-directory'
import type { Caller } from '../../caller'
import { applyCampuses, applyGates, applyGrants, applyUnits } from './apply-places'
import { approversByUnit, knownStaff, knownUnits } from './load-surroundings'
import { marksFor } from './marks'
import { faulty, stale, type Piece, type Refused } from './refused'
import { writeStaffPiece } from './write-staff'

/**
 * Writes a piece of a file (spec 1, Import), which is read here as the whole file was read in the browser: what that said of it
 * counts for nothing. Rows that stand as the file says are passed by, so that a piece can be sent again.
 */
export async function writeImport(caller: Caller, piece: Piece): Promise<Output<'import.write'>> {
  const earlier = await earlierReplyOf<Output<'import.write'>>(caller)
  if (earlier !== null) return earlier
  const refused = await written(caller, piece)
  return change(caller, () => Promise.resolve({ refused }))
}

function written(caller: Caller, piece: Piece): Promise<Refused[]> {
  const by = { ...caller, ...changeBy(caller) }
  switch (piece.table) {
    case 'staff':
      return writeStaffPiece(caller, piece)
    case 'approvers':
      return writeApprovers(caller, piece)
    case 'campuses':
      return writePlaces(caller, piece, CAMPUSES, (places) => applyCampuses(by, places))
    case 'units':
      return writePlaces(caller, piece, UNITS, (places) => applyUnits(by, places))
    case 'gates':
      return writePlaces(caller, piece, GATES, (places) => applyGates(by, places))
  }
}

/** How a file of places is compared with those there are. */
interface PlaceTable<Stands, P extends Place> {
  load: () => Promise<Stands[]>
  onCampuses: (campuses: readonly Campus[], places: readonly Stands[]) => readonly P[]
  preview: (sheet: Sheet, known: readonly P[], campuses: readonly Campus[]) => PlacePreview<P>
}

const CAMPUSES: PlaceTable<Campus, Campus> = {
  ...{ load: listCampuses, onCampuses: (campuses) => campuses, preview: previewCampuses },
}
const UNITS: PlaceTable<StoredUnit, Unit> = {
  ...{ load: unitsAsTheyStand, onCampuses: unitsOn, preview: previewUnits },
}
const GATES: PlaceTable<StoredGate, Gate> = {
  ...{ load: listAllGates, onCampuses: gatesOn, preview: previewGates },
}

async function writePlaces<Stands, P extends Place>(
  caller: Caller,
  { table, rows }: Piece,
  { load, onCampuses, preview }: PlaceTable<Stands, P>,
  apply: (places: readonly P[]) => Promise<void>,
): Promise<Refused[]> {
  const [stands, campuses] = await Promise.all([load(), listCampuses()])
  const known = onCampuses(campuses, stands)
  const { ofPlace } = marksFor(caller)
  const found = preview(sheetOf(table, rows), known, campuses)
  const refused = found.faults.map(faulty)
  const sent = new Map(rows.map((each) => [each.row, each]))
  const rowOf = ({ _id }: Place): number => found.rows.get(_id)?.row ?? 0
  const looked = found.doubtful.flatMap(({ place, kilometres }) => {
    const row = rowOf(place)
    if (sent.get(row)?.looked === true) return [place]
    refused.push({ row, id: place._id, code: 'GATE_FAR', about: String(Math.round(kilometres)) })
    return []
  })
  const asSeen = [...found.added, ...found.changed, ...looked].filter((place) => {
    const row = rowOf(place)
    const same = sent.get(row)?.seen === ofPlace(known.find(({ _id }) => _id === place._id))
    if (!same) refused.push(stale(row, place._id))
    return same
  })
  await apply(asSeen)
  return refused
}

/** Approver accounts are given by what the directory says now. */
async function writeApprovers(caller: Caller, { table, rows }: Piece): Promise<Refused[]> {
  const by = { ...caller, ...changeBy(caller) }
  const [staff, units, approvers] = await Promise.all([
    loadStaffRows(rows.map(({ cells: [staffId = ''] }) => staffId)),
    knownUnits(),
    approversByUnit(),
  ])
  const { added, faults } = previewApprovers(sheetOf(table, rows), await knownStaff(staff), units, approvers)
  const refused = await applyGrants(by, added)
  return [
    ...faults.map(faulty),
    ...refused.map(({ row, staffId: id, code }) => ({ row, id, code, about: '' })),
  ]
}

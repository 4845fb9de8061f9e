import type { Input, Output } from '../../../contract'
import { previewApprovers } from '../../../miniprogram/domain/campus/import/approvers'
import { cellsOf } from '../../../miniprogram/domain/campus/import/piece'
import { PIECE_ROWS, type ImportTable } from '../../../miniprogram/domain/campus/import/piece-limits'
import {
  followersOf,
  isRenamed,
  previewCampuses,
  previewGates,
  previewUnits,
  type Place,
  type PlacePreview,
} from '../../../miniprogram/domain/campus/import/places'
import type { Sheet } from '../../../miniprogram/domain/campus/import/sheet'
import {
  previewStaff,
  type KnownStaff,
  type Leaver,
  type StaffChange,
  type StaffPreview,
} from '../../../miniprogram/domain/campus/import/staff-preview'
import { readStaffSheet } from '../../../miniprogram/domain/campus/import/staff-rows'
import { readAs } from '../../../miniprogram/locales/zh/gate-location'
import { followWords } from '../../../miniprogram/locales/zh/import'
import type { Day } from '../../../miniprogram/domain/values/days'
import { approverParts, placeParts, staffParts, type PreviewPart } from './parts'

/** What a file would change, said by the rules that the command has too, and the pieces in which it goes to the server. */

export type Piece = Input<'import.write'>

/** What is there: marks stand for what a browser compares and doesn't learn. */
export interface Known extends Output<'import.places'> {
  staff: Output<'import.staff'>['rows']
}

export interface Plan {
  parts: PreviewPart[]
  unchanged: number
  /** Of the doubtful ones, how many are done once somebody has looked. */
  doable: number
  leavers: (looked: boolean) => number
  /** How many are unbound by another number. */
  unbound: (looked: boolean) => number
  /** Pieces by phase: who frees a number comes before who takes it. */
  phases: (looked: boolean) => Piece[][]
}

/** @param marksOf gives the marks of phone numbers. Throws `MissingColumns`. */
export async function planOf(
  table: ImportTable,
  sheet: Sheet,
  known: Known,
  { today, marksOf }: { today: Day; marksOf: (phones: string[]) => Promise<ReadonlyMap<string, string>> },
): Promise<Plan> {
  const campuses = known.campuses.map(({ place }) => place)
  const units = known.units.map(({ place }) => place)
  const gates = known.gates.map(({ place }) => place)
  switch (table) {
    case 'staff': {
      const ids = known.staff.map(({ staffId }) => staffId)
      const rows = readStaffSheet(sheet, ids, today)
      const marks = await marksOf([...new Set(rows.rows.map(({ phone }) => phone))])
      const preview = previewStaff(rows, { ...around(known), hashOf: (phone) => marks.get(phone) ?? '' })
      return staffPlan(preview, new Map(known.staff.map(({ staffId, seen }) => [staffId, seen])))
    }
    case 'approvers': {
      const there = around(known)
      const preview = previewApprovers(sheet, there.staff, there.units, there.approvers)
      const rows = preview.added.map(({ row, staffId, name, unitId }) => ({
        ...{ row, cells: cellsOf(table, { staffId, name, unit: unitId }) },
        ...{ seen: '', looked: false },
      }))
      return plain(approverParts(preview), preview.unchanged, [piecesOf(table, rows)])
    }
    case 'campuses':
      return placePlan(table, previewCampuses(sheet, campuses), known.campuses, ({ _id }) => {
        const follow = followersOf(_id, units, gates)
        return followWords.campus(follow.units, follow.gates)
      })
    case 'units':
      return placePlan(table, previewUnits(sheet, units, campuses), known.units, ({ _id, name }) =>
        isRenamed(units, _id, name) ? followWords.unit : '',
      )
    case 'gates':
      return placePlan(table, previewGates(sheet, gates, campuses), known.gates, ({ location }) =>
        location === undefined ? '' : readAs(location),
      )
  }
}

const around = ({ staff, units, approvers }: Known) => ({
  staff: staff.map(({ staffId, name, unitId, unitName, phone, active, person }): KnownStaff => ({
    ...{ staffId, name, unitId, unitName, active },
    ...{ phoneHash: phone, openid: person },
  })),
  units: units.map(({ place }) => ({ unitId: place._id, name: place.name })),
  approvers: new Map(approvers.map(({ unitId, people }) => [unitId, people])),
})

function staffPlan(preview: StaffPreview, seen: ReadonlyMap<string, string>): Plan {
  const { added, unbound, moved, changed, gone, doubtful } = preview
  const doubtfulChanges = doubtful.flatMap(({ change }) => change ?? [])
  const doubtfulLeavers = doubtful.flatMap(({ leaver }) => leaver ?? [])
  const rowOf = ({ row, staffId, name, unitId, phone }: StaffChange, looked: boolean) => ({
    ...{ row, cells: cellsOf('staff', { staffId, name, unit: unitId, phone }) },
    ...{ seen: seen.get(staffId) ?? '', looked },
  })
  const leaverOf = ({ staffId }: Leaver, looked: boolean) => ({
    ...{ staffId, seen: seen.get(staffId) ?? '', looked },
  })
  return {
    ...{ parts: staffParts(preview), unchanged: preview.unchanged },
    doable: doubtfulChanges.length + doubtfulLeavers.length,
    unbound: (looked) =>
      unbound.length + (looked ? doubtfulChanges.filter(({ loses }) => loses !== null).length : 0),
    leavers: (looked) => gone.length + (looked ? doubtfulLeavers.length : 0),
    phases: (looked) => {
      const leavers = [
        ...gone.map((each) => leaverOf(each, false)),
        ...(looked ? doubtfulLeavers.map((each) => leaverOf(each, true)) : []),
      ]
      const changes = [
        ...[...unbound, ...moved, ...changed].map((each) => rowOf(each, false)),
        ...(looked ? doubtfulChanges.map((each) => rowOf(each, true)) : []),
      ]
      return [
        cut(leavers).map((some) => ({ table: 'staff', rows: [], leavers: some })),
        piecesOf('staff', changes),
        piecesOf(
          'staff',
          byUnit(added).map((each) => rowOf(each, false)),
        ),
      ]
    },
  }
}

/** Who comes one after the other stands side by side in the index that searches a unit. */
const byUnit = (changes: readonly StaffChange[]): StaffChange[] =>
  [...changes].sort((a, b) => (`${a.unitId} ${a.name}` < `${b.unitId} ${b.name}` ? -1 : 1))

function placePlan<P extends Place>(
  table: ImportTable,
  preview: PlacePreview<P>,
  known: readonly { place: Place; seen: string }[],
  follows: (place: P) => string,
): Plan {
  const seen = new Map(known.map(({ place, seen: mark }) => [place._id, mark]))
  const rowsOf = (places: readonly P[], looked: boolean) =>
    places.flatMap(({ _id }) => {
      const found = preview.rows.get(_id)
      if (found === undefined) return []
      const { row, texts } = found
      return [{ row, cells: cellsOf(table, texts), seen: seen.get(_id) ?? '', looked }]
    })
  const sure = rowsOf([...preview.added, ...preview.changed], false)
  const doubtful = rowsOf(
    preview.doubtful.map(({ place }) => place),
    true,
  )
  return {
    ...plain(placeParts(preview, follows), preview.unchanged, []),
    doable: doubtful.length,
    phases: (looked) => [piecesOf(table, looked ? [...sure, ...doubtful] : sure)],
  }
}

const plain = (parts: PreviewPart[], unchanged: number, phases: Piece[][]): Plan => ({
  ...{ parts, unchanged, doable: 0 },
  ...{ leavers: () => 0, unbound: () => 0 },
  phases: () => phases,
})

const piecesOf = (table: ImportTable, rows: readonly Piece['rows'][number][]): Piece[] =>
  cut(rows).map((some) => ({ table, rows: some, leavers: [] }))

function cut<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / PIECE_ROWS) }, (_, index) =>
    items.slice(index * PIECE_ROWS, (index + 1) * PIECE_ROWS),
  )
}

export const sizeOf = ({ rows, leavers }: Piece): number => rows.length + leavers.length

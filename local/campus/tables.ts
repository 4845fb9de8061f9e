import { dayOf } from '../../miniprogram/domain/values/days'
import { reportWords } from '../../cloudfunctions/locales/zh/import'
import { farGate } from '../../miniprogram/locales/zh/gate-location'
import { doubtWords, faultWords, followWords } from '../../miniprogram/locales/zh/import'
import { byOperator } from '../../cloudfunctions/usecases/caller'
import {
  applyCampuses,
  applyGates,
  applyGrants,
  applyUnits,
} from '../../cloudfunctions/usecases/campus/import/apply-places'
import {
  applyStaff,
  moveLeftBehind,
  type Unwritten,
} from '../../cloudfunctions/usecases/campus/import/apply-staff'
import { previewApprovers } from '../../miniprogram/domain/campus/import/approvers'
import { loadSurroundings } from '../../cloudfunctions/usecases/campus/import/load-surroundings'
import {
  followersOf,
  isRenamed,
  previewCampuses,
  previewGates,
  previewUnits,
  type Place,
  type PlacePreview,
} from '../../miniprogram/domain/campus/import/places'
import type { CellError, Sheet } from '../../miniprogram/domain/campus/import/sheet'
import { previewStaff } from '../../miniprogram/domain/campus/import/staff-preview'
import { readStaffSheet } from '../../miniprogram/domain/campus/import/staff-rows'
import {
  gatesOn,
  listAllGates,
  listCampuses,
  unitsAsTheyStand,
  unitsOn,
} from '../../cloudfunctions/stores/campus'

/** One kind of file: what it would change, in words, and what does it. */
export interface Plan {
  /** Title → lines, in the order in which they are read. */
  parts: [title: string, lines: string[]][]
  unchanged: number
  /** How many would be written. */
  count: number
  apply: (progress: (done: number) => void) => Promise<Unwritten[]>
}

export const TABLES = ['campuses', 'gates', 'units', 'staff', 'approvers'] as const
export type TableName = (typeof TABLES)[number]

const { titles } = reportWords

/** `doubtful`: somebody has looked, what can be done of it shall be done too. `now`: epoch milliseconds. */
export async function planOf(
  table: TableName,
  sheet: Sheet,
  { doubtful, now }: { doubtful: boolean; now: number },
): Promise<Plan> {
  const by = { ...byOperator(`import.${table}`, now), byName: reportWords.byName, at: now }
  const none = async <T>(done: Promise<T>): Promise<Unwritten[]> => done.then(() => [])
  switch (table) {
    case 'staff':
      return staffPlan(sheet, doubtful, by)
    case 'approvers': {
      const { staff, units, approvers } = await loadSurroundings()
      const { added, missing, unchanged, faults } = previewApprovers(sheet, staff, units, approvers)
      const line = ({ name, unitName }: { name: string; unitName: string }) => `${name}（${unitName}）`
      return {
        parts: [
          [titles.added, added.map(line)],
          [titles.missing, missing.map(line)],
          [titles.faults, faults.map(faultLine)],
        ],
        ...{ unchanged, count: added.length },
        apply: () => applyGrants(by, added),
      }
    }
    case 'campuses': {
      const { campuses, units, gates } = await loadPlaces()
      const follows = ({ _id }: Place): string => {
        const follow = followersOf(_id, units, gates)
        return followWords.campus(follow.units, follow.gates)
      }
      return placePlan(previewCampuses(sheet, campuses), { follows, doubtful }, (places) =>
        none(applyCampuses(by, places)),
      )
    }
    case 'units': {
      const { campuses, units } = await loadPlaces()
      const follows = ({ _id, name }: Place): string => (isRenamed(units, _id, name) ? followWords.unit : '')
      return placePlan(previewUnits(sheet, units, campuses), { follows, doubtful }, (places) =>
        none(applyUnits(by, places)),
      )
    }
    case 'gates': {
      const { campuses, gates } = await loadPlaces()
      return placePlan(previewGates(sheet, gates, campuses), { follows: () => '', doubtful }, (places) =>
        none(applyGates(by, places)),
      )
    }
  }
}

async function loadPlaces() {
  const [campuses, units, gates] = await Promise.all([listCampuses(), unitsAsTheyStand(), listAllGates()])
  return { campuses, units: unitsOn(campuses, units), gates: gatesOn(campuses, gates) }
}

async function staffPlan(
  sheet: Sheet,
  doubtful: boolean,
  by: Parameters<typeof applyStaff>[0],
): Promise<Plan> {
  const around = await loadSurroundings()
  const known = around.staff.map(({ staffId }) => staffId)
  const preview = previewStaff(readStaffSheet(sheet, known, dayOf(by.at)), around)
  const looked = doubtful ? preview.doubtful : []
  const leavers = [...preview.gone, ...looked.flatMap(({ leaver }) => leaver ?? [])]
  const changes = [
    ...[...preview.unbound, ...preview.moved, ...preview.changed, ...preview.added],
    ...looked.flatMap(({ change }) => change ?? []),
  ]
  const { person } = reportWords
  return {
    parts: [
      [titles.added, preview.added.map((row) => person(row.staffId, row.name, row.unitName))],
      [
        titles.unbound,
        preview.unbound.map((row) =>
          reportWords.unbound(person(row.staffId, row.name, row.unitName), row.loses ?? []),
        ),
      ],
      [
        titles.moved,
        preview.moved.map((row) =>
          reportWords.moved(person(row.staffId, row.name, row.unitName), row.before?.unitName ?? ''),
        ),
      ],
      [titles.changed, preview.changed.map((row) => person(row.staffId, row.name, row.unitName))],
      [titles.gone, preview.gone.map((row) => person(row.staffId, row.name, row.unitName))],
      [
        titles.doubtful,
        preview.doubtful.map(({ row, staffId, name, code, about }) =>
          reportWords.doubt(row, staffId, name, doubtWords[code](about)),
        ),
      ],
      [titles.faults, preview.faults.map(faultLine)],
    ],
    ...{ unchanged: preview.unchanged, count: leavers.length + changes.length },
    apply: async (progress) => {
      const unwritten = await applyStaff(by, { leavers, changes }, progress)
      await moveLeftBehind(by, around.staff)
      return unwritten
    },
  }
}

function placePlan<P extends Place>(
  preview: PlacePreview<P>,
  { follows, doubtful }: { follows: (place: P) => string; doubtful: boolean },
  apply: (places: P[]) => Promise<Unwritten[]>,
): Plan {
  const { added, changed, missing, unchanged, faults } = preview
  const looked = doubtful ? preview.doubtful.map(({ place }) => place) : []
  const places = [...added, ...changed, ...looked]
  const line = ({ _id, name }: Place): string => `${_id} ${name}`
  return {
    parts: [
      [titles.added, added.map(line)],
      [
        titles.changed,
        changed.map((place) => [line(place), follows(place)].filter((words) => words !== '').join('，')),
      ],
      [titles.missing, missing.map(line)],
      [
        titles.doubtful,
        preview.doubtful.map(({ place, campus, kilometres }) =>
          reportWords.doubt(
            preview.rows.get(place._id)?.row ?? null,
            place._id,
            place.name,
            farGate(campus, kilometres),
          ),
        ),
      ],
      [titles.faults, faults.map(faultLine)],
    ],
    ...{ unchanged, count: places.length },
    apply: () => apply(places),
  }
}

/** Where a cell's fault stands and what to do about it. */
export const faultLine = ({ row, column, heading, code }: CellError): string =>
  reportWords.fault(row, column, heading, faultWords[code])

import { searchForm } from '../../values/text'
import type { StaffRow, StaffSheet } from './staff-rows'
import type { CellError } from './sheet'

/** What an import would do, before anybody has said that it shall. Pure: the same file and directory, the same answer. */

/** A row of the directory as it stands, as much of it as an import has to know. */
export interface KnownStaff {
  staffId: string
  name: string
  unitId: string
  unitName: string
  phoneHash: string
  active: boolean
  openid: string | null
}

export interface KnownUnit {
  unitId: string
  name: string
}

export interface Surroundings {
  staff: readonly KnownStaff[]
  units: readonly KnownUnit[]
  /** Who may decide, by unit: openids of active approvers. */
  approvers: ReadonlyMap<string, readonly string[]>
  hashOf: (phone: string) => string
}

/** A row to be written. */
export interface StaffChange extends StaffRow {
  unitId: string
  unitName: string
  /** As it stands now; null: new. */
  before: KnownStaff | null
  /** Names of the units for which a bound person decides no more, since another number unbinds; null: nobody is unbound. */
  loses: readonly string[] | null
}

export interface Leaver {
  staffId: string
  name: string
  unitName: string
  openid: string | null
  /** The row that says so; null: the file doesn't name this person any more. */
  row: number | null
}

/**
 * Why somebody has to look first. PHONE_TWICE: two rows of the file have one number. PHONE_TAKEN: another active row of the
 * directory has it. UNIT_UNKNOWN. SOMEBODY_ELSE: neither name nor number are those of this staff number. LAST_APPROVER:
 * nobody would be left to decide for a unit, since who does leaves or gets another number. MANY_GONE: more than a tenth would leave at once. LEAVER_UNSURE: a row without a
 * readable staff number may be this person's.
 */
export type DoubtCode =
  | 'PHONE_TWICE'
  | 'PHONE_TAKEN'
  | 'UNIT_UNKNOWN'
  | 'SOMEBODY_ELSE'
  | 'LAST_APPROVER'
  | 'MANY_GONE'
  | 'LEAVER_UNSURE'

interface Doubt {
  code: DoubtCode
  row: number | null
  staffId: string
  name: string
  /** The other row or person, the unit: whatever the doubt is about. */
  about: string
  /** What is done once somebody has looked and says so; null: the file has to be mended. */
  change: StaffChange | null
  leaver: Leaver | null
}

export interface StaffPreview {
  added: StaffChange[]
  /** With another number than the one by which somebody is bound, whatever else changes. */
  unbound: StaffChange[]
  /** Of another unit than before. */
  moved: StaffChange[]
  /** Another name or number; or here again. */
  changed: StaffChange[]
  gone: Leaver[]
  doubtful: Doubt[]
  faults: CellError[]
  unchanged: number
}

/** Of the directory, from which on leavers are looked at first: half a file must not end everybody's roles. */
const MANY_GONE = { share: 0.1, least: 20 }

export function previewStaff(sheet: StaffSheet, around: Surroundings): StaffPreview {
  const known = new Map(around.staff.map((staff) => [staff.staffId, staff]))
  const preview: StaffPreview = {
    ...{ added: [], unbound: [], moved: [], changed: [], gone: [], doubtful: [], unchanged: 0 },
    faults: sheet.faults,
  }
  const rows = sheet.rows.filter(({ active }) => active)
  const leavers = leaversOf(sheet, around.staff, known)
  const leaving = new Set(leavers.map(({ staffId }) => staffId))
  const unitOf = unitFinder(around.units)
  const byPhone = groupBy(rows, ({ phone }) => phone)
  const holders = holdersOf(around, rows, leaving)
  const compared = rows.map((row): Compared => {
    const unit = unitOf(row.unit)
    const before = known.get(row.staffId) ?? null
    const change: StaffChange = {
      ...{ ...row, unitId: unit?.unitId ?? '', unitName: unit?.name ?? row.unit, before },
      loses: unbinds(before, around.hashOf(row.phone)) ? approvesFor(before?.openid ?? null, around) : null,
    }
    return {
      change,
      doubt: doubtOf(change, { byPhone, holders, hashOf: around.hashOf, unit: unit !== null }),
    }
  })
  const unbound = compared.flatMap(({ change, doubt }) =>
    change.loses !== null && doubt?.change !== null && change.before !== null ? [change.before] : [],
  )
  const orphaned = lastApprovers([...leavers, ...unbound], around.approvers)
  sortLeavers(preview, leavers, { nameless: sheet.nameless, orphaned }, around)
  for (const { change, doubt } of compared) {
    const held = doubt?.change === null ? doubt : (orphanDoubt(change, orphaned, around) ?? doubt)
    if (held !== null) preview.doubtful.push(held)
    else addChange(preview, change, around.hashOf)
  }
  return preview
}

interface Compared {
  change: StaffChange
  doubt: Doubt | null
}

/** Another number ends the binding that was made by the one before. */
export const unbinds = (
  before: Pick<KnownStaff, 'openid' | 'phoneHash'> | null,
  phoneHash: string,
): boolean => before !== null && before.openid !== null && before.phoneHash !== phoneHash

const approvesFor = (openid: string | null, { approvers, units }: Surroundings): string[] =>
  units.flatMap(({ unitId, name }) =>
    openid !== null && approvers.get(unitId)?.includes(openid) === true ? [name] : [],
  )

/** Of a change that takes a unit's last approver away. */
function orphanDoubt(
  change: StaffChange,
  orphaned: ReadonlyMap<string, string>,
  { units }: Surroundings,
): Doubt | null {
  const unitId = change.loses === null ? undefined : orphaned.get(change.before?.openid ?? '')
  if (unitId === undefined) return null
  const { row, staffId, name } = change
  const about = units.find((unit) => unit.unitId === unitId)?.name ?? unitId
  return { ...{ code: 'LAST_APPROVER', row, staffId, name, about, change }, leaver: null }
}

function addChange(preview: StaffPreview, change: StaffChange, hashOf: Surroundings['hashOf']): void {
  const { before } = change
  if (before === null) preview.added.push(change)
  else if (change.loses !== null) preview.unbound.push(change)
  else if (before.active && before.unitId !== change.unitId) preview.moved.push(change)
  else if (isSame(change, before, hashOf)) preview.unchanged++
  else preview.changed.push(change)
}

export const isSame = (
  change: Pick<StaffChange, 'name' | 'unitId' | 'phone'>,
  before: Pick<KnownStaff, 'active' | 'name' | 'unitId' | 'phoneHash'>,
  hashOf: Surroundings['hashOf'],
): boolean =>
  before.active &&
  before.name === change.name &&
  before.unitId === change.unitId &&
  before.phoneHash === hashOf(change.phone)

interface Comparison {
  byPhone: ReadonlyMap<string, readonly StaffRow[]>
  holders: ReadonlyMap<string, KnownStaff>
  hashOf: Surroundings['hashOf']
  unit: boolean
}

function doubtOf(change: StaffChange, { byPhone, holders, hashOf, unit }: Comparison): Doubt | null {
  const { row, staffId, name, before } = change
  const doubt = (code: DoubtCode, about: string, applied: StaffChange | null): Doubt => ({
    ...{ code, row, staffId, name, about },
    ...{ change: applied, leaver: null },
  })
  if (!unit) return doubt('UNIT_UNKNOWN', change.unit, null)
  const twin = byPhone.get(change.phone)?.find((other) => other.row !== row)
  if (twin !== undefined) return doubt('PHONE_TWICE', String(twin.row), null)
  const holder = holders.get(hashOf(change.phone))
  if (holder !== undefined && holder.staffId !== staffId) return doubt('PHONE_TAKEN', holder.name, null)
  const other =
    before !== null && before.active && before.name !== name && before.phoneHash !== hashOf(change.phone)
  return other ? doubt('SOMEBODY_ELSE', before.name, change) : null
}

/** Who has which number and keeps it, whatever this file changes. */
function holdersOf(
  { staff, hashOf }: Surroundings,
  rows: readonly StaffRow[],
  leaving: ReadonlySet<string>,
): Map<string, KnownStaff> {
  const next = new Map(rows.map(({ staffId, phone }) => [staffId, hashOf(phone)]))
  const keeps = ({ staffId, phoneHash, active }: KnownStaff): boolean =>
    active && !leaving.has(staffId) && (next.get(staffId) ?? phoneHash) === phoneHash
  return new Map(staff.filter(keeps).map((each) => [each.phoneHash, each]))
}

function leaversOf(
  { rows, faulty }: StaffSheet,
  staff: readonly KnownStaff[],
  known: ReadonlyMap<string, KnownStaff>,
): Leaver[] {
  const named = new Set(rows.map(({ staffId }) => staffId))
  const leaver = ({ staffId, name, unitName, openid }: KnownStaff, row: number | null): Leaver => ({
    ...{ staffId, name, unitName, openid },
    row,
  })
  const said = rows.flatMap(({ staffId, active, row }) => {
    const before = known.get(staffId)
    return active || before?.active !== true ? [] : [leaver(before, row)]
  })
  const missing = staff.filter(({ staffId, active }) => active && !named.has(staffId) && !faulty.has(staffId))
  return [...said, ...missing.map((each) => leaver(each, null))]
}

function sortLeavers(
  preview: StaffPreview,
  leavers: readonly Leaver[],
  { nameless, orphaned }: { nameless: number; orphaned: ReadonlyMap<string, string> },
  { staff, units }: Surroundings,
): void {
  const unitNames = new Map(units.map(({ unitId, name }) => [unitId, name]))
  const active = staff.filter((each) => each.active).length
  const many = leavers.length >= MANY_GONE.least && leavers.length > active * MANY_GONE.share
  for (const leaver of leavers) {
    const { row, staffId, name, openid } = leaver
    const doubt = (code: DoubtCode, about: string) =>
      preview.doubtful.push({ code, row, staffId, name, about, change: null, leaver })
    const unit = openid === null ? undefined : orphaned.get(openid)
    if (unit !== undefined) doubt('LAST_APPROVER', unitNames.get(unit) ?? unit)
    else if (row === null && nameless > 0) doubt('LEAVER_UNSURE', String(nameless))
    else if (many) doubt('MANY_GONE', String(leavers.length))
    else preview.gone.push(leaver)
  }
}

/** Units that nobody could decide for, by the openid of somebody who does now and leaves or is unbound. */
export function lastApprovers(
  leavers: readonly Pick<Leaver, 'openid'>[],
  approvers: Surroundings['approvers'],
): Map<string, string> {
  const openids = new Set(leavers.flatMap(({ openid }) => openid ?? []))
  const orphaned = new Map<string, string>()
  for (const [unitId, able] of approvers)
    if (able.length > 0 && able.every((openid) => openids.has(openid)))
      for (const openid of able) orphaned.set(openid, unitId)
  return orphaned
}

/** Units by name, however it is written, or by number. Two of one name are none. */
export function unitFinder(units: readonly KnownUnit[]): (text: string) => KnownUnit | null {
  const byName = groupBy(units, ({ name }) => searchForm(name))
  const byId = new Map(units.map((unit) => [unit.unitId, unit]))
  return (text) => {
    const named = byName.get(searchForm(text)) ?? []
    return byId.get(text) ?? (named.length === 1 ? (named[0] ?? null) : null)
  }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

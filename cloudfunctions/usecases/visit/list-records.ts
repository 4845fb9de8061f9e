import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { maskDocument, maskName, maskPhone } from '../../../miniprogram/domain/values/masking'
import { daysInclusive, endOfDay, startOfDay, type Day } from '../../../miniprogram/domain/values/days'
import { atGate, atUnit, facetOf } from '../../platform/facets'
import { mergedPage, PAGE_SIZE } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import { loadGate, loadUnit } from '../../stores/campus'
import { listPassageRecords as findPassages } from '../../stores/passages'
import { listRecords, loadVisits, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { ownPlaces } from './record-scope'
import { unsealForm } from './sealed-form'
import { nameOf, passageView, rowOf } from './views'

/** What is on record, latest first, narrowed by ranges of one index (docs/decisions/0032). */

export async function listVisitRecords(
  caller: Caller,
  { filter, cursor, size = PAGE_SIZE }: Input<'record.visits'>,
): Promise<Output<'record.visits'>> {
  const { firstDay, lastDay, campusId, unitId, state } = filter
  checkDays(firstDay, lastDay)
  const places =
    unitId === null ? await ownPlaces(caller, campusId) : await placeOfUnit(caller, campusId, unitId)
  const range = { firstDay, lastDay, cursor }
  const lists = await Promise.all(
    places.map((place) => listRecords(facetOf(place, state ?? ''), range, size + 1)),
  )
  const page = mergedPage(lists, size, ({ recordSort }) => recordSort)
  return { rows: recordRows(caller, page.rows), next: page.next }
}

export async function listPassageRecords(
  caller: Caller,
  { filter, cursor, size = PAGE_SIZE }: Input<'record.passages'>,
): Promise<Output<'record.passages'>> {
  const { firstDay, lastDay, campusId, gateId, decision, reason } = filter
  checkDays(firstDay, lastDay)
  const places =
    gateId === null ? await ownPlaces(caller, campusId) : await placeOfGate(caller, campusId, gateId)
  const range = { from: startOfDay(firstDay), until: endOfDay(lastDay), cursor }
  const mark = reason ?? decision ?? ''
  const lists = await Promise.all(places.map((place) => findPassages(facetOf(place, mark), range, size + 1)))
  const page = mergedPage(lists, size, ({ sort }) => sort)
  const visits = await loadVisits([...new Set(page.rows.flatMap(({ visitId }) => visitId || []))])
  const rows = shownRows(page.rows, (passage) => ({
    ...passageView(passage),
    visitId: passage.visitId === '' ? null : passage.visitId,
    name: nameInFull(passage.name, visits.get(passage.visitId)),
    ...{ plate: passage.plate, byName: passage.by.name },
    ...{ override: passage.override, offline: passage.offline !== null },
  }))
  return { rows, next: page.next }
}

/** A passage keeps the name masked: it is told in full where only one of the booking can be meant (spec 9). */
function nameInFull(masked: string, visit: Visit | undefined): string {
  if (visit === undefined) return masked
  const [name, another] = [nameOf(visit), ...visit.companions.map((each) => each.name)].filter(
    (each) => maskName(each) === masked,
  )
  return name === undefined || another !== undefined ? masked : name
}

/** Bookings as rows of a list of records: the name in full, the numbers masked (spec 9). */
export const recordRows = (caller: Caller, visits: readonly Visit[]): Output<'record.visits'>['rows'] =>
  shownRows(visits, (visit) => recordRow(caller, visit))

export function recordRow({ now }: Caller, visit: Visit): Output<'record.visits'>['rows'][number] {
  const { phone, document } = unsealForm(visit)
  return {
    ...rowOf(visit, now, 'clear'),
    ...{ phone: maskPhone(phone), document: maskDocument(document) },
  }
}

/** The longest look back: as long as records keep their person, twice. */
const MAX_DAYS = 366

function checkDays(firstDay: Day, lastDay: Day): void {
  const days = daysInclusive(firstDay, lastDay)
  if (days < 1 || days > MAX_DAYS) throw new DomainError('BAD_REQUEST', { fields: ['lastDay'] })
}

async function placeOfUnit(caller: Caller, campusId: string | null, unitId: string): Promise<string[]> {
  const [own, unit] = await Promise.all([caller.scope.campuses(), loadUnit(unitId)])
  if (unit === null || !own.includes(unit.campusId)) throw new DomainError('NOT_FOUND')
  return campusId === null || campusId === unit.campusId ? [atUnit(unitId)] : []
}

async function placeOfGate(caller: Caller, campusId: string | null, gateId: string): Promise<string[]> {
  const [own, gate] = await Promise.all([caller.scope.campuses(), loadGate(gateId)])
  if (gate === null || !own.includes(gate.campusId)) throw new DomainError('NOT_FOUND')
  return campusId === null || campusId === gate.campusId ? [atGate(gateId)] : []
}

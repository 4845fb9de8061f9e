import type { Input, Output } from '../../../contract'
import { noApplications } from '../../../miniprogram/domain/campus/applications'
import { csvOf, sumFigures, type DayFigures } from '../../../miniprogram/domain/campus/figures'
import { DomainError } from '../../../miniprogram/domain/errors'
import { addDays, daysInclusive, type Day } from '../../../miniprogram/domain/values/days'
import { figuresCsv } from '../../locales/zh/figures'
import { recordId } from '../../platform/replies'
import { change } from '../../platform/unit-of-work'
import { listGates, loadUnits } from '../../stores/campus'
import { noteExportIn } from '../../stores/exports'
import { loadSettings } from '../../stores/settings'
import { loadFigures } from '../../stores/figures'
import type { Caller } from '../caller'

/** Most days of one look: a quarter. */
const MAX_DAYS = 92

/** The figures of some days, in all and day by day, for the office (spec 10). */
export async function readFigures(
  _caller: Caller,
  input: Input<'figures.read'>,
): Promise<Output<'figures.read'>> {
  const days = await loadFigures(daysOf(input))
  const sum = sumFigures(days)
  const [names, { purposes }] = await Promise.all([namesOf(sum), loadSettings()])
  const counted = new Set(Object.values(sum.units).flatMap((unit) => Object.keys(unit.purposes)))
  return {
    purposes: purposes
      .filter(({ id, offered }) => offered || counted.has(id))
      .map(({ id, name }) => ({ id, name })),
    units: Object.entries(sum.units).map(([id, figures]) => ({
      ...{ id, name: names.get(id) ?? id, standing: noApplications(), activity: noApplications() },
      ...figures,
    })),
    gates: Object.entries(sum.gates).map(([id, { hours: _, ...figures }]) => ({
      ...{ id, name: names.get(id) ?? id, ...figures },
    })),
    notices: sum.notices,
    days: days.map((each) => ({ day: each.day, ...totalsOf(each) })),
  }
}

function totalsOf({ units, gates }: DayFigures): { bookings: number; entries: number } {
  const bookings = Object.values(units).flatMap(({ purposes }) => Object.values(purposes))
  const entries = Object.values(gates).map((gate) => gate.entries)
  const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0)
  return { bookings: sum(bookings), entries: sum(entries) }
}

/** The same as a file for spreadsheets, in which no cell is a formula. It stands on the audit trail. */
export async function exportFigures(
  caller: Caller,
  input: Input<'figures.export'>,
): Promise<Output<'figures.export'>> {
  await change(caller, async ({ tx }) => {
    await noteExportIn(tx, { _id: recordId(caller, caller.requestId), what: 'figures', at: caller.now })
    return {}
  })
  return { csv: csvOf(figuresCsv(await readFigures(caller, input), input)) }
}

function daysOf({ firstDay, lastDay }: { firstDay: Day; lastDay: Day }): Day[] {
  const count = daysInclusive(firstDay, lastDay)
  if (count < 1 || count > MAX_DAYS) throw new DomainError('BAD_REQUEST', { fields: ['lastDay'] })
  return Array.from({ length: count }, (_, index) => addDays(firstDay, index))
}

async function namesOf({ units }: DayFigures): Promise<ReadonlyMap<string, string>> {
  const [found, gates] = await Promise.all([loadUnits(Object.keys(units)), listGates()])
  return new Map([...found, ...gates].map(({ _id, name }) => [_id, name]))
}

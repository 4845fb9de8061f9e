import { openCampus } from '../test/functions/campus'
import { budgetOf, type Budget } from '../test/budget/budget'
import { measure } from '../test/budget/measure'
import { scenariosOf, subjectOf } from '../test/budget/scenarios'
import { columns } from './table'

/**
 * `npm run bench -- trips [actions…]`: how many requests every action and every call of gate hardware sends while its
 * caller waits, in all and one after the other, beside its budget and what it shall come down to. Counts, no times.
 */
export async function benchTrips(names: readonly string[]): Promise<string> {
  const campus = await openCampus({ network: true })
  const lines: string[][] = [
    ['', 'all', 'in a row', 'budget all', 'in a row', 'to reach all', 'in a row', 'after the reply'],
  ]
  for (const [name, prepare] of scenariosOf(campus)) {
    if (names.length > 0 && !names.includes(subjectOf(name))) continue
    const budget = budgetOf(name)
    const trips = await measure(
      campus,
      prepare,
      (each) => each.all <= budget.all && each.inARow <= budget.inARow,
    )
    lines.push([name, ...[trips.all, trips.inARow].map(String), ...limits(budget), String(trips.later || '')])
  }
  await campus.close()
  return columns(lines)
}

const limits = ({ all, inARow, target }: Budget): string[] =>
  [all, inARow, target?.all ?? '', target?.inARow ?? ''].map(String)

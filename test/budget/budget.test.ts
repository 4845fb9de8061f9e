import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { openCampus, type Campus } from '../functions/campus'
import { BUDGETED, budgetOf } from './budget'
import { measure } from './measure'
import { scenariosOf, SUBJECTS, subjectOf, type Prepare, type Scenario } from './scenarios'

/** Round trips are what an action costs: `npm run bench -- trips` prints them beside the budget. */
let campus: Campus
let scenarios: ReadonlyMap<Scenario, Prepare>

beforeAll(async () => {
  campus = await openCampus({ network: true })
  scenarios = scenariosOf(campus)
})
afterAll(() => campus.close())

it('every action and every call of gate hardware is measured, and nothing else has a budget', () => {
  expect([...scenarios.keys()].sort()).toEqual([...BUDGETED].sort())
  expect(BUDGETED.filter((name) => !(SUBJECTS as string[]).includes(subjectOf(name)))).toEqual([])
})

test.each(BUDGETED)('%s: no more requests than its budget', async (name) => {
  const { all, inARow } = budgetOf(name)
  const prepare = scenarios.get(name) as Prepare
  const trips = await measure(campus, prepare, (each) => each.all <= all && each.inARow <= inARow)
  const sent = trips.waves.map((wave, at) => `${at + 1}. ${wave.join(', ')}`).join('\n')
  expect.soft(trips.all, `requests in all\n${sent}`).toBeLessThanOrEqual(all)
  expect.soft(trips.inARow, `requests in a row\n${sent}`).toBeLessThanOrEqual(inARow)
})

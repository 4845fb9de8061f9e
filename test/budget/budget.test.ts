import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { openCampus, type Campus } from '../functions/campus'
import { BUDGET, type Budget } from './budget'
import { measure } from './measure'
import { scenariosOf, SUBJECTS, subjectOf, type Prepare, type Scenario } from './scenarios'

/** Round trips are what an action costs: `npm run bench -- trips` prints them beside the budget. */
let campus: Campus
let scenarios: ReadonlyMap<Scenario, Prepare>

beforeAll(async () => {
  campus = await openCampus()
  scenarios = scenariosOf(campus)
})
afterAll(() => campus.close())

describe('every action and every call of gate hardware', () => {
  it('has a row', () => {
    expect(SUBJECTS.filter((subject) => BUDGET[subject] === undefined)).toEqual([])
  })

  it('is measured, and nothing else is in the table', () => {
    expect([...scenarios.keys()].sort()).toEqual(Object.keys(BUDGET).sort())
    expect(Object.keys(BUDGET).filter((name) => !(SUBJECTS as string[]).includes(subjectOf(name)))).toEqual(
      [],
    )
  })
})

test.each(Object.entries(BUDGET) as [Scenario, Budget][])(
  '%s: no more requests than its budget',
  async (name, { all, inARow }) => {
    const prepare = scenarios.get(name) as Prepare
    const trips = await measure(campus, prepare, (each) => each.all <= all && each.inARow <= inARow)
    const sent = trips.waves.map((wave, at) => `${at + 1}. ${wave.join(', ')}`).join('\n')
    expect.soft(trips.all, `requests in all\n${sent}`).toBeLessThanOrEqual(all)
    expect.soft(trips.inARow, `requests in a row\n${sent}`).toBeLessThanOrEqual(inARow)
  },
)

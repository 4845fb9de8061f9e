import type { Output } from '../../../contract'
import type { Day } from '../../../miniprogram/domain/values/days'
import { listGates } from '../../stores/campus'
import { loadBoard, saveBoard, type CampusCounts } from '../../stores/figures'
import { countExpected, countInside, countPending } from '../../stores/visits'
import type { Caller } from '../caller'

/** What happens today (spec 10): the timer counts, so that a screen which is always open costs one request. */

/** Counts the visits of each campus with gates, by ranges of an index. Returns how many campuses. */
export async function countBoard(now: number, today: Day): Promise<number> {
  const ids = [...new Set((await listGates()).map(({ campusId }) => campusId))]
  const counted = await Promise.all(ids.map((id) => countCampus(id, today)))
  const campuses = Object.fromEntries(ids.map((id, index) => [id, counted[index] ?? NOTHING]))
  await saveBoard({ day: today, at: now, campuses })
  return ids.length
}

async function countCampus(campusId: string, today: Day): Promise<CampusCounts> {
  const [expected, inside, pending] = await Promise.all([
    countExpected(campusId, today),
    countInside(campusId),
    countPending(campusId),
  ])
  return { expected, inside, pending }
}

const NOTHING: CampusCounts = { expected: 0, inside: 0, pending: 0 }

/** Today's counts of the campuses that the caller may look at: the office of all, a desk of its own. */
export async function readBoard(caller: Caller): Promise<Output<'board.read'>> {
  const [own, all, { figures, board }] = await Promise.all([
    caller.scope.campuses(),
    listGates(),
    loadBoard(caller.today),
  ])
  const gates = all.filter(({ campusId }) => own.includes(campusId))
  const names = new Map(gates.map(({ campusId, campusName }) => [campusId, campusName]))
  return {
    at: board?.at ?? null,
    campuses: [...names].map(([id, name]) => ({ id, name, ...(board?.campuses[id] ?? NOTHING) })),
    gates: gates.map(({ _id: id, name, campusId }) => ({
      ...{ id, name, campusId, refused: figures.gates[id]?.refused ?? {} },
      hours: Object.entries(figures.gates[id]?.hours ?? {}).map(([hour, tries]) => ({
        ...{ hour: Number(hour), ...tries },
      })),
    })),
  }
}

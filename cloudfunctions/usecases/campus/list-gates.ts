import type { Output } from '../../../contract'
import { markOf } from '../as-seen'
import { gatesOn, listAllGates, listCampuses, listGates, storedGate } from '../../stores/campus'
import { gateView } from '../visit/views'

/** Every campus and every gate, in use or not, in the order of lists. */
export async function listGatesAndCampuses(): Promise<Output<'gate.list'>> {
  const [campuses, gates] = await Promise.all([listCampuses(), listAllGates()])
  return {
    campuses: campuses.map(({ _id, name, hasGates }) => ({ id: _id, name, hasGates })),
    gates: gatesOn(campuses, gates)
      .map((gate) => ({ ...gate, id: gate._id, seen: markOf(storedGate(gate)) }))
      .sort((one, other) => one.order - other.order),
  }
}

/** Gates in use, as people are shown them and choose them. */
export const gatesInUse = async (): Promise<ReturnType<typeof gateView>[]> =>
  (await listGates()).map(gateView)

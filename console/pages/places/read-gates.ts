import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import type { Output } from '../../../contract'
import { call } from '../../api/call'

export type GateList = Output<'gate.list'>

/** Every campus and gate: read once for all pages that name one. */
export const useGates = (enabled = true): UseQueryReturnType<GateList, Error> =>
  useQuery({ queryKey: ['gate.list'], queryFn: () => call('gate.list', {}), enabled })

/** Campuses that have gates, in the order of these, as every list of campuses is; none while they are coming. */
export const gatedCampuses = (places: GateList | undefined): GateList['campuses'] => {
  const order = [...new Set(places?.gates.map(({ campusId }) => campusId))]
  return (places?.campuses ?? [])
    .filter(({ id }) => order.includes(id))
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}

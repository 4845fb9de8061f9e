import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query'
import type { Output } from '../../../contract'
import { call } from '../../api/call'

export type GateList = Output<'gate.list'>

/** Every campus and gate: read once for all pages that name one. */
export const useGates = (enabled = true): UseQueryReturnType<GateList, Error> =>
  useQuery({ queryKey: ['gate.list'], queryFn: () => call('gate.list', {}), enabled })

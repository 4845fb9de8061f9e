import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { call } from '../../api/call'

interface Place {
  value: string
  label: string
}

/** Campuses, gates and units of the caller, for narrowing a list; empty until they have come. */
export function usePlaces(): Record<'campuses' | 'gates' | 'units', ComputedRef<Place[]>> {
  const board = useQuery({ queryKey: ['board.read'], queryFn: () => call('board.read', {}) })
  const units = useQuery({
    queryKey: ['unit.list'],
    queryFn: () => call('unit.list', {}),
    staleTime: Infinity,
  })
  const named = ({ id, name }: { id: string; name: string }): Place => ({ value: id, label: name })
  return {
    campuses: computed(() => board.data.value?.campuses.map(named) ?? []),
    gates: computed(() => board.data.value?.gates.map(named) ?? []),
    units: computed(() => {
      const own = new Set(board.data.value?.campuses.map(({ name }) => name))
      return (units.data.value?.units ?? []).filter(({ campusName }) => own.has(campusName)).map(named)
    }),
  }
}

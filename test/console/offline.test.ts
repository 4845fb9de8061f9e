import { onlineManager } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ApiError } from '../../console/api/api-error'
import { queries } from '../../console/queries'

/** A computer whose browser knows that it has no network: what is asked and saved fails and is told, it doesn't wait. */
beforeEach(() => onlineManager.setOnline(false))
afterEach(() => {
  onlineManager.setOnline(true)
  queries.clear()
})
const lost = (): Promise<never> => Promise.reject(new ApiError('NETWORK'))

it('a change is sent, and fails', async () => {
  const save = queries.getMutationCache().build(queries, { mutationFn: lost })
  const failed = save.execute(undefined).catch(({ code }: ApiError) => code)
  expect(save.state.isPaused).toBe(false)
  expect(await failed).toBe('NETWORK')
})

it('a reading is sent, and fails', async () => {
  const failed = queries
    .fetchQuery({ queryKey: ['gate.list'], queryFn: lost, retry: false })
    .catch(({ code }: ApiError) => code)
  expect(queries.getQueryState(['gate.list'])?.fetchStatus).toBe('fetching')
  expect(await failed).toBe('NETWORK')
})

it('what was read is read anew once the network is back', () => {
  expect(queries.defaultQueryOptions({ queryKey: ['gate.list'] }).refetchOnReconnect).toBe(true)
})

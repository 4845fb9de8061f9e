import { expect, test } from 'vitest'
import { countOpening } from '../../../bench/pages/counts'
import { complaintsOf, TIME_LIMIT_MS } from './every-page'

test(
  'every page asks the cloud once for its first screen and draws a hundred rows in few nodes',
  async () => {
    const complaints = await complaintsOf(async (stage, screen) => {
      const { calls, nodes } = await countOpening(stage, screen)
      return { calls, nodes }
    })
    expect(complaints).toEqual([])
  },
  TIME_LIMIT_MS,
)

import { expect, test } from 'vitest'
import { countTaps } from '../../../bench/pages/counts'
import { complaintsOf, TIME_LIMIT_MS } from './every-page'

/** Of the things on each page. */
const TAPS = 6

test(
  'a tap makes a page send itself little',
  async () => {
    const complaints = await complaintsOf(async (stage, screen) => {
      const { tapBytes } = await countTaps(stage, screen, TAPS)
      return { tapBytes }
    })
    expect(complaints).toEqual([])
  },
  TIME_LIMIT_MS,
)

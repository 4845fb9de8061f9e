import { expect, test } from 'vitest'
import { handTo, reach } from '../../../bench/pages/measured-phone'
import { openMeasuredStage } from '../../../bench/pages/stage'
import { SCREENS } from '../screens/pages'
import { TIME_LIMIT_MS } from './every-page'
import { tooPale, tooSmall } from './seen'

/** The narrowest phone in use. */
const NARROW = { width: 320, height: 640 }

test(
  'on a narrow phone every page has targets for a finger, text that is read, and no line beyond its edge',
  async () => {
    const stage = await openMeasuredStage()
    const complaints: string[] = []
    try {
      await stage.phone.setViewportSize(NARROW)
      for (const who of new Set(SCREENS.map((screen) => screen.who))) {
        await handTo(stage, who)
        for (const screen of SCREENS.filter((each) => each.who === who)) {
          await reach(stage, screen)
          const seen = [...(await tooSmall(stage.phone)), ...(await tooPale(stage.phone))]
          const beyond = await stage.phone.evaluate(() => {
            const scroller = document.querySelector('.page-frame:not([hidden]) .page-scroller')
            return scroller === null ? 0 : scroller.scrollWidth - scroller.clientWidth
          })
          if (beyond > 0) seen.push(`${beyond} px beyond the edge`)
          complaints.push(...seen.map((words) => `${screen.page}: ${words}`))
        }
      }
    } finally {
      await stage.close()
    }
    expect(complaints).toEqual([])
    expect(stage.errors).toEqual([])
  },
  TIME_LIMIT_MS,
)

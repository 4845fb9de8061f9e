import { fillLists } from '../../../bench/pages/full-lists'
import { handTo } from '../../../bench/pages/measured-phone'
import { openMeasuredStage, type MeasuredStage } from '../../../bench/pages/stage'
import { LIMITS, type Limited } from '../../../bench/pages/table'
import { SCREENS, type Screen } from '../screens/pages'

/** Less than a minute on an idle machine; others may use it as well. */
export const TIME_LIMIT_MS = 400_000

/** What is counted of one page. */
type Counting = (stage: MeasuredStage, screen: Screen) => Promise<Partial<Record<Limited, number>>>

/**
 * Counts every page of the program with full lists; resolves with a sentence for each figure beyond its limit, and for what
 * the phone wrote to the console as an error.
 */
export async function complaintsOf(counting: Counting): Promise<string[]> {
  const stage = await openMeasuredStage()
  const complaints: string[] = []
  try {
    await fillLists(stage.phone)
    for (const who of new Set(SCREENS.map((screen) => screen.who))) {
      await handTo(stage, who)
      for (const screen of SCREENS.filter((each) => each.who === who)) {
        const counts = await counting(stage, screen)
        for (const [what, figure] of Object.entries(counts) as [Limited, number][])
          if (figure > LIMITS[what]) complaints.push(`${screen.page}: ${what} ${figure}, not ${LIMITS[what]}`)
      }
    }
  } finally {
    await stage.close()
  }
  return [...complaints, ...stage.errors]
}

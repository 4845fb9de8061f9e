import { fillLists } from '../../../bench/pages/full-lists'
import { handTo } from '../../../bench/pages/measured-phone'
import { openMeasuredStage, type MeasuredStage } from '../../../bench/pages/stage'
import { LIMITS, type Limited } from '../../../bench/pages/table'
import { SCREENS, type Screen } from '../screens/pages'
import { EXCEPTIONS } from './exceptions'

/** Less than a minute on an idle machine; others may use it as well. */
export const TIME_LIMIT_MS = 400_000

/** What is counted of one page. */
type Counting = (stage: MeasuredStage, screen: Screen) => Promise<Partial<Record<Limited, number>>>

/**
 * Counts every page of the program with full lists; resolves with a sentence for each figure beyond its limit or its
 * exception, for each exception that is not needed any more, and for what the phone wrote to the console as an error.
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
          complaints.push(complaint(screen.page, what, figure))
      }
    }
  } finally {
    await stage.close()
  }
  return [...complaints.filter((words) => words !== ''), ...stage.errors]
}

/** What a tap sends varies with what falls into it: an exception goes when so much of the limit is enough. */
const CLEARLY: Partial<Record<Limited, number>> = { tapBytes: 0.25 }

/** Empty when the page keeps its limit, or needs the exception it has. */
function complaint(page: string, what: Limited, figure: number): string {
  const limit = LIMITS[what]
  const exception = EXCEPTIONS[page]?.[what]
  if (exception === undefined) return figure > limit ? `${page}: ${what} ${figure}, not ${limit}` : ''
  if (figure > exception) return `${page}: ${what} ${figure}, not ${exception} as its exception says`
  return figure > limit * (CLEARLY[what] ?? 1)
    ? ''
    : `${page}: ${what} ${figure}, no exception from ${limit} any more`
}

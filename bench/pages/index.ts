import { SCREENS } from '../../test/journeys/screens/pages'
import { countOpening, countTaps } from './counts'
import { firstScreen } from './first-screen'
import { fillLists, leaveLists } from './full-lists'
import { handTo, reach } from './measured-phone'
import { openMeasuredStage } from './stage'
import { missed, pagesTable, type PageFigures } from './table'

/** Taps and keys per page, and starts of the program at it. */
const GESTURES = 16
const ROUNDS = 5

/**
 * `npm run bench -- pages [parts of paths …] [--strict]`: what each page costs a phone, as a table with a mark where a
 * limit is missed. Resolves with the exit code: 1 only when a limit is missed and `--strict` asked for it.
 */
export async function benchPages(args: readonly string[]): Promise<number> {
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const screens = SCREENS.filter(
    ({ page }) => wanted.length === 0 || wanted.some((part) => page.includes(part)),
  )
  const stage = await openMeasuredStage()
  const rows: PageFigures[] = []
  try {
    for (const screen of screens) {
      process.stderr.write(`${screen.page} …\n`)
      await handTo(stage, screen.who)
      const first = await firstScreen(stage, screen, ROUNDS)
      await fillLists(stage.phone)
      const opening = await countOpening(stage, screen)
      await reach(stage, screen)
      rows.push({ page: screen.page, ...opening, ...(await countTaps(stage, screen, GESTURES)), first })
      await leaveLists(stage.phone)
    }
  } finally {
    await stage.close()
  }
  console.log(pagesTable(rows))
  return args.includes('--strict') && rows.some((row) => missed(row).length > 0) ? 1 : 0
}

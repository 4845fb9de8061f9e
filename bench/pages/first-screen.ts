import { urlOf, type Screen } from '../../test/journeys/screens/pages'
import { quantile } from '../measure'
import { startAt } from './measured-phone'
import { EMPTY_PAGE, type MeasuredStage } from './stage'

/** How long a page takes from the start of the program to its first screen, beside the empty one. */
export interface FirstScreen {
  ms: number
  emptyMs: number
  ratio: number
  /** Cloud calls until then, those that only a fresh program makes among them. */
  calls: string[]
}

/**
 * Starts the program at the page and at the empty one in turn, so that whatever else the machine does strikes both alike;
 * medians. Null for a page at which the program can't be started.
 */
export async function firstScreen(
  stage: MeasuredStage,
  screen: Screen,
  rounds: number,
): Promise<FirstScreen | null> {
  if (screen.from !== undefined) return null
  const times: number[] = []
  const emptyTimes: number[] = []
  let calls: string[] = []
  for (let round = 0; round < rounds; round++) {
    const opened = await startAt(stage, urlOf(screen, stage.made))
    times.push(opened.ms)
    calls = opened.calls
    emptyTimes.push((await startAt(stage, EMPTY_PAGE)).ms)
  }
  const [ms, emptyMs] = [quantile(times, 0.5), quantile(emptyTimes, 0.5)]
  return { ms, emptyMs, ratio: ms / emptyMs, calls }
}

import type { FaceAnchor } from './anchors'
import { photoIssuesOf, firstHint } from './photo-issues'
import type { FrameStatistics } from './frame-statistics'
import type { Hint } from './hints'
import type { Oval } from './oval'

/** One frame: when it came (milliseconds, any start) and what was measured in it. */
export interface Frame {
  at: number
  statistics: FrameStatistics
  oval: Oval
}

/** What the frames before have left behind; begins as `NO_HISTORY`. */
export interface GuideHistory {
  /** Issues of the last frame, as bits (issues.ts). */
  issues: number
  shown: Hint | null
  shownAt: number
  /** What would be shown instead, and since when. */
  next: Hint | null
  nextAt: number
  /** Since when there has been no issue; null: there is one. */
  goodAt: number | null
  goodFrames: number
}

export const NO_HISTORY: GuideHistory = {
  issues: 0,
  shown: null,
  shownAt: -Infinity,
  next: null,
  nextAt: 0,
  goodAt: null,
  goodFrames: 0,
}

export interface Guidance {
  /** The one thing to change now; null: nothing. */
  hint: Hint | null
  /** How much of the steady run is done, 0–1. */
  progress: number
  /** The run is complete: take the picture. */
  ready: boolean
  history: GuideHistory
}

/** The run that takes the picture by itself, and the frames it needs on a slow phone. */
export const STEADY_MS = 1200
const STEADY_FRAMES = 5
/** A hint has to hold before it is shown, and stays long enough to be read. */
const SETTLE_MS = 250
const READ_MS = 900

/**
 * What to tell the person in front of the camera. Two things keep hints from flickering: a issue that has begun ends
 * only well inside its bound, and another hint is shown only when it has held for a moment and the one before could be
 * read. The steady run begins anew with any issue, shown or not. `anchors` null: without face tracking.
 */
export function guide(frame: Frame, anchors: readonly FaceAnchor[] | null, history: GuideHistory): Guidance {
  const { at, statistics, oval } = frame
  const issues = photoIssuesOf({ statistics, anchors, oval }, history.issues)
  const found = firstHint(issues)
  const goodAt = found === null ? (history.goodAt ?? at) : null
  const goodFrames = found === null ? history.goodFrames + 1 : 0
  const { shown, shownAt, next, nextAt } = showing(found, at, history)
  // While a hint stands there to be read nobody is being photographed.
  const run = goodAt === null || shown !== null ? 0 : at - Math.max(goodAt, shownAt)
  const ready = run >= STEADY_MS && goodFrames >= STEADY_FRAMES
  return {
    hint: shown,
    progress: ready ? 1 : Math.min(0.99, run / STEADY_MS),
    ready,
    history: { issues, shown, shownAt, next, nextAt, goodAt, goodFrames },
  }
}

type Showing = Pick<GuideHistory, 'shown' | 'shownAt' | 'next' | 'nextAt'>

function showing(found: Hint | null, at: number, history: GuideHistory): Showing {
  const { shown, shownAt } = history
  if (found === shown) return { shown, shownAt, next: found, nextAt: at }
  const nextAt = history.next === found ? history.nextAt : at
  const settled = at - nextAt >= SETTLE_MS
  const read = shown === null || at - shownAt >= READ_MS
  return settled && read
    ? { shown: found, shownAt: at, next: found, nextAt: at }
    : { shown, shownAt, next: found, nextAt }
}

import { facesTo, type FaceAnchor } from './anchors'
import type { FrameStatistics } from './frame-statistics'
import type { Hint } from './hints'
import type { Oval } from './oval'

/** What is known of one frame. `anchors` null: the phone has no face tracking, or it hasn't answered yet. */
export interface Sight {
  statistics: FrameStatistics
  anchors: readonly FaceAnchor[] | null
  oval: Oval
}

interface PhotoIssue {
  hint: Hint
  /** How far beyond its bound, in its own unit: above 0 the issue begins, below −`margin` it ends. */
  beyond(sight: Sight, faces: ReturnType<typeof facesTo>): number
  margin: number
}

const FINE = -Infinity

/** Bounds were set on pictures of real and drawn faces (docs/decisions/0006-face-photo.md). */
const DARKEST = 62
const BRIGHTEST = 200
const MAX_BURNT = 0.22
const BACKLIT_BY = 55
const BACKLIT_BELOW = 100
/** Fine lines by contrast, so that a dim picture isn't taken for a blurred one. */
const LEAST_SHARP = 0.05
const MAX_MOTION = 7
const MAX_BUSY = 0.16
/** Without face tracking: less contrast than this is a wall, not a face. */
const LEAST_SPREAD = 12

const backlit = ({ backlight, light }: FrameStatistics): number =>
  Math.min(backlight - BACKLIT_BY, BACKLIT_BELOW - light)

/** 1 at the bound, 2 at most: beyond that it makes no difference. */
const blur = ({ sharpness, spread }: FrameStatistics): number =>
  Math.min(2, (LEAST_SHARP * spread * spread) / Math.max(0.1, sharpness))

/** In the order in which they are told: light first, because nothing else can be judged without it. */
export const PHOTO_ISSUES: readonly PhotoIssue[] = [
  { hint: 'backlit', margin: 10, beyond: ({ statistics }) => backlit(statistics) },
  { hint: 'tooDark', margin: 8, beyond: ({ statistics }) => DARKEST - statistics.light },
  {
    hint: 'tooBright',
    margin: 6,
    beyond: ({ statistics: { light, burnt } }) => Math.max(light - BRIGHTEST, (burnt - MAX_BURNT) * 100),
  },
  { hint: 'onePerson', margin: 0.5, beyond: (_, faces) => (faces === null ? FINE : faces.count - 1.5) },
  {
    hint: 'intoFrame',
    margin: 0.06,
    beyond: ({ anchors, statistics }, faces) => {
      if (anchors === null) return (LEAST_SPREAD - statistics.spread) / LEAST_SPREAD
      return faces === null ? 1 : faces.aside - 0.34
    },
  },
  { hint: 'closer', margin: 0.05, beyond: (_, faces) => (faces === null ? FINE : 0.55 - faces.size) },
  { hint: 'farther', margin: 0.06, beyond: (_, faces) => (faces === null ? FINE : faces.size - 1.12) },
  {
    hint: 'faceCamera',
    margin: 0.15,
    beyond: (_, faces) => (faces === null ? FINE : Math.max(faces.turn / 0.08, faces.tilt / 13) - 1),
  },
  {
    hint: 'holdStill',
    margin: 0.25,
    beyond: ({ statistics }) => Math.max(statistics.motion / MAX_MOTION, blur(statistics)) - 1,
  },
  { hint: 'plainBackground', margin: 0.04, beyond: ({ statistics }) => statistics.busyness - MAX_BUSY },
]

/** Which issues a frame has, as bits in the order of PHOTO_ISSUES; `before`: those the frame before had. */
export function photoIssuesOf(sight: Sight, before: number): number {
  const faces = sight.anchors === null ? null : facesTo(sight.oval, sight.anchors)
  let bits = 0
  PHOTO_ISSUES.forEach((issue, index) => {
    const had = (before & (1 << index)) !== 0
    if (issue.beyond(sight, faces) > (had ? -issue.margin : 0)) bits |= 1 << index
  })
  return bits
}

/** The first of these issues in the order of telling; null: none. */
export function firstHint(bits: number): Hint | null {
  return PHOTO_ISSUES.find((_, index) => (bits & (1 << index)) !== 0)?.hint ?? null
}

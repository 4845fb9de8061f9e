import { photoIssuesOf, PHOTO_ISSUES, firstHint } from './photo-issues'
import type { FaceAnchor } from './anchors'
import type { FrameStatistics } from './frame-statistics'
import type { Hint } from './hints'
import { PHOTO_OVAL, type Size } from './oval'

/** Limits of a kept picture (spec 6). */
export const MAX_PHOTO_BYTES = 200 * 1024
/** Wide enough for a gate to know a face again, at most what a phone should send. */
const LEAST_PHOTO: Size = { width: 240, height: 320 }
export const MAX_PHOTO: Size = { width: 600, height: 800 }

/** Half a pixel of rounding at either side of 3:4. */
const ASPECT_TOLERANCE = 0.01

/** True when the size is one that the capture page makes. */
export function photoSizeFits({ width, height }: Size): boolean {
  return (
    width >= LEAST_PHOTO.width &&
    height >= LEAST_PHOTO.height &&
    width <= MAX_PHOTO.width &&
    height <= MAX_PHOTO.height &&
    Math.abs(width / height - 0.75) <= ASPECT_TOLERANCE
  )
}

/** What a picture is refused for. Place, size and turn were the live guidance's; a busy wall is advice. */
const REFUSED: readonly Hint[] = ['backlit', 'tooDark', 'tooBright', 'onePerson', 'intoFrame', 'holdStill']
const REFUSED_BITS = PHOTO_ISSUES.reduce(
  (bits, { hint }, at) => (REFUSED.includes(hint) ? bits | (1 << at) : bits),
  0,
)

/** What a taken, chosen or received picture is refused for, by the rules of the live guidance; null: it is good. */
export function photoIssue(statistics: FrameStatistics, anchors: readonly FaceAnchor[] | null): Hint | null {
  return firstHint(photoIssuesOf({ statistics, anchors, oval: PHOTO_OVAL }, 0) & REFUSED_BITS)
}

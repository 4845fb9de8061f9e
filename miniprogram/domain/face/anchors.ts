import type { Oval } from './oval'

/** One face as the platform's tracking sees it; places and sizes in fractions of the frame. */
export interface FaceAnchor {
  x: number
  y: number
  width: number
  height: number
  /** How far the features lie off the middle of the face, by its width: 0 faces the camera, ± 0.1 is about 25°. */
  turn: number
  /** How far the head leans to a shoulder, degrees. */
  tilt: number
}

/** A point of a face in fractions of the frame. */
export interface FacePoint {
  x: number
  y: number
}

/** Middles of the eyes among the 106 points of VisionKit. */
const LEFT_EYE = 74
const RIGHT_EYE = 77

/**
 * The anchor from the box and points of VKFaceAnchor. Its `angle` isn't used: the platform doesn't say in which unit it
 * comes. `aspect`: width by height of the frame.
 */
export function anchorFrom(
  box: { x: number; y: number; width: number; height: number },
  points: readonly FacePoint[],
  aspect: number,
): FaceAnchor {
  return { ...box, turn: turnOf(points), tilt: tiltOf(points, aspect) }
}

/** The outline stays where it is when a head turns, the features move: so does the mean of all points. */
function turnOf(points: readonly FacePoint[]): number {
  if (points.length === 0) return 0
  let [least, most, sum] = [Infinity, -Infinity, 0]
  for (const { x } of points) {
    least = Math.min(least, x)
    most = Math.max(most, x)
    sum += x
  }
  return most > least ? (sum / points.length - (least + most) / 2) / (most - least) : 0
}

function tiltOf(points: readonly FacePoint[], aspect: number): number {
  const [left, right] = [points[LEFT_EYE], points[RIGHT_EYE]]
  if (left === undefined || right === undefined) return 0
  // A mirrored picture has its eyes the other way round.
  return (Math.atan2(right.y - left.y, Math.abs(right.x - left.x) * aspect) * 180) / Math.PI
}

/** Somebody far behind is no second person: a face counts from this share of the largest one's width. */
const COUNTS_FROM = 0.35

/** Where the largest face stands to the oval, and how many faces there are. Null: no face. */
export function facesTo(oval: Oval, anchors: readonly FaceAnchor[]) {
  const largest = anchors.reduce<FaceAnchor | null>(
    (found, anchor) => (found === null || anchor.width > found.width ? anchor : found),
    null,
  )
  if (largest === null) return null
  return {
    count: anchors.filter((anchor) => anchor.width >= largest.width * COUNTS_FROM).length,
    /** Distance of the centres by the half axes. */
    aside: Math.max(
      Math.abs(largest.x + largest.width / 2 - oval.x) / oval.rx,
      Math.abs(largest.y + largest.height / 2 - oval.y) / oval.ry,
    ),
    /** Width of the face by that of the oval. */
    size: largest.width / (oval.rx * 2),
    turn: Math.abs(largest.turn),
    tilt: Math.abs(largest.tilt),
  }
}

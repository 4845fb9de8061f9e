import { isSameLocation, type Coordinates, type GateLocation } from './location'

/**
 * Where a gate can't be told to be wrong, but to be doubtful (spec 2, The way to a gate): a place in China that isn't near its
 * campus leads everybody who asks for the way there.
 */

/** Kilometres. Parts of one campus lie nearer to each other than this, another town further. */
const FAR = 20
/** Of the earth, in kilometres. */
const RADIUS = 6371

/** As much of a gate as its distance needs. */
interface Placed {
  campusId: string
  location?: GateLocation
}

/**
 * How many kilometres a gate is from the nearest other placed gate of its campus, where that is doubtful; null: it isn't, or
 * nothing tells. Where it stands already, somebody has looked.
 * @param gate as it is to be saved
 * @param before as it stands; undefined: it is new
 * @param others every other gate
 */
export function doubtfulDistance(
  gate: Placed,
  before: Placed | undefined,
  others: readonly Placed[],
): number | null {
  const { location, campusId } = gate
  if (location === undefined || stays(gate, before)) return null
  const distances = others.flatMap((other) =>
    other.campusId === campusId && other.location !== undefined
      ? [kilometresBetween(location, other.location)]
      : [],
  )
  const nearest = Math.min(...distances)
  return distances.length > 0 && nearest > FAR ? nearest : null
}

/** How to find it may be said anew: the place is the same. */
const stays = ({ campusId, location }: Placed, before: Placed | undefined): boolean =>
  before?.campusId === campusId && isSameLocation(at(location), at(before.location))

const at = (location: GateLocation | undefined): GateLocation | null =>
  location === undefined ? null : { ...location, address: '' }

/** Along the surface of the earth. */
function kilometresBetween(one: Coordinates, other: Coordinates): number {
  const [from, to] = [radians(one.latitude), radians(other.latitude)]
  const across = Math.sin((to - from) / 2) ** 2
  const along = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2
  return 2 * RADIUS * Math.asin(Math.sqrt(across + Math.cos(from) * Math.cos(to) * along))
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

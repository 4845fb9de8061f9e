import { canonical, lengthOf, readLine } from '../values/text'

/**
 * Where a gate stands on the map (spec 2, The way to a gate). In GCJ-02, the coordinates of the maps of Tencent and Amap, because
 * the map of WeChat takes no other: those of GPS and of Baidu lie some hundred metres beside it, which no number shows.
 */
export interface GateLocation {
  latitude: number
  longitude: number
  /** How to find it; empty: its name is enough. */
  address: string
}

export type Coordinates = Omit<GateLocation, 'address'>

/** What can be wrong with it. */
export const LOCATION_ERRORS = [
  ...(['LOCATION_FORM', 'LOCATION_DEGREES', 'LOCATION_SWAPPED', 'LOCATION_OUTSIDE'] as const),
  'LOCATION_DECIMALS',
  /** One number of two. */
  'LOCATION_HALF',
  /** How to find it is too long; or it is there and the place isn't. */
  'LOCATION_ADDRESS',
  'LOCATION_MISSING',
] as const
export type LocationError = (typeof LOCATION_ERRORS)[number]

export const MAX_ADDRESS = 60

/** Degrees that China lies within. No number is both a latitude and a longitude of it. */
const LATITUDES = [3, 54] as const
const LONGITUDES = [73, 136] as const
/** Six decimals are a tenth of a metre. */
const PRECISION = 1_000_000

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean =>
  value >= least && value <= most

const rounded = (value: number): number => Math.round(value * PRECISION) / PRECISION

/** What is wrong with a place as it is to be stored; null: nothing. */
export function checkLocation({ latitude, longitude, address }: GateLocation): LocationError | null {
  const error = checkCoordinates({ latitude, longitude })
  if (error !== null) return error
  if (rounded(latitude) !== latitude || rounded(longitude) !== longitude) return 'LOCATION_DECIMALS'
  return lengthOf(address) > MAX_ADDRESS ? 'LOCATION_ADDRESS' : null
}

function checkCoordinates({ latitude, longitude }: Coordinates): LocationError | null {
  if (isWithin(latitude, LATITUDES) && isWithin(longitude, LONGITUDES)) return null
  return isWithin(latitude, LONGITUDES) && isWithin(longitude, LATITUDES)
    ? 'LOCATION_SWAPPED'
    : 'LOCATION_OUTSIDE'
}

const NUMBER = /[+-]?\d+(?:\.\d+)?/g
const LABEL = /[东西]经|[南北]纬|[经纬]度?|lat(?:itude)?|(?:long?|lng)(?:itude)?|[nsew]/gi
const BETWEEN = /[\s,;:=&、。/|(){}[\]"°度]/g
const MINUTES = /\d\s*['"分秒]/
/** South of the equator, or west of Greenwich. */
const BEYOND = /^(?:南纬|西经|[sw])$/i

/**
 * Reads both numbers as maps give them: with or without 北纬 and 东经, N and E, brackets, full-width forms, and either first,
 * because the numbers tell which is which; only labels can contradict them. More decimals than six are rounded off.
 */
export function readCoordinates(text: string): Coordinates | { error: LocationError } {
  const plain = canonical(text)
  if (MINUTES.test(plain)) return { error: 'LOCATION_DEGREES' }
  const labels = plain.match(LABEL) ?? []
  const [first, second, more] = (plain.match(NUMBER) ?? []).map((number) => rounded(Number(number)))
  const rest = plain.replace(NUMBER, '').replace(LABEL, '').replace(BETWEEN, '')
  if (first === undefined || more !== undefined || rest !== '') return { error: 'LOCATION_FORM' }
  if (second === undefined) return { error: 'LOCATION_HALF' }
  const axes = labels.map(axisOf).filter((axis, index, all) => all.indexOf(axis) === index)
  if (axes.length === 1) return { error: 'LOCATION_FORM' }
  if (labels.some((label) => BEYOND.test(label))) return { error: 'LOCATION_OUTSIDE' }
  const asSaid = { latitude: first, longitude: second }
  const turned = { latitude: second, longitude: first }
  const isTurned =
    axes.length === 0 ? checkCoordinates(asSaid) === 'LOCATION_SWAPPED' : axes[0] === 'longitude'
  const read = isTurned ? turned : asSaid
  const error = checkCoordinates(read)
  return error === null ? read : { error }
}

const axisOf = (label: string): keyof Coordinates =>
  /^(?:.?纬|la|[ns])/i.test(label) ? 'latitude' : 'longitude'

/** Both numbers as one reads and copies them. */
export const formatCoordinates = ({ latitude, longitude }: Coordinates): string => `${latitude},${longitude}`

export const isSameLocation = (one: GateLocation | null, other: GateLocation | null): boolean =>
  one === null || other === null
    ? one === other
    : formatCoordinates(one) === formatCoordinates(other) && one.address === other.address

/** What was typed of a place: its coordinates in one line, and how to find it. Both empty: there is none. */
export function readLocation(
  coordinates: string,
  address: string,
): { location: GateLocation | null } | { error: LocationError } {
  const line = readLine(address)
  if (readLine(coordinates) === '') return line === '' ? { location: null } : { error: 'LOCATION_MISSING' }
  const read = readCoordinates(coordinates)
  if ('error' in read) return read
  const location = { ...read, address: line }
  const error = checkLocation(location)
  return error === null ? { location } : { error }
}

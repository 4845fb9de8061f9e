/**
 * What a list may be narrowed to, as keys that a record carries: each pair of where it belongs and what it is, either of them
 * left open too. Any narrowing is then one range of one index (docs/decisions/0032).
 */
export const facetsOf = (places: readonly string[], marks: readonly string[]): string[] =>
  ['', ...places].flatMap((place) => ['', ...marks].map((mark) => facetOf(place, mark)))

/** The key of one narrowing; empty: left open. */
export const facetOf = (place: string, mark: string): string => `${place}|${mark}`

/** Places that records belong to. */
export const atCampus = (id: string): string => `campus:${id}`
export const atUnit = (id: string): string => `unit:${id}`
export const atGate = (id: string): string => `gate:${id}`

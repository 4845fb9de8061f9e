/** Who is on a campus now, and the list a guard ticks people off (spec 10). Moments in epoch milliseconds. */
export interface Present {
  id: string
  /** The visitor and their companions. */
  headCount: number
  plate: string | null
  overstayed: boolean
  /** Somebody let them in without a booking; null or, on a list kept earlier, absent: they have one. */
  letIn?: object | null
}

export interface PresenceSums {
  /** Bookings. */
  visits: number
  people: number
  /** Visits that booked a vehicle. */
  vehicles: number
  /** Visits whose last day has passed. */
  overstayed: number
}

export function presenceSums(rows: readonly Present[]): PresenceSums {
  const people = rows.reduce((sum, row) => sum + row.headCount, 0)
  const count = (which: (row: Present) => boolean): number => rows.filter(which).length
  return {
    visits: count(({ letIn }) => letIn == null),
    people,
    vehicles: count((row) => row.plate !== null),
    overstayed: count((row) => row.overstayed),
  }
}

/** People met and still to be met, by the visits ticked off. Ticks of visits that aren't listed any more count nothing. */
export function evacuationSums(
  rows: readonly Present[],
  met: readonly string[],
): { people: number; met: number; missing: number } {
  const ticked = rows.filter(({ id }) => met.indexOf(id) >= 0)
  const [people, found] = [presenceSums(rows).people, presenceSums(ticked).people]
  return { people, met: found, missing: people - found }
}

export const withTick = (met: readonly string[], id: string): string[] =>
  met.indexOf(id) >= 0 ? met.filter((each) => each !== id) : [...met, id]

/** A list holds names and is kept for a time only; a clock set back doesn't keep it longer. */
export const isStale = (takenAt: number, keptHours: number, now: number): boolean =>
  now - takenAt >= keptHours * 3_600_000 || takenAt - now > 3_600_000

/** A row of the list, as far as joining it with a phone's own passages needs it. */
interface Listed extends Present {
  since: number
}

/** A passage that the list doesn't know yet. */
interface Passed {
  /** Of the visit; of a vehicle that is known by nothing else its plate. */
  id: string
  plate: string | null
  direction: 'in' | 'out'
  at: number
  headCount: number
  /** How many of the booking stay inside when somebody of it left; absent: nobody does. */
  stillInside?: number
}

/**
 * The list with what this phone let in and out since, in the order of time: who came in is on it, who left is not, and of a
 * booking that some have left those who stay. What happened before the list last saw somebody stays as the list has it.
 */
export function withOwnPassages<R extends Listed, P extends Passed>(
  rows: readonly R[],
  passages: readonly P[],
  rowOf: (passage: P) => R,
): R[] {
  let joined = [...rows]
  for (const passage of [...passages].sort((a, b) => a.at - b.at)) {
    const row = joined.filter((each) => isOf(each, passage))[0]
    if (row !== undefined && row.since > passage.at) continue
    if (row === undefined) {
      if (passage.direction === 'in') joined.push(rowOf(passage))
      continue
    }
    const { direction, headCount, stillInside = 0 } = passage
    const heads = direction === 'in' ? Math.max(row.headCount, headCount) : stillInside
    joined = joined.flatMap((each) =>
      each !== row ? [each] : heads === 0 ? [] : [{ ...row, headCount: heads }],
    )
  }
  return joined
}

const isOf = ({ id, plate }: Listed, passage: Passed): boolean =>
  id === passage.id || (plate !== null && plate === passage.plate && passage.id === plate)

/** An empty list says that nobody is there only while it is as good as new. */
const NEW_MS = 2 * 60_000
export const isAsGoodAsNew = (takenAt: number, now: number): boolean => Math.abs(now - takenAt) < NEW_MS

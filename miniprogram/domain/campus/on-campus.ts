/** Who is on a campus now, and the list a guard ticks people off (spec 10). Moments in epoch milliseconds. */
export interface Present {
  id: string
  /** The visitor and their companions. */
  headCount: number
  plate: string | null
  overstayed: boolean
}

export interface PresenceSums {
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
    visits: rows.length,
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

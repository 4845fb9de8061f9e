/**
 * What parking costs (spec 5.2), as the office configures it: one version of the tariff, in force from an
 * instant until the next version's. Plain JSON: it is stored, sent and shown as it stands.
 *
 * The five forms of the spec are the five members of Rate. The cap per day is a form of its own that wraps
 * one of the four others: a cap alone charges nothing, a cap of a cap means nothing, and the type allows
 * neither, while every other form can be capped. Free minutes belong to all forms and stand beside them.
 */

/** A price for each started unit of time. */
export interface UnitPrice {
  unitMinutes: number
  fen: number
}

/** 时段单价: every started unit costs the same. A price per 24 hours is a unit of 1440 minutes. */
interface ByPeriod extends UnitPrice {
  form: 'period'
}

/**
 * 累计阶梯: the price of the whole stay by its length. A stay of exactly `upToMinutes` is still in the step;
 * after the last step each started unit of `beyond` adds its price.
 */
export interface ByTotal {
  form: 'total'
  steps: readonly { upToMinutes: number; fen: number }[]
  beyond: UnitPrice
}

/** 按次: once for each entry, however long the stay. */
interface PerEntry {
  form: 'entry'
  fen: number
}

/**
 * 日/夜: two prices by the clock in Shanghai, whichever of the two crosses midnight. `dayFrom` and `nightFrom`
 * are minutes after midnight (420 is 07:00). Each stretch of day or night counts its own started units, so
 * a unit as long as the night is a price per night.
 */
export interface DayNight {
  form: 'dayNight'
  dayFrom: number
  nightFrom: number
  day: UnitPrice
  night: UnitPrice
}

export type UncappedRate = ByPeriod | ByTotal | PerEntry | DayNight

export const CAP_PERIODS = ['calendarDay', '24hours'] as const
type CapPeriod = (typeof CAP_PERIODS)[number]

/** The most one stay costs per calendar day in Shanghai, or per 24 hours counted from its beginning. */
export interface Cap {
  fen: number
  per: CapPeriod
}

/** 每日封顶 over one of the other forms. A unit counts for the day in which it begins. */
interface Capped {
  form: 'capped'
  cap: Cap
  of: UncappedRate
}

export type Rate = UncappedRate | Capped

/**
 * What free minutes do to a longer stay. 'threshold': everything counts from the beginning;
 * 'deducted': only the rest counts.
 */
export const FREE_MODES = ['threshold', 'deducted'] as const
export type FreeMode = (typeof FREE_MODES)[number]

export interface Tariff {
  id: string
  /** Epoch milliseconds; stays that begin from here on. */
  effectiveFrom: number
  /** What the office calls this version; people read it. */
  label: string
  freeMinutes: number
  freeMode: FreeMode
  rate: Rate
}

/**
 * The version a campus starts with. An example, not the price of any city: the label that locales/zh/shipped-tariff.ts
 * gives it says so wherever it shows.
 */
export const SHIPPED_TERMS: Omit<Tariff, 'label'> = {
  id: 'sample',
  effectiveFrom: 0,
  freeMinutes: 30,
  freeMode: 'threshold',
  rate: {
    form: 'capped',
    cap: { fen: 1500, per: 'calendarDay' },
    of: { form: 'period', unitMinutes: 60, fen: 200 },
  },
}

/**
 * The version in force when a stay begins; a later version never touches a stay that has begun. Versions in any
 * order; of two that start at the same instant the one further back in the list counts. Null before the first.
 */
export function tariffAt(versions: readonly Tariff[], entryAt: number): Tariff | null {
  let found: Tariff | null = null
  for (const version of versions) {
    if (version.effectiveFrom > entryAt) continue
    if (found === null || version.effectiveFrom >= found.effectiveFrom) found = version
  }
  return found
}

/** The form that charges, and the cap on it if there is one. */
export function capOf(rate: Rate): { rate: UncappedRate; cap: Cap | null } {
  return rate.form === 'capped' ? { rate: rate.of, cap: rate.cap } : { rate, cap: null }
}

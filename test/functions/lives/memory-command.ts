/** The operators of conditions and updates, as the cloud's SDK has them. */
type Test = (value: unknown) => boolean

class Condition {
  constructor(readonly holds: Test) {}
  and(other: Condition): Condition {
    return new Condition((value) => this.holds(value) && other.holds(value))
  }
}

class Increment {
  constructor(readonly by: number) {}
}
class Push {
  constructor(readonly values: readonly unknown[]) {}
}

/** Like the database, only values of one type compare. */
const compared = (than: unknown, fits: (value: string, than: string) => boolean): Condition =>
  new Condition((value) => typeof value === typeof than && fits(value as string, than as string))

export const memoryCommand = {
  lt: (than: unknown) => compared(than, (a, b) => a < b),
  lte: (than: unknown) => compared(than, (a, b) => a <= b),
  gt: (than: unknown) => compared(than, (a, b) => a > b),
  gte: (than: unknown) => compared(than, (a, b) => a >= b),
  /** Of an array, one of its values. */
  in: (values: readonly unknown[]) =>
    new Condition((value) => [value].flat().some((each) => values.includes(each))),
  neq: (other: unknown) => new Condition((value) => value !== other),
  inc: (by: number) => new Increment(by),
  push: (values: readonly unknown[]) => new Push(values),
}

/** A value meets itself, and an array that holds it. */
export const meets = (value: unknown, wanted: unknown): boolean =>
  wanted instanceof Condition
    ? wanted.holds(value)
    : value === wanted || (Array.isArray(value) && value.includes(wanted))

/** What stands in a field after an update by `given`. */
export function updated(before: unknown, given: unknown): unknown {
  if (given instanceof Increment) return ((before as number | undefined) ?? 0) + given.by
  return given instanceof Push ? [...((before as unknown[] | undefined) ?? []), ...given.values] : given
}

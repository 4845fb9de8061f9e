/** A gate's code changes with each step, so that a photo of it is no use after about a minute (spec 4.3). */
export const CODE_STEP_MS = 30_000

/** The step at `now`, epoch milliseconds. */
export const codeStepOf = (now: number): number => Math.floor(now / CODE_STEP_MS)

/** When the code of the step at `now` gives way to the next, epoch milliseconds. */
export const codeChangesAt = (now: number): number => (codeStepOf(now) + 1) * CODE_STEP_MS

/** When a code that was read at this moment is taken no longer, at the latest; epoch milliseconds. */
export const codeOverAt = (readAt: number): number => codeChangesAt(readAt) + CODE_STEP_MS

/** Steps whose codes are taken at `now`: who scans in the last second of one still reads it, and clocks differ. */
export const stepsTaken = (now: number): number[] => {
  const step = codeStepOf(now)
  return [step, step - 1, step + 1]
}

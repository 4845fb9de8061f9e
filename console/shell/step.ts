/** One step of a history, as StepList shows it. */
export interface Step {
  key: number
  when: string
  words: string
  by: string
  /** What it changed, from what to what; absent: nothing besides. */
  changes?: string[]
  reason: string
}

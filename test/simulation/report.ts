import type { Run } from './simulate'

/** One run that broke a rule, for people: what it was, and how it came to that. */
export const reportOf = ({ seed, steps, trace, violation, history }: Run): string =>
  [`seed ${seed}, step ${steps}, trace ${trace}`, violation, ...history].join('\n')

/** What many runs came to: `npm run simulate` prints it. */
export function figuresOf(runs: readonly Run[], ms: number): string {
  const steps = runs.reduce((sum, run) => sum + run.steps, 0)
  const broken = runs.filter(({ violation }) => violation !== null)
  const faults: Record<string, number> = {}
  for (const run of runs)
    for (const [fault, count] of Object.entries(run.faults)) faults[fault] = (faults[fault] ?? 0) + count
  return [
    `${runs.length} seeds, ${steps} steps, ${(ms / 1000).toFixed(1)} s, ${broken.length} violations`,
    `faults: ${Object.entries(faults)
      .map(([fault, count]) => `${fault} ${count}`)
      .join(', ')}`,
    ...broken.map(({ seed, violation }) => `seed ${seed}: ${violation?.split('\n')[0]}`),
  ].join('\n')
}

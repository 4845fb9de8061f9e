/** What a bench is held to: beyond it, it ends with an exit code that fails whoever runs it. */

/** Notes on stderr what went beyond its limit, and makes the run fail at its end, once everything was printed. */
export function holdTo(limits: readonly { what: string; is: number; least?: number; most?: number }[]): void {
  for (const { what, is, least = -Infinity, most = Infinity } of limits)
    if (!(is >= least && is <= most)) {
      const limit = is < least ? `at least ${least}` : `at most ${most}`
      process.stderr.write(`${what}: ${is.toFixed(2)}, should be ${limit}\n`)
      process.exitCode = 1
    }
}

/**
 * One JSON line per event on the function's log. Fields are ids, codes and durations, never what a person typed:
 * logs are kept for months and read by many.
 */
export function log(
  level: 'info' | 'warn' | 'error',
  event: string,
  fields: Record<string, unknown> = {},
): void {
  const line = JSON.stringify({ level, event, ...fields })
  if (level === 'error') console.error(line)
  else console.log(line)
}

/** Name, code and stack of an unknown error; its message may carry data and stays out. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const code: unknown = (error as { code?: unknown }).code
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name: error.name, code, at: frames.slice(0, 8).map((line) => line.trim()) }
}

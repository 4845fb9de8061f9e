/** Machines far from Shanghai on either side: a rule that goes by the machine's own clock is wrong on each of them. */
export const ZONES: readonly [zone: string, minutesBehindUtc: number][] = [
  ['UTC', 0],
  ['Pacific/Kiritimati', -14 * 60],
  ['Pacific/Pago_Pago', 11 * 60],
]

/** What `work` gives on a machine of that zone. */
export function inZone<T>(zone: string, work: () => T): T {
  const before = process.env.TZ
  process.env.TZ = zone
  try {
    return work()
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
}

/** Codes of what the simulation itself makes fail; anything else that a function logs as an error is a fault of ours. */
const EXPECTED: readonly unknown[] = ['ECONNRESET', 'TransactionConflict', 'TransactionNotExist', 'BUSY']

/** What takes the place of the functions' log: it keeps the errors that nobody made. */
export const logWatch = {
  unexpected: [] as string[],
  log(level: string, event: string, fields: Record<string, unknown> = {}): void {
    if (level === 'error' && !EXPECTED.includes(fields.code))
      logWatch.unexpected.push(`${event} ${JSON.stringify(fields)}`)
  },
}

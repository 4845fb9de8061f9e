/** A mistake in the Mini Program's sources, at its place. Lines and columns count from 1. */
export class SourceError extends Error {
  constructor(
    message: string,
    readonly file: string,
    readonly line = 1,
    readonly column = 1,
  ) {
    super(message)
    this.name = 'SourceError'
  }

  override toString(): string {
    return `${this.file}:${this.line}:${this.column} ${this.message}`
  }
}

/** Several faults found in one pass, so that all are shown at once. */
export class SourceFaults extends Error {
  constructor(readonly faults: SourceError[]) {
    super(faults.map(String).join('\n'))
    this.name = 'SourceFaults'
  }
}

/** Whatever a compile threw, as a list of faults. */
export function faultsOf(thrown: unknown): SourceError[] {
  if (thrown instanceof SourceFaults) return thrown.faults
  if (thrown instanceof SourceError) return [thrown]
  return [
    new SourceError(
      thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      '(compiler)',
    ),
  ]
}

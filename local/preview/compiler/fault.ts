/** A mistake in the Mini Program's sources, at its place. Lines and columns count from 1. */
export class SourceFault extends Error {
  constructor(
    message: string,
    readonly file: string,
    readonly line = 1,
    readonly column = 1,
  ) {
    super(message)
    this.name = 'SourceFault'
  }

  override toString(): string {
    return `${this.file}:${this.line}:${this.column} ${this.message}`
  }
}

/** Several faults found in one pass, so that all are shown at once. */
export class SourceFaults extends Error {
  constructor(readonly faults: SourceFault[]) {
    super(faults.map(String).join('\n'))
    this.name = 'SourceFaults'
  }
}

/** Whatever a compile threw, as a list of faults. */
export function faultsOf(thrown: unknown): SourceFault[] {
  if (thrown instanceof SourceFaults) return thrown.faults
  if (thrown instanceof SourceFault) return [thrown]
  return [
    new SourceFault(
      thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      '(compiler)',
    ),
  ]
}

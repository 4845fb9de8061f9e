import type { StatementCache } from './statements'

type Job = { run: () => unknown; resolve: (value: never) => void; reject: (error: unknown) => void }

/**
 * Group commit: everything that is asked to be written before the next turn of the event loop shares one
 * transaction and one fsync. Each job stands or falls alone (a savepoint), and none is answered before the
 * commit is on the disk.
 */
export class WriteQueue {
  private waiting: Job[] = []

  constructor(private readonly connection: StatementCache) {}

  /** Runs the job inside the next transaction; it must be synchronous. */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ run, resolve, reject })
      if (this.waiting.length === 1) setImmediate(() => this.commit())
    })
  }

  /** Commits what waits, now. */
  commit(): void {
    const jobs = this.waiting
    if (jobs.length === 0) return
    this.waiting = []
    const answers: (() => void)[] = []
    try {
      this.connection.exec('BEGIN IMMEDIATE')
      for (const job of jobs) answers.push(this.attempt(job))
      this.connection.exec('COMMIT')
    } catch (error) {
      this.rollBack()
      for (const job of jobs) job.reject(error)
      return
    }
    for (const answer of answers) answer()
  }

  private attempt({ run, resolve, reject }: Job): () => void {
    this.connection.exec('SAVEPOINT job')
    try {
      const value = run() as never
      this.connection.exec('RELEASE job')
      return () => resolve(value)
    } catch (error) {
      this.connection.exec('ROLLBACK TO job')
      this.connection.exec('RELEASE job')
      return () => reject(error)
    }
  }

  private rollBack(): void {
    try {
      this.connection.exec('ROLLBACK')
    } catch {
      // The transaction never began, or the commit has already ended it.
    }
  }
}

import { DomainError, isDomainError } from '../../miniprogram/domain/errors'
import { inTransaction, type Transaction } from './database'

/** Retries after the first try; then the caller is told BUSY (house rule 9). */
const RETRIES = 8
const FIRST_PAUSE_MS = 15

/**
 * Runs `work` as one transaction, again on conflict, with jitter so that rivals part. The retry in the SDK's own
 * `runTransaction` sees no conflict that a single operation meets, because the error loses its code there; therefore
 * this one. `work` may run several times: it must not do anything but read and write through `tx`.
 *
 * @param instead asked when an id was taken, a rule refused, or rivals stayed: what was done already, perhaps by one of
 *   them, which is the result then; null: nothing was
 */
export async function transact<T>(
  work: (tx: Transaction) => Promise<T>,
  instead: () => Promise<T | null> = () => Promise.resolve(null),
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await inTransaction(work)
    } catch (error) {
      const givenUp = attempt >= RETRIES && isConflict(error)
      if (givenUp || isDuplicate(error) || isDomainError(error)) {
        const done = await instead()
        if (done !== null) return done
      }
      if (givenUp) throw new DomainError('BUSY')
      if (!isConflict(error)) throw error
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempt)
    }
  }
}

/** Production answers a lost race with one of these codes or texts, depending on which operation met it. */
export const isConflict = (error: unknown): boolean =>
  isDuplicate(error) ||
  /TransactionConflict|TRANSACTION_CONFLICT|WriteConflict|DUPLICATE_WRITE/.test(textOf(error))

/** An id, or a key of a unique index, is taken. */
const isDuplicate = (error: unknown): boolean => textOf(error).includes('E11000')

function textOf(error: unknown): string {
  const { code, message, errMsg } = error as { code?: unknown; message?: unknown; errMsg?: unknown }
  return [code, message, errMsg].map(String).join(' ')
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

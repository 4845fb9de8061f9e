import { DomainError } from '../../miniprogram/domain/errors'
import { inTransaction, type Transaction } from './database'

/** Retries after the first try; then the caller is told BUSY (house rule 9). */
const RETRIES = 8
const FIRST_PAUSE_MS = 15

/**
 * Runs `work` as one transaction, again on conflict, with jitter so that rivals part. The SDK's own retry never
 * fires for conflicts that an operation meets (platform facts), therefore this one. `work` may run several times:
 * it must not do anything but read and write through `tx`.
 */
export async function transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await inTransaction(work)
    } catch (error) {
      if (!isConflict(error)) throw error
      if (attempt >= RETRIES) throw new DomainError('BUSY')
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempt)
    }
  }
}

/** Production answers a lost race with one of these codes or texts, depending on which operation met it. */
export function isConflict(error: unknown): boolean {
  const { code, message, errMsg } = error as { code?: unknown; message?: unknown; errMsg?: unknown }
  return /TransactionConflict|TRANSACTION_CONFLICT|WriteConflict|E11000|DUPLICATE_WRITE/.test(
    [code, message, errMsg].map(String).join(' '),
  )
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Errors of the database as CloudBase words them. The texts matter: the SDK drops some codes on its way to the
 * caller, so retry code has to match the text (`TransactionConflict`, `E11000`).
 */
class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'DatabaseError'
  }
}

const CHECK = 'Please check your request, but if the problem persists, contact us.'

export const collectionMissing = (collection: string) =>
  new DatabaseError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. ${CHECK}`,
  )

export const collectionExists = (collection: string) =>
  new DatabaseError('DATABASE_REQUEST_FAILED', `[ResourceInUse] Table exist: ${collection}`)

/** The write was refused by a unique index (`_id_` included). */
export const duplicateKey = (collection: string, index: string, key: string) =>
  writeRefused(
    `E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: ${key}`,
  )

export const duplicateId = (collection: string, id: string | number) =>
  duplicateKey(collection, '_id_', `{ _id: ${JSON.stringify(id)} }`)

/** A write that the engine refuses, in the envelope production puts around its own words. */
export const writeRefused = (reason: string) =>
  new DatabaseError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.Insert] multiple write errors: [{write errors: [{${reason}}]}, {<nil>}]`,
  )

export const transactionConflict = () =>
  new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CHECK}`,
  )

export const transactionMissing = () =>
  new DatabaseError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be ' +
      `commit or abort in 30 seconds. ${CHECK}`,
  )

/** The request itself is wrong, or asks for what this database doesn't do. */
export const invalidRequest = (reason: string) => new DatabaseError('INVALID_PARAM', reason)

import type { Condition } from '../database/condition'
import { insertion, isUnchanged, removal, type CloudDatabase } from '../database/database'
import { readWire, toText, type Document } from '../database/documents'
import { invalidRequest } from '../database/errors'
import type { Stage } from '../database/pipeline'
import type { Order } from '../database/sort'
import { applyUpdate, type Update } from '../database/update'
import type { Actions } from './actions'

/** What the SDKs send with a database action. Conditions, data and order are extended JSON texts. */
export type DatabaseRequest = {
  collectionName: string
  query?: string
  data?: string | string[]
  order?: string
  projection?: string
  limit?: number
  offset?: number
  queryType?: 'DOC' | 'WHERE'
  multi?: boolean
  merge?: boolean
  upsert?: boolean
  transactionId?: string
  stages?: { stageKey: string; stageValue: string }[]
}

/** The `database.*` actions of CloudBase's wire protocol. */
export function databaseActions(database: CloudDatabase): Actions<DatabaseRequest> {
  const { transactions } = database
  return {
    'database.addCollection': (request) => {
      database.createCollection(request.collectionName)
      return {}
    },

    'database.insertDocument': async (request) => {
      const { transactionId } = request
      const now = transactionId ? null : new Date()
      const documents = [request.data ?? []].flat().map((text) => readWire(text, now))
      if (documents.length === 0) throw invalidRequest('nothing to add')
      if (!transactionId)
        return { data: { insertedIds: await database.add(request.collectionName, documents) } }
      const changes = documents.map((document) => insertion(request.collectionName, document))
      for (const change of changes) transactions.stage(transactionId, change)
      return { data: { insertedIds: changes.map(({ id }) => id) } }
    },

    'database.getDocument': (request) => {
      const condition = conditionOf(request)
      if (request.transactionId) {
        const document = transactions.read(request.transactionId, request.collectionName, documentId(request))
        return { data: { list: document ? [toText(document)] : [] } }
      }
      const order = readWire<Order>(request.order, new Date())
      const projection = readWire(request.projection, new Date())
      const limit = request.queryType === 'DOC' ? 1 : request.limit
      const documents = database.get(
        { condition, order, limit, skip: request.offset, projection },
        request.collectionName,
      )
      return { data: { list: documents.map(toText) } }
    },

    'database.calculateDocument': (request) => ({
      data: { total: database.count(request.collectionName, conditionOf(request)) },
    }),

    'database.modifyDocument': async (request) => {
      if (request.transactionId) return { data: modifyInTransaction(database, request) }
      const now = new Date()
      if (request.merge === false) {
        const fields = readWire(textOf(request), now)
        const id = documentId(request)
        const { existed, changed } = await database.set(request.collectionName, id, fields)
        return { data: { updated: existed && changed ? 1 : 0, upsert_id: existed ? null : id } }
      }
      const update = readWire<Update>(textOf(request), now)
      const multi = request.queryType !== 'DOC' && request.multi !== false
      const updated = await database.update(request.collectionName, conditionOf(request), update, multi)
      return { data: { updated, upsert_id: null } }
    },

    'database.modifyAndReturnDoc': async (request) => {
      if (request.transactionId)
        throw invalidRequest('updateAndReturn() in a transaction is not supported here')
      const update = readWire<Update>(textOf(request), new Date())
      const condition = conditionOf(request)
      const { document, changed } = await database.updateAndReturn(request.collectionName, condition, update)
      return { data: { updated: changed ? 1 : 0, doc: document && toText(document) } }
    },

    'database.removeDocument': async (request) => {
      const { transactionId, collectionName } = request
      if (!transactionId) {
        const multi = request.queryType !== 'DOC' && request.multi !== false
        return { data: { deleted: await database.remove(collectionName, conditionOf(request), multi) } }
      }
      const id = documentId(request)
      if (!transactions.read(transactionId, collectionName, id)) return { data: { deleted: 0 } }
      transactions.stage(transactionId, removal(collectionName, id))
      return { data: { deleted: 1 } }
    },

    'database.aggregateDocuments': (request) => {
      const stages = (request.stages ?? []).map(({ stageKey, stageValue }): Stage => ({
        [stageKey]: readWire<unknown>(stageValue, new Date()),
      }))
      return { data: { list: database.aggregate(request.collectionName, stages).map(toText) } }
    },

    'database.startTransaction': () => ({ transactionId: transactions.start() }),

    'database.commitTransaction': async (request) => {
      await transactions.commit(transactionOf(request))
      return {}
    },

    'database.abortTransaction': (request) => {
      transactions.abort(transactionOf(request))
      return {}
    },
  }
}

function modifyInTransaction({ transactions }: CloudDatabase, request: DatabaseRequest) {
  const { collectionName: collection, transactionId } = request
  const id = documentId(request)
  const before = transactions.read(transactionId!, collection, id)
  if (!before && !request.upsert) return { updated: 0, upsert_id: null }
  const change = readWire<Update>(textOf(request), null)
  const after = request.merge === false ? ({ _id: id, ...change } as Document) : applyUpdate(before!, change)
  // Also what changes nothing takes part in conflicts: the stricter of the two ways it may be in production.
  transactions.stage(transactionId!, { collection, id, after })
  if (!before) return { updated: 0, upsert_id: id }
  return { updated: isUnchanged(before, after) ? 0 : 1, upsert_id: null }
}

function conditionOf({ query }: DatabaseRequest): Condition {
  return readWire<Condition>(query, new Date())
}

/**
 * The one document a request is about. In production where().get() runs inside the transaction; here it is refused.
 * where().update(), remove() and count() never come with a transaction: the SDK sends them without its id.
 */
function documentId(request: DatabaseRequest): Document['_id'] {
  const { _id } = conditionOf(request)
  if (request.queryType !== 'DOC' || (typeof _id !== 'string' && typeof _id !== 'number')) {
    throw invalidRequest('where() in a transaction, or without a document id, is not supported: use doc(id)')
  }
  return _id
}

function textOf({ data }: DatabaseRequest): string {
  if (typeof data !== 'string') throw invalidRequest('data is missing')
  return data
}

function transactionOf({ transactionId }: DatabaseRequest): string {
  if (!transactionId) throw invalidRequest('transactionId is missing')
  return transactionId
}

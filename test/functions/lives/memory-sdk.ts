import { beginInstance } from '../../../cloudfunctions/platform/instance-state'
import type { Stored } from '../../../cloudfunctions/platform/database'
import { memoryCommand } from './memory-command'
import { forgetFiles } from './memory-files'
import { memory, type Contents, type Order } from './memory-database'
import type { MemoryTransaction } from './memory-transactions'

/**
 * The part of `@cloudbase/node-sdk` that platform/database.ts uses, over the documents in memory. Each request goes
 * through `wire.send`: here it is answered at once, one after the other.
 */
export interface DatabaseRequest {
  /** What is asked, for people: "get visits". */
  what: string
  /** Documents that it writes outside a transaction. */
  writes?: () => { collection: string; id: string }[]
  /** The transaction it belongs to; null before it has begun. */
  transaction?: MemoryTransaction | null
  answer: () => unknown
}

export const wire = {
  send: (request: DatabaseRequest): Promise<unknown> => Promise.resolve().then(request.answer),
}

/** Another campus: what this instance kept was of the last one. */
export function resetMemory(base: Contents): void {
  memory.reset(base)
  forgetFiles()
  beginInstance()
}

/** More than a query gives. */
const NO_LIMIT = 1000

class Query {
  constructor(
    private readonly collection: string,
    private readonly condition: object = {},
    private readonly order: Order = ['_id', 'asc'],
    private readonly rows = NO_LIMIT,
  ) {}

  where = (condition: object) => new Query(this.collection, condition, this.order, this.rows)
  orderBy = (...order: Order) => new Query(this.collection, this.condition, order, this.rows)
  limit = (rows: number) => new Query(this.collection, this.condition, this.order, rows)

  get = () =>
    this.send('find', () => ({
      data: memory.sorted(this.collection, this.condition, this.order, this.rows),
    }))
  count = () => this.send('count', () => ({ total: this.found().length }))
  update = (fields: object) =>
    this.change('update', () => ({ updated: memory.update(this.collection, this.condition, fields) }))
  remove = () =>
    this.change('remove', () => {
      const found = this.found()
      for (const { _id } of found) memory.remove(this.collection, _id)
      return { deleted: found.length }
    })
  add = (added: Stored | readonly Stored[]) => {
    const documents = [added].flat()
    return this.send(
      'add',
      () => {
        if (documents.some(({ _id }) => memory.read(this.collection, _id) !== null))
          throw Object.assign(new Error('E11000'), { code: 'E11000' })
        for (const document of documents) memory.write(this.collection, document)
      },
      () => documents.map(({ _id }) => ({ collection: this.collection, id: _id })),
    )
  }

  doc = (_id: string) => {
    const one = new Query(this.collection, { _id })
    return { get: one.get, update: one.update, remove: one.remove, set: notOutside }
  }

  private found = (): Stored[] => memory.matching(this.collection, this.condition)
  private change = (verb: string, answer: () => unknown) =>
    this.send(verb, answer, () => this.found().map(({ _id }) => ({ collection: this.collection, id: _id })))
  private send = (verb: string, answer: () => unknown, writes?: DatabaseRequest['writes']) =>
    wire.send({ what: `${verb} ${this.collection}`, writes, answer })
}

const notOutside = (): never => {
  throw new Error('documents are set in transactions')
}

async function startTransaction() {
  let transaction: MemoryTransaction | null = null
  const send = (what: string, answer: () => unknown) => wire.send({ what, transaction, answer })
  const inIt = (work: (of: MemoryTransaction) => unknown) => () => work(transaction as MemoryTransaction)
  await send('begin', () => {
    transaction = memory.transactions.begin()
  })
  return {
    collection: (name: string) => ({
      doc: (id: string) => ({
        get: () =>
          send(
            `get ${name}`,
            inIt((tx) => ({ data: tx.read(name, id) })),
          ),
        set: (fields: object) =>
          send(
            `set ${name}`,
            inIt((tx) => tx.write(name, { ...fields, _id: id })),
          ),
        remove: () =>
          send(
            `remove ${name}`,
            inIt((tx) => tx.remove(name, id)),
          ),
      }),
      add: (documents: Stored | readonly Stored[]) =>
        send(
          `add ${name}`,
          inIt((tx) => [documents].flat().forEach((document) => tx.add(name, document))),
        ),
    }),
    commit: () =>
      send(
        'commit',
        inIt((tx) => tx.commit()),
      ),
    rollback: () =>
      send(
        'rollback',
        inIt((tx) => tx.abort()),
      ),
  }
}

const memoryDatabase = {
  collection: (name: string) => new Query(name),
  startTransaction,
  command: memoryCommand,
}

export const memorySdk = {
  SYMBOL_CURRENT_ENV: Symbol('current'),
  init: () => ({ database: () => memoryDatabase }),
}

/** Where the use cases' documents are kept: here, or in the cloud that the environment names. */
export const backing = { memory: true }

/** The SDK with a switch before its database. */
export function switched<T extends object>(real: { default: T }): { default: T } {
  type Sdk = { init: (config: object) => { database: () => object } }
  const cloud = real.default as unknown as Sdk
  const init: Sdk['init'] = (config) => {
    let there: object | undefined
    const database = new Proxy(memoryDatabase, {
      get: (here, name) => {
        if (backing.memory) return here[name as keyof typeof here]
        there ??= cloud.init(config).database()
        const value = there[name as keyof typeof there] as unknown
        return typeof value === 'function' ? value.bind(there) : value
      },
    })
    return { database: () => database }
  }
  return { ...real, default: { ...real.default, init } }
}

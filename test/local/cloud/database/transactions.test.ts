import { expect, test } from 'vitest'
import type { CloudDatabase } from '../../../../local/cloud/database/database'
import { openDatabase } from './open-database'

const INDEXES = {
  doctors: [],
  seats: [{ name: 'one_per_seat', keys: [['seat', 1]] as [string, 1][], unique: true }],
}
const CONFLICT = '[ResourceUnavailable.TransactionConflict] Transaction is conflict'

async function open(options?: { transactionMs?: number }) {
  const { database } = openDatabase(INDEXES, options)
  await database.add('doctors', [
    { _id: 'a', onCall: true, n: 0 },
    { _id: 'b', onCall: true, n: 0 },
  ])
  return { database, transactions: database.transactions }
}

const write = (collection: string, id: string, fields: object) => ({
  collection,
  id,
  after: { _id: id, ...fields },
})
const one = (database: CloudDatabase, id: string) =>
  database.get({ condition: { _id: id } }, 'doctors')[0] as any

test('two that read the same and write different documents both succeed: write skew is possible', async () => {
  const { database, transactions } = await open()
  const [one1, two] = [transactions.start(), transactions.start()]
  for (const t of [one1, two])
    for (const id of ['a', 'b']) expect(transactions.read(t, 'doctors', id)).toMatchObject({ onCall: true })
  transactions.stage(one1, write('doctors', 'a', { onCall: false }))
  transactions.stage(two, write('doctors', 'b', { onCall: false }))
  await transactions.commit(one1)
  await transactions.commit(two)
  expect([one(database, 'a').onCall, one(database, 'b').onCall]).toEqual([false, false])
})

test('an update is never lost: the second writer of a document meets a conflict, in production’s words', async () => {
  const { database, transactions } = await open()
  const [first, second] = [transactions.start(), transactions.start()]
  const n = (t: string) => transactions.read(t, 'doctors', 'a')!.n as number
  const [seenByFirst, seenBySecond] = [n(first), n(second)]
  transactions.stage(first, write('doctors', 'a', { n: seenByFirst + 1 }))
  await transactions.commit(first)
  expect(() => transactions.stage(second, write('doctors', 'a', { n: seenBySecond + 1 }))).toThrow(CONFLICT)
  expect(one(database, 'a').n).toBe(1)
})

test('a document that appeared or vanished since the first operation is a conflict too', async () => {
  const { database, transactions } = await open()
  const [first, second] = [transactions.start(), transactions.start()]
  for (const t of [first, second]) transactions.read(t, 'doctors', 'a')
  await database.add('doctors', [{ _id: 'new' }])
  await database.remove('doctors', { _id: 'b' }, false)
  expect(() => transactions.stage(first, { ...write('doctors', 'new', {}), insert: true })).toThrow(CONFLICT)
  expect(() => transactions.stage(second, write('doctors', 'b', {}))).toThrow(CONFLICT)
})

test('the state that is seen is that of the first operation, whether it reads or writes', async () => {
  const { database, transactions } = await open()
  const [reader, writer, idle] = [transactions.start(), transactions.start(), transactions.start()]
  await database.update('doctors', { _id: 'a' }, { $set: { n: 1 } }, false)
  transactions.stage(writer, write('doctors', 'b', { n: 7 }))
  expect(transactions.read(reader, 'doctors', 'a')).toMatchObject({ n: 1 })
  await database.update('doctors', { _id: 'a' }, { $set: { n: 2 } }, false)
  for (const t of [reader, writer]) expect(transactions.read(t, 'doctors', 'a')).toMatchObject({ n: 1 })
  await transactions.commit(writer)
  expect(transactions.read(reader, 'doctors', 'b')).toMatchObject({ n: 0 })
  expect(transactions.read(idle, 'doctors', 'b')).toMatchObject({ n: 7 })
  await transactions.commit(idle)
  transactions.abort(reader)
})

test('own writes are seen, removed ones too', async () => {
  const { transactions } = await open()
  const t = transactions.start()
  transactions.stage(t, write('doctors', 'a', { n: 5 }))
  expect(transactions.read(t, 'doctors', 'a')).toEqual({ _id: 'a', n: 5 })
  transactions.stage(t, { collection: 'doctors', id: 'a', after: null })
  expect(transactions.read(t, 'doctors', 'a')).toBeNull()
  transactions.stage(t, { ...write('doctors', 'a', { n: 6 }), insert: true })
  await transactions.commit(t)
})

test('a unique key is taken by one of two transactions', async () => {
  const { database, transactions } = await open()
  const [first, second] = [transactions.start(), transactions.start()]
  transactions.stage(first, { ...write('seats', 'x', { seat: 1 }), insert: true })
  expect(() => transactions.stage(second, { ...write('seats', 'y', { seat: 1 }), insert: true })).toThrow(
    CONFLICT,
  )
  await transactions.commit(first)
  const third = transactions.start()
  expect(() => transactions.stage(third, { ...write('seats', 'y', { seat: 1 }), insert: true })).toThrow(
    'E11000',
  )
  expect(database.count('seats', {})).toBe(1)
})

test('a unique key passes from one document to another within a transaction', async () => {
  const { database, transactions } = await open()
  await database.add('seats', [{ _id: 'x', seat: 1 }])
  const t = transactions.start()
  transactions.stage(t, write('seats', 'x', { seat: 2 }))
  transactions.stage(t, { ...write('seats', 'y', { seat: 1 }), insert: true })
  await transactions.commit(t)
  expect(database.get({ condition: {}, order: { seat: 1 } }, 'seats')).toMatchObject([
    { _id: 'y' },
    { _id: 'x' },
  ])
})

test('a plain write that takes a key of an open transaction waits, and then meets E11000', async () => {
  const { database, transactions } = await open()
  const t = transactions.start()
  transactions.stage(t, { ...write('seats', 'x', { seat: 1 }), insert: true })
  const waiting = expect(database.add('seats', [{ seat: 1 }])).rejects.toThrow('E11000')
  await transactions.commit(t)
  await waiting
})

test('after its time a transaction is gone and its locks with it', async () => {
  const { database, transactions } = await open({ transactionMs: 50 })
  const t = transactions.start()
  transactions.stage(t, write('doctors', 'a', { n: 9 }))
  expect(await database.update('doctors', { _id: 'a' }, { $inc: { n: 1 } }, false)).toBe(1)
  await expect(transactions.commit(t)).rejects.toThrow('[ResourceUnavailable.TransactionNotExist]')
  expect(one(database, 'a').n).toBe(1)
})

test('one refused job of a shared commit leaves the others', async () => {
  const { database } = await open()
  const outcomes = await Promise.allSettled([
    database.add('seats', [{ _id: 'x', seat: 1 }]),
    database.add('seats', [{ _id: 'y', seat: 1 }]),
    database.add('seats', [
      { _id: 'z', seat: 2 },
      { _id: 'z', seat: 3 },
    ]),
    database.add('seats', [{ _id: 'w', seat: 4 }]),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(database.get({ condition: {} }, 'seats')).toHaveLength(2)
})

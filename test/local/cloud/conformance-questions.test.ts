// Questions to a cloud whose answers no document gives. Against the local cloud they hold what it does; against a real
// environment they only write down what they saw: see conformance-target.ts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answer, readTape, recordAnswer } from './conformance-record'
import { openTarget, type Sdk, type Target } from './conformance-target'

const isIndexed = !process.env.CONFORMANCE_ENV || process.env.CONFORMANCE_INDEXED === 'yes'
const isSlow = process.env.CONFORMANCE_SLOW === 'yes'

let target: Target

beforeAll(async () => {
  target = await openTarget()
}, 30_000)
afterAll(() => target.close())

describe.each([
  { place: 0, name: 'wx-server-sdk' },
  { place: 1, name: '@cloudbase/node-sdk' },
])('$name', ({ place, name }) => {
  let sdk: Sdk
  let visits: any
  let plain: any
  let _: any

  beforeEach(async () => {
    sdk = target.sdks[place]!
    _ = sdk.database.command
    visits = sdk.database.collection('conformance_visits')
    plain = sdk.database.collection('conformance_plain')
    for (const collection of [visits, plain]) await collection.where({ _id: _.exists(true) }).remove()
  })

  const put = (id: string, fields: object) => plain.doc(id).set(sdk.wrap(fields))
  const stored = async (id: string) => sdk.documentOf(await plain.doc(id).get())
  const mine = (t: any, id: string) => t.collection('conformance_plain').doc(id)
  const idsOf = ({ data }: { data: { _id: string }[] }) => data.map((row) => row._id).join(' ')
  /** What an attempt came to: its answer, or the code and text of its refusal. */
  const outcome = async <T>(attempt: Promise<T>, read: (reply: T) => unknown = () => 'done') => {
    try {
      return read(await attempt)
    } catch (error) {
      const { code, text } = sdk.refusal(error)
      const word = /E11000/.exec(text) ?? /\[[\w.]+\]|not exist|not supported|INVALID\w+/.exec(text)
      return { refused: code, text: word?.[0] ?? text }
    }
  }

  type Question = [title: string, ask: () => Promise<unknown>, local: unknown]
  const ask = (questions: Question[], timeout = 60_000) =>
    test.each(questions)('%s', (title, question, local) => answer(title, name, question, local), timeout)

  describe('in a transaction', () => {
    ask([
      [
        'get of a missing document',
        async () => {
          const t = await sdk.database.startTransaction()
          const saw = await outcome(mine(t, 'none').get(), ({ data }: any) => ({ data }))
          await outcome(t.rollback())
          return saw
        },
        place === 0 ? { refused: -1, text: 'not exist' } : { data: null },
      ],
      [
        'set of a missing document, and of one that is there',
        async () => {
          await put('there', { n: 1 })
          const replies: unknown[] = []
          await sdk.database.runTransaction(async (t: any) => {
            for (const id of ['new', 'there'])
              replies.push(await outcome(mine(t, id).set(sdk.wrap({ n: 2 })), countsOf))
          })
          return { replies, stored: [await stored('new'), await stored('there')] }
        },
        {
          replies:
            place === 0
              ? [
                  { updated: 0, created: 0 },
                  { updated: 1, created: 0 },
                ]
              : [
                  { updated: 0, upserted: 1 },
                  { updated: 1, upserted: 1 },
                ],
          stored: [
            { _id: 'new', n: 2 },
            { _id: 'there', n: 2 },
          ],
        },
      ],
      [
        'remove, once and again, and get after it',
        async () => {
          await put('a', { n: 1 })
          const t = await sdk.database.startTransaction()
          const remove = () =>
            outcome(place === 0 ? mine(t, 'a').remove() : mine(t, 'a').delete(), sdk.removedOf)
          const removed = [await remove(), await remove()]
          const after = await outcome(mine(t, 'a').get(), ({ data }: any) => data)
          await outcome(t.rollback())
          return { removed, after, stored: await stored('a') }
        },
        {
          removed: [1, 0],
          after: place === 0 ? { refused: -1, text: 'not exist' } : null,
          stored: { _id: 'a', n: 1 },
        },
      ],
      [
        'two that read both documents and write one each (write skew)',
        async () => {
          await put('a', { on: true })
          await put('b', { on: true })
          const [one, two] = [await sdk.database.startTransaction(), await sdk.database.startTransaction()]
          for (const t of [one, two]) for (const id of ['a', 'b']) await mine(t, id).get()
          const writes = [
            await outcome(mine(one, 'a').update(sdk.wrap({ on: false }))),
            await outcome(mine(two, 'b').update(sdk.wrap({ on: false }))),
          ]
          const commits = [await outcome(one.commit()), await outcome(two.commit())]
          return { writes, commits, on: [(await stored('a')).on, (await stored('b')).on] }
        },
        { writes: ['done', 'done'], commits: ['done', 'done'], on: [false, false] },
      ],
      [
        'a write that changes nothing, of a document that another writes',
        async () => {
          await put('a', { n: 1 })
          const [one, two] = [await sdk.database.startTransaction(), await sdk.database.startTransaction()]
          await mine(one, 'a').get()
          const same = await outcome(mine(one, 'a').set(sdk.wrap({ n: 1 })))
          const other = await outcome(mine(two, 'a').update(sdk.wrap({ n: 2 })))
          const commits = [await outcome(one.commit()), await outcome(two.commit())]
          return { same, other, commits }
        },
        {
          same: 'done',
          other: conflict(place),
          commits: ['done', { refused: ended(place), text: '[ResourceUnavailable.TransactionNotExist]' }],
        },
      ],
      [
        'how many writes it takes: 20, 30, 50, 100',
        async () => {
          const took: Record<number, unknown> = {}
          for (const count of [20, 30, 50, 100]) {
            const t = await sdk.database.startTransaction()
            const writing = async () => {
              for (let index = 0; index < count; index++)
                await mine(t, `w${count}-${index}`).set(sdk.wrap({ index }))
              await t.commit()
            }
            took[count] = await outcome(writing())
          }
          return took
        },
        { 20: 'done', 30: 'done', 50: 'done', 100: 'done' },
      ],
      [
        'several new documents in one request',
        async () => {
          const t = await sdk.database.startTransaction()
          const some = [{ _id: 'm1' }, { _id: 'm2' }]
          const added = await outcome(
            t.collection('conformance_plain').add(place === 0 ? { data: some } : some),
          )
          await outcome(t.commit())
          return { added, found: await outcome(plain.where({ _id: _.in(['m1', 'm2']) }).get(), idsOf) }
        },
        { added: 'done', found: 'm1 m2' },
      ],
      [
        'an id that is taken, and then the rest of it',
        async () => {
          await put('a', { n: 1 })
          const t = await sdk.database.startTransaction()
          const taken = await outcome(t.collection('conformance_plain').add(sdk.wrap({ _id: 'a' })))
          return { taken, commit: await outcome(t.commit()) }
        },
        {
          taken: { refused: place === 0 ? -502001 : 'DATABASE_REQUEST_FAILED', text: 'E11000' },
          commit: { refused: ended(place), text: '[ResourceUnavailable.TransactionNotExist]' },
        },
      ],
      [
        'where().get()',
        async () => {
          await put('a', { n: 1 })
          const t = await sdk.database.startTransaction()
          const saw = await outcome(t.collection('conformance_plain').where({ n: 1 }).get(), idsOf)
          await outcome(t.rollback())
          return saw
        },
        { refused: place === 0 ? -501007 : 'INVALID_PARAM', text: 'not supported' },
      ],
    ])
    const half: Question = [
      'an operation after 31 seconds',
      async () => {
        await put('a', { n: 1 })
        const t = await sdk.database.startTransaction()
        await mine(t, 'a').update(sdk.wrap({ n: 2 }))
        await new Promise((resolve) => setTimeout(resolve, 31_000))
        const saw = { get: await outcome(mine(t, 'a').get()), commit: await outcome(t.commit()) }
        return { ...saw, stored: (await stored('a')).n }
      },
      {
        get: { refused: ended(place), text: '[ResourceUnavailable.TransactionNotExist]' },
        commit: { refused: ended(place), text: '[ResourceUnavailable.TransactionNotExist]' },
        stored: 1,
      },
    ]
    if (isSlow) ask([half], 90_000)
  })

  describe('outside', () => {
    ask([
      [
        'what updated counts where nothing changes: update by id, by a condition, set, in a transaction',
        async () => {
          await put('a', { n: 1 })
          const same = sdk.wrap({ n: 1 })
          const counts = [
            sdk.updatedOf(await plain.doc('a').update(same)),
            sdk.updatedOf(await plain.where({ n: 1 }).update(same)),
            sdk.updatedOf(await plain.doc('a').set(same)),
          ]
          await sdk.database.runTransaction(async (t: any) => {
            counts.push(
              sdk.updatedOf(await mine(t, 'a').update(same)),
              sdk.updatedOf(await mine(t, 'a').set(same)),
            )
          })
          return counts
        },
        [0, 0, 0, 0, 0],
      ],
      [
        'deep merge of {} and into what is no object',
        async () => {
          const saw: Record<string, unknown> = {}
          const cases: [string, object, object][] = [
            ['empty into fields', { o: { p: 1 } }, { o: {} }],
            ['empty into nothing', {}, { o: {} }],
            ['empty beside a change', { o: { p: { q: 1 } } }, { o: { p: {}, r: 2 } }],
            ['fields into null', { o: null }, { o: { p: 1 } }],
            ['fields into a text', { o: 'x' }, { o: { p: 1 } }],
            ['an array', { o: [1] }, { o: [] }],
          ]
          for (const [title, before, change] of cases) {
            await put('a', { kept: true, ...before })
            const reply = await outcome(plain.doc('a').update(sdk.wrap(change)))
            saw[title] = reply === 'done' ? (({ o }) => o)(await stored('a')) : reply
          }
          return saw
        },
        {
          'empty into fields': { p: 1 },
          'empty into nothing': undefined,
          'empty beside a change': { p: { q: 1 }, r: 2 },
          'fields into null': expect.objectContaining({
            refused: place === 0 ? -502001 : 'DATABASE_REQUEST_FAILED',
          }),
          'fields into a text': expect.objectContaining({
            refused: place === 0 ? -502001 : 'DATABASE_REQUEST_FAILED',
          }),
          'an array': [],
        },
      ],
      [
        'in with 100 ids, 500, 1000',
        async () => {
          const ids = Array.from({ length: 1000 }, (_id, index) => `r${String(index).padStart(4, '0')}`)
          for (let from = 0; from < 1000; from += 100)
            await target.sdks[1]!.database.collection('conformance_plain').add(
              ids.slice(from, from + 100).map((_id) => ({ _id })),
            )
          const found = (count: number) =>
            outcome(
              plain
                .where({ _id: _.in(ids.slice(0, count)) })
                .limit(1000)
                .get(),
              ({ data }: any) => data.length,
            )
          return [await found(100), await found(500), await found(1000)]
        },
        [100, 500, 1000],
      ],
      [
        'rows without an order, with ids that do not rise',
        async () => {
          for (const _id of ['m', 'a', 'z', 'c']) await plain.add(sdk.wrap({ _id, n: 1 }))
          await plain.doc('a').update(sdk.wrap({ n: 2 }))
          return [idsOf(await plain.get()), idsOf(await plain.where({ n: _.gt(0) }).get())]
        },
        ['m a z c', 'm a z c'],
      ],
      [
        'the order of texts: Chinese, letters, signs, beyond the first plane',
        async () => {
          const texts = ['张三', '阿', '李四', '安', 'Z', 'a', '1', '·', 'é', '𠮷', '〇', '，', 'ü']
          for (const text of texts) await plain.add(sdk.wrap({ text }))
          const { data } = await plain.orderBy('text', 'asc').get()
          return data.map((row: { text: string }) => row.text).join(' ')
        },
        '1 Z a · é ü 〇 安 张三 李四 阿 ， 𠮷',
      ],
      [
        'the order of all types',
        async () => {
          const values = [true, 'x', 3, null, new Date(5), [2], { a: 1 }, [], -1, '']
          for (const [index, v] of values.entries()) await plain.add(sdk.wrap({ _id: `v${index}`, v }))
          await plain.add(sdk.wrap({ _id: 'absent' }))
          return [idsOf(await plain.orderBy('v', 'asc').get()), idsOf(await plain.orderBy('v', 'desc').get())]
        },
        ['v7 v3 absent v8 v5 v2 v9 v1 v6 v0 v4', 'v4 v0 v6 v1 v9 v2 v5 v8 v3 absent v7'],
      ],
      [
        'a pattern’s end before a line end',
        async () => {
          await put('a', { s: 'abc\n' })
          return (await plain.where({ s: /abc$/ }).count()).total
        },
        0,
      ],
      [
        'a lookup of a collection that is not there',
        async () => {
          await put('a', { n: 1 })
          const join = { from: 'conformance_nowhere', localField: 'n', foreignField: 'n', as: 'found' }
          return outcome(plain.aggregate().lookup(join).end(), sdk.rowsOf)
        },
        { refused: place === 0 ? -1 : 'DATABASE_COLLECTION_NOT_EXIST', text: '[ResourceNotFound]' },
      ],
    ])
    const indexed: Question = [
      'null, absent, number and text in a compound index whose second field descends',
      async () => {
        const rows = { number: 5, text: 'x', null: null, negative: -1, date: new Date(5), empty: '' }
        for (const [_id, day] of Object.entries(rows))
          await visits.add(sdk.wrap({ _id, unit: 'u', day, phone: _id }))
        await visits.add(sdk.wrap({ _id: 'absent', unit: 'u', phone: 'absent' }))
        const unit = visits.where({ unit: 'u' })
        const below = visits.where({ unit: 'u', day: _.lt('x') })
        const order = [
          idsOf(await unit.orderBy('day', 'desc').get()),
          idsOf(await unit.orderBy('day', 'asc').get()),
          idsOf(await below.orderBy('day', 'desc').get()),
          idsOf(await visits.where({ unit: 'u', day: null }).get()),
        ]
        return order
      },
      [
        'date text empty number negative null absent',
        'absent null negative number empty text date',
        'empty',
        'null absent',
      ],
    ]
    if (isIndexed) ask([indexed])
  })

  /** How many documents a set says it updated, and made. */
  function countsOf(reply: any) {
    if (place === 0) return { updated: reply.stats.updated, created: reply.stats.created }
    return { updated: reply.updated, upserted: reply.upserted?.length ?? 0 }
  }
})

function conflict(place: number) {
  return {
    refused: place === 0 ? -501001 : 'DATABASE_TRANSACTION_CONFLICT',
    text: '[ResourceUnavailable.TransactionConflict]',
  }
}

function ended(place: number) {
  return place === 0 ? undefined : 'DATABASE_TRANSACTION_FAIL'
}

describe('files', () => {
  const status = async (address: string) => (await fetch(address)).status

  test('an address without its query, with another signature, after its time', async () => {
    const { app } = target
    const cloudPath = 'conformance/private.txt'
    const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from('private') })
    const addressFor = async (maxAge: number) =>
      (await app.getTempFileURL({ fileList: [{ fileID, maxAge }] })).fileList[0]!.tempFileURL
    const question = async () => {
      const [long, short] = [await addressFor(600), await addressFor(1)]
      await new Promise((resolve) => setTimeout(resolve, 2500))
      return {
        whole: await status(long),
        bare: await status(long.split('?')[0]!),
        forged: await status(long.replace(/sign=\w/, 'sign=_')),
        expired: await status(short),
      }
    }
    const closed = { bare: 403, forged: 403, expired: 403 }
    const saw = await question()
    await answer('addresses of a private file', 'files', async () => saw, { whole: 200, ...closed })
    // Wherever it is asked: a record of files that everybody reads would open the local cloud's too.
    expect(saw).toMatchObject(closed)
    await app.deleteFile({ fileList: [fileID] })
  }, 60_000)
})

test('an answer is written down with whether it differs', () => {
  const dir = mkdtempSync(join(tmpdir(), 'record-'))
  const file = join(dir, 'deep', 'answers.jsonl')
  recordAnswer(file, { question: 'q', sdk: 's', saw: { n: 1 }, local: { n: 1 } })
  recordAnswer(file, { question: 'q', sdk: 's', saw: 2, local: { n: 1 } })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { differs: boolean }).differs)).toEqual([false, true])
  expect(readTape(file)).toEqual(new Map([['s › q', 2]]))
  // An answer of another environment is the same answer.
  const saw = { identity: { ENV: 'campus-1a2b' }, name: 'conformance' }
  const local = { identity: { ENV: 'local-env' }, name: 'conformance' }
  recordAnswer(file, { question: 'who', sdk: 's', saw, local }, 'campus-1a2b')
  expect(readTape(file).get('s › who')).toEqual(local)
  expect(readFileSync(file, 'utf8').trim().split('\n').at(-1)).toContain('"differs":false')
  rmSync(dir, { recursive: true })
})

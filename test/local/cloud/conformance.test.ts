// Drives the unmodified SDKs. Runs against a real CloudBase environment too: see conformance-target.ts.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTarget, type Sdk, type Target } from './conformance-target'

let target: Target

beforeAll(async () => {
  target = await openTarget()
}, 30_000)
afterAll(() => target.close())

const isLocal = !process.env.CONFORMANCE_ENV
const isIndexed = isLocal || process.env.CONFORMANCE_INDEXED === 'yes'

describe.each([
  { at: 0, name: 'wx-server-sdk' },
  { at: 1, name: '@cloudbase/node-sdk' },
])('$name', ({ at }) => {
  let sdk: Sdk
  let visits: any
  let plain: any
  let _: any

  beforeEach(async () => {
    sdk = target.sdks[at]!
    _ = sdk.database.command
    visits = sdk.database.collection('conformance_visits')
    plain = sdk.database.collection('conformance_plain')
    for (const collection of [visits, plain]) await collection.where({ _id: _.exists(true) }).remove()
  })

  const stored = async (id: string) => sdk.documentOf(await plain.doc(id).get())
  const put = (id: string, fields: object) => plain.doc(id).set(sdk.wrap(fields))
  const changed = async (before: object, update: object) => {
    // The field beside is for the SDK that sets no empty document.
    await put('a', { kept: true, ...before })
    await plain.doc('a').update(sdk.wrap(update))
    const { _id: _, kept: __, ...fields } = await stored('a')
    return fields
  }
  const refused = async (attempt: Promise<unknown>) => {
    const error = await attempt.then(
      () => null,
      (reason) => reason,
    )
    expect(error, 'it should have been refused').not.toBeNull()
    return sdk.refusal(error)
  }

  describe('adding', () => {
    test('a document comes back as it was, dates included', async () => {
      const at = new Date('2030-01-01T08:00:00.123Z')
      const fields = {
        name: '张三',
        n: 1.5,
        no: null,
        yes: true,
        at,
        list: [1, 'x', { k: at }],
        nested: { a: { b: 1 } },
      }
      const id = sdk.idOf(await plain.add(sdk.wrap(fields)))
      expect(await stored(id)).toEqual({ _id: id, ...fields })
    })

    test('the server gives its own time, with an offset where asked', async () => {
      const id = sdk.idOf(
        await plain.add(
          sdk.wrap({ now: sdk.database.serverDate(), later: sdk.database.serverDate({ offset: 60_000 }) }),
        ),
      )
      const { now, later } = await stored(id)
      expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000)
      expect(later.getTime() - now.getTime()).toBe(60_000)
    })

    test('an id that is taken is refused with E11000', async () => {
      await plain.add(sdk.wrap({ _id: 'x' }))
      const { text } = await refused(plain.add(sdk.wrap({ _id: 'x' })))
      expect(text).toMatch(/E11000 duplicate key error .* index: _id_/)
    })

    test.runIf(isIndexed)('a compound unique index refuses the second', async () => {
      await visits.add(sdk.wrap({ phone: '138', slot: 1 }))
      await visits.add(sdk.wrap({ phone: '138', slot: 2 }))
      const { code, text } = await refused(visits.add(sdk.wrap({ phone: '138', slot: 1 })))
      expect(text).toMatch(/E11000 duplicate key error .* index: one_per_phone/)
      expect(code).toBe(at === 0 ? -502001 : 'DATABASE_REQUEST_FAILED')
    })

    test.runIf(isIndexed)(
      'a missing field counts as null in a unique index: one such document at most',
      async () => {
        await visits.add(sdk.wrap({ unit: 'a' }))
        expect((await refused(visits.add(sdk.wrap({ unit: 'b' })))).text).toContain('E11000')
      },
    )

    test('a collection that is not there is an error', async () => {
      const { text } = await refused(sdk.database.collection('conformance_nowhere').add(sdk.wrap({ a: 1 })))
      expect(text).toContain('Db or Table not exist')
    })
  })

  describe('finding', () => {
    beforeEach(async () => {
      const rows = [
        {
          _id: 'a',
          n: 1,
          s: 'apple',
          tags: ['x', 'y'],
          items: [
            { k: 1, v: 1 },
            { k: 2, v: 5 },
          ],
        },
        { _id: 'b', n: 2, s: 'Bob', tags: [], maybe: null },
        { _id: 'c', n: 3, s: 'cherry', tags: ['y'], items: [{ k: 1, v: 9 }], maybe: 'here' },
        { _id: 'd', n: '3', s: '张三', o: { p: { q: 7 } } },
      ]
      for (const row of rows) await plain.add(sdk.wrap(row))
    })

    const cases: [string, (_: any) => object, string][] = [
      ['a value', () => ({ n: 3 }), 'c'],
      ['a value of another type does not match', () => ({ n: '3' }), 'd'],
      ['eq', (_) => ({ n: _.eq(2) }), 'b'],
      ['neq', (_) => ({ n: _.neq(2) }), 'acd'],
      ['gt', (_) => ({ n: _.gt(1) }), 'bc'],
      ['gte', (_) => ({ n: _.gte(2) }), 'bc'],
      ['lt', (_) => ({ n: _.lt(2) }), 'a'],
      ['lte', (_) => ({ n: _.lte(2) }), 'ab'],
      ['a range', (_) => ({ n: _.gt(1).and(_.lt(3)) }), 'b'],
      ['either end', (_) => ({ n: _.lt(2).or(_.gt(2)) }), 'ac'],
      ['in', (_) => ({ n: _.in([1, '3']) }), 'ad'],
      ['nin', (_) => ({ n: _.nin([1, 2]) }), 'cd'],
      ['and of conditions', (_) => _.and([{ n: _.gt(1) }, { s: 'Bob' }]), 'b'],
      ['or of conditions', (_) => _.or([{ n: 1 }, { s: 'Bob' }]), 'ab'],
      ['not', (_) => ({ n: _.not(_.gt(1)) }), 'ad'],
      ['nor', (_) => ({ n: _.nor([_.eq(1), _.eq(2)]) }), 'cd'],
      ['exists', (_) => ({ maybe: _.exists(true) }), 'bc'],
      ['does not exist', (_) => ({ maybe: _.exists(false) }), 'ad'],
      ['null matches what is missing', () => ({ maybe: null }), 'abd'],
      ['a pattern', () => ({ s: /^app/ }), 'a'],
      ['a pattern whatever the case', () => ({ s: /^bob$/i }), 'b'],
      ['one element of an array', () => ({ tags: 'y' }), 'ac'],
      ['all', (_) => ({ tags: _.all(['x', 'y']) }), 'a'],
      ['size', (_) => ({ tags: _.size(0) }), 'b'],
      [
        'elemMatch wants one element that meets all',
        (_) => ({ items: _.elemMatch({ k: 1, v: _.gt(4) }) }),
        'c',
      ],
      ['a path into an array of objects', () => ({ 'items.k': 2 }), 'a'],
      ['mod', (_) => ({ n: _.mod(2, 0) }), 'b'],
      ['a nested object is a path', () => ({ o: { p: { q: 7 } } }), 'd'],
      ['an expression', (_) => _.expr(_.aggregate.eq(['$s', 'Bob'])), 'b'],
    ]
    test.each(cases)('%s', async (_title, condition, wanted) => {
      const { data } = await plain.where(condition(_)).get()
      expect(
        data
          .map((row: any) => row._id)
          .sort()
          .join(''),
      ).toBe(wanted)
      expect((await plain.where(condition(_)).count()).total).toBe(wanted.length)
    })

    test('a pattern made by db.RegExp', async () => {
      const { data } = await plain.where({ s: sdk.database.RegExp({ regexp: '^CH', options: 'i' }) }).get()
      expect(data).toHaveLength(1)
    })

    test('sorted, skipped, cut, and only some fields', async () => {
      const { data } = await plain
        .where({ n: _.gt(0) })
        .orderBy('n', 'desc')
        .skip(1)
        .limit(1)
        .field({ s: true })
        .get()
      expect(data).toEqual([{ _id: 'b', s: 'Bob' }])
    })

    test('types sort in the order missing, number, text', async () => {
      await plain.add(sdk.wrap({ _id: 'e' }))
      const { data } = await plain.orderBy('n', 'asc').get()
      expect(data.map((row: any) => row._id)).toEqual(['e', 'a', 'b', 'c', 'd'])
    })

    test('a document that is not there', async () => {
      if (at === 1) expect((await plain.doc('zzz').get()).data).toEqual([])
      else expect((await refused(plain.doc('zzz').get())).text).toContain('does not exist')
    })
  })

  describe('plain elements, objects and absent fields', () => {
    beforeEach(async () => {
      const rows = [
        { _id: 'a', tags: ['Go', 'C#'], n: 1 },
        { _id: 'b', tags: [{ value: 'Go' }, { value: 'C#', n: 7 }], n: null },
        { _id: 'c', tags: 'Go' },
      ]
      for (const row of rows) await plain.add(sdk.wrap(row))
    })
    const found = async (condition: object) => {
      const { data } = await plain.where(condition).orderBy('_id', 'asc').get()
      return data.map((row: any) => row._id).join('')
    }
    const cases: [string, (_: any) => object, string][] = [
      ['elemMatch of a field meets objects only', (_) => ({ tags: _.elemMatch({ value: 'Go' }) }), 'b'],
      ['elemMatch of a value', (_) => ({ tags: _.elemMatch(_.eq('Go')) }), 'a'],
      ['all of one value', (_) => ({ tags: _.all(['Go']) }), 'ac'],
      ['lte null', (_) => ({ n: _.lte(null) }), 'bc'],
      ['gte null', (_) => ({ n: _.gte(null) }), 'bc'],
      ['neq null', (_) => ({ n: _.neq(null) }), 'a'],
      ['in with null', (_) => ({ n: _.in([null, 1]) }), 'abc'],
      ['an object is looked for by its fields', () => ({ tags: { value: 'Go' } }), 'b'],
      ['an object whole', (_) => ({ tags: _.eq({ value: 'Go' }) }), 'b'],
    ]
    test.each(cases)('%s', async (_title, condition, wanted) => {
      expect(await found(condition(_))).toBe(wanted)
    })

    test('an update and a removal meet the same', async () => {
      const byField = plain.where({ tags: _.elemMatch({ value: 'Go' }) })
      expect(sdk.updatedOf(await byField.update(sdk.wrap({ seen: true })))).toBe(1)
      expect(await found({ seen: true })).toBe('b')
      await plain.doc('b').update(sdk.wrap({ tags: _.pull({ value: 'Go' }) }))
      expect((await stored('b')).tags).toEqual([{ value: 'C#', n: 7 }])
      await plain.doc('a').update(sdk.wrap({ tags: _.pull({ value: 'Go' }) }))
      expect((await stored('a')).tags).toEqual(['Go', 'C#'])
      expect(sdk.removedOf(await byField.remove())).toBe(0)
    })

    test('a projection gives the element that matches', async () => {
      const only = { tags: _.project.elemMatch({ n: 7 }) }
      const { data } = await plain
        .where({ _id: _.in(['a', 'b']) })
        .orderBy('_id', 'asc')
        .field(only)
        .get()
      expect(data).toEqual([{ _id: 'a' }, { _id: 'b', tags: [{ value: 'C#', n: 7 }] }])
    })
  })

  test('get gives 100 rows by default and 1000 at most', async () => {
    for (let from = 0; from < 1100; from += 100) {
      const rows = Array.from({ length: 100 }, (_row, i) => ({
        _id: `r${String(from + i).padStart(5, '0')}`,
      }))
      // Only the node SDK takes a list.
      await target.sdks[1]!.database.collection('conformance_plain').add(rows)
    }
    expect((await plain.get()).data).toHaveLength(100)
    expect((await plain.limit(2000).get()).data).toHaveLength(1000)
    expect((await plain.count()).total).toBe(1100)
    expect(
      sdk.rowsOf(
        await plain
          .aggregate()
          .match({ _id: _.gt('') })
          .end(),
      ),
    ).toHaveLength(20)
    expect(
      sdk.rowsOf(
        await plain
          .aggregate()
          .match({ _id: _.gt('') })
          .limit(50)
          .end(),
      ),
    ).toHaveLength(50)
  })

  describe('changing', () => {
    const cases: [string, object, (_: any) => object, object][] = [
      ['a field', { n: 1 }, () => ({ n: 2 }), { n: 2 }],
      ['a field to null', { n: 1 }, () => ({ n: null }), { n: null }],
      ['inc', { n: 1 }, (_) => ({ n: _.inc(2) }), { n: 3 }],
      ['inc of what is missing', {}, (_) => ({ n: _.inc(2) }), { n: 2 }],
      ['mul', { n: 3 }, (_) => ({ n: _.mul(2) }), { n: 6 }],
      ['mul of what is missing', {}, (_) => ({ n: _.mul(2) }), { n: 0 }],
      ['min', { n: 3 }, (_) => ({ n: _.min(2) }), { n: 2 }],
      ['max keeps what is larger', { n: 3 }, (_) => ({ n: _.max(2) }), { n: 3 }],
      ['remove', { n: 3, m: 1 }, (_) => ({ n: _.remove() }), { m: 1 }],
      ['rename', { n: 3 }, (_) => ({ n: _.rename('m') }), { m: 3 }],
      [
        'an object is merged deep',
        { o: { p: 1, r: { s: 1 } } },
        () => ({ o: { z: 1, r: { t: 2 } } }),
        { o: { p: 1, r: { s: 1, t: 2 }, z: 1 } },
      ],
      ['set replaces an object', { o: { p: 1 } }, (_) => ({ o: _.set({ z: 1 }) }), { o: { z: 1 } }],
      ['a dotted path', { o: { p: 1 } }, () => ({ 'o.p': 2 }), { o: { p: 2 } }],
      [
        'a place in an array',
        { a: [{ v: 1 }, { v: 2 }] },
        () => ({ 'a.1.v': 7 }),
        { a: [{ v: 1 }, { v: 7 }] },
      ],
      ['push one', { a: [1] }, (_) => ({ a: _.push(2) }), { a: [1, 2] }],
      ['push several', { a: [1] }, (_) => ({ a: _.push([2, 3]) }), { a: [1, 2, 3] }],
      ['push to what is missing', {}, (_) => ({ a: _.push(1) }), { a: [1] }],
      [
        'push at a position',
        { a: [1, 4] },
        (_) => ({ a: _.push({ each: [2, 3], position: 1 }) }),
        { a: [1, 2, 3, 4] },
      ],
      [
        'push, sort, cut',
        { a: [5, 1] },
        (_) => ({ a: _.push({ each: [3], sort: 1, slice: 2 }) }),
        { a: [1, 3] },
      ],
      [
        'push objects sorted by a field',
        { a: [{ k: 2 }] },
        (_) => ({ a: _.push({ each: [{ k: 3 }, { k: 1 }], sort: { k: -1 } }) }),
        { a: [{ k: 3 }, { k: 2 }, { k: 1 }] },
      ],
      ['pop', { a: [1, 2] }, (_) => ({ a: _.pop() }), { a: [1] }],
      ['shift', { a: [1, 2] }, (_) => ({ a: _.shift() }), { a: [2] }],
      ['unshift', { a: [1] }, (_) => ({ a: _.unshift([0]) }), { a: [0, 1] }],
      ['pull', { a: [1, 2, 1] }, (_) => ({ a: _.pull(1) }), { a: [2] }],
      [
        'pull by a condition',
        { a: [{ k: 1 }, { k: 2 }] },
        (_) => ({ a: _.pull({ k: _.gte(2) }) }),
        { a: [{ k: 1 }] },
      ],
      ['pullAll', { a: [1, 2, 3] }, (_) => ({ a: _.pullAll([1, 3]) }), { a: [2] }],
      ['addToSet', { a: [1, 1] }, (_) => ({ a: _.addToSet(2) }), { a: [1, 1, 2] }],
      ['addToSet of what is in', { a: [1] }, (_) => ({ a: _.addToSet(1) }), { a: [1] }],
    ]
    test.each(cases)('%s', async (_title, before, update, after) => {
      expect(await changed(before, update(_))).toEqual(after)
    })

    test('an operand of the wrong type is refused', async () => {
      expect((await refused(changed({ s: 'x' }, { s: _.inc(1) }))).text).toContain('non-numeric')
      expect((await refused(changed({ s: 'x' }, { s: _.push(1) }))).text).toContain('must be an array')
      expect((await refused(changed({ o: null }, { 'o.p': 1 }))).text).toContain("Cannot create field 'p'")
    })

    test('a document that is not there is not made', async () => {
      expect(sdk.updatedOf(await plain.doc('zzz').update(sdk.wrap({ n: 1 })))).toBe(0)
      expect((await plain.count()).total).toBe(0)
    })

    test.runIf(isLocal)(
      'what is the same afterwards does not count as updated, in a transaction or outside',
      async () => {
        await put('a', { n: 1 })
        const same = sdk.wrap({ n: 1 })
        expect(sdk.updatedOf(await plain.doc('a').update(same))).toBe(0)
        expect(sdk.updatedOf(await plain.where({ n: 1 }).update(same))).toBe(0)
        expect(sdk.updatedOf(await plain.doc('a').set(same))).toBe(0)
        expect(sdk.updatedOf(await plain.doc('a').set(sdk.wrap({ n: 2 })))).toBe(1)
        await sdk.database.runTransaction(async (t: any) => {
          const mine = t.collection('conformance_plain').doc('a')
          expect(sdk.updatedOf(await mine.update(sdk.wrap({ n: 2 })))).toBe(0)
          expect(sdk.updatedOf(await mine.set(sdk.wrap({ n: 2 })))).toBe(0)
          expect(sdk.updatedOf(await mine.update(sdk.wrap({ n: 3 })))).toBe(1)
        })
      },
    )

    test('set makes the document or replaces it whole', async () => {
      await put('a', { n: 1 })
      await put('a', { m: 2 })
      expect(await stored('a')).toEqual({ _id: 'a', m: 2 })
    })

    test('all that match, and only while they match', async () => {
      for (const n of [1, 2, 3]) await put(`r${n}`, { n })
      expect(sdk.updatedOf(await plain.where({ n: _.gte(2) }).update(sdk.wrap({ seen: true })))).toBe(2)
      expect(sdk.updatedOf(await plain.where({ _id: 'r1', n: 7 }).update(sdk.wrap({ n: 8 })))).toBe(0)
      expect(sdk.removedOf(await plain.where({ seen: true }).remove())).toBe(2)
      expect(sdk.removedOf(await plain.doc('r1').remove())).toBe(1)
      expect(sdk.removedOf(await plain.doc('r1').remove())).toBe(0)
    })
  })

  describe('aggregating', () => {
    const run = async (build: (aggregate: any, $: any) => any) =>
      sdk.rowsOf(await build(plain.aggregate(), _.aggregate).end())

    beforeEach(async () => {
      for (let i = 0; i < 6; i++) {
        await put(`y${i}`, {
          day: new Date(Date.UTC(2030, 0, 1 + (i % 3), 20)),
          k: i % 3,
          tags: ['x', 'y'],
          ref: 'y0',
        })
      }
    })

    test('match, group, sort', async () => {
      const rows = await run((a, $) =>
        a
          .match({ k: _.gte(1) })
          .group({ _id: '$k', n: $.sum(1) })
          .sort({ _id: -1 }),
      )
      expect(rows).toEqual([
        { _id: 2, n: 2 },
        { _id: 1, n: 2 },
      ])
    })
    test('days are counted in a time zone', async () => {
      const format = { date: '$day', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' }
      const rows = await run((a, $) => a.group({ _id: $.dateToString(format), n: $.sum(1) }).sort({ _id: 1 }))
      expect(rows.map((row) => row._id)).toEqual(['2030-01-02', '2030-01-03', '2030-01-04'])
    })
    test('weeks begin on Sunday, and days before the first one are in week 0', async () => {
      const days = ['2019-05-14', '2017-01-01', '2018-01-06', '2018-12-31']
      for (const [index, day] of days.entries()) await put(`w${index}`, { at: new Date(day) })
      const rows = await run((a, $) =>
        a
          .match({ _id: /^w/ })
          .sort({ _id: 1 })
          .project({ _id: 0, week: $.week('$at'), iso: [$.isoWeekYear('$at'), $.isoWeek('$at')] }),
      )
      expect(rows).toEqual([
        { week: 19, iso: [2019, 20] },
        { week: 1, iso: [2016, 52] },
        { week: 0, iso: [2018, 1] },
        { week: 52, iso: [2019, 1] },
      ])
    })
    test('lookup', async () => {
      const join = { from: 'conformance_plain', localField: 'ref', foreignField: '_id', as: 'joined' }
      const [row] = await run((a) => a.limit(1).lookup(join))
      expect(row.joined.map((other: any) => other._id)).toEqual(['y0'])
    })
    test('project, unwind, count', async () => {
      const rows = await run((a, $) =>
        a.match({ _id: 'y4' }).project({ _id: 0, double: $.multiply(['$k', 2]) }),
      )
      expect(rows).toEqual([{ double: 2 }])
      expect(await run((a) => a.unwind('$tags').count('total'))).toEqual([{ total: 12 }])
    })
    test('bucket, sortByCount, addFields, skip', async () => {
      const cut = { groupBy: '$k', boundaries: [0, 1, 3], output: { n: _.aggregate.sum(1) } }
      expect((await run((a) => a.bucket(cut))).map((row) => row.n)).toEqual([2, 4])
      expect(await run((a) => a.sortByCount('$ref'))).toEqual([{ _id: 'y0', count: 6 }])
      expect(
        await run((a, $) =>
          a
            .sort({ _id: 1 })
            .skip(5)
            .addFields({ z: $.add(['$k', 1]) })
            .project({ z: 1 }),
        ),
      ).toEqual([{ _id: 'y5', z: 3 }])
    })
  })

  describe('transactions', () => {
    const inTransaction = (work: (transaction: any) => Promise<unknown>) =>
      sdk.database.runTransaction(work, 0)

    test('all of it is kept, or nothing', async () => {
      await put('a', { n: 1 })
      await inTransaction(async (t) => {
        await t
          .collection('conformance_plain')
          .doc('a')
          .update(sdk.wrap({ n: _.inc(1) }))
        await t.collection('conformance_plain').add(sdk.wrap({ _id: 'log', n: 1 }))
      })
      expect((await stored('a')).n).toBe(2)
      await inTransaction(async (t) => {
        await t
          .collection('conformance_plain')
          .doc('a')
          .update(sdk.wrap({ n: 99 }))
        throw new Error('changed my mind')
      }).catch(() => 'as it should')
      expect((await stored('a')).n).toBe(2)
    })

    test('it sees its own writes, others do not until it commits', async () => {
      await put('a', { n: 1 })
      const t = await sdk.database.startTransaction()
      const mine = t.collection('conformance_plain').doc('a')
      await mine.update(sdk.wrap({ n: 2 }))
      expect(sdk.documentOf(await mine.get()).n).toBe(2)
      expect((await stored('a')).n).toBe(1)
      await t.commit()
      expect((await stored('a')).n).toBe(2)
    })

    test('it sees the state at its first operation', async () => {
      await put('a', { n: 1 })
      const t = await sdk.database.startTransaction()
      await put('a', { n: 2 })
      expect(sdk.documentOf(await t.collection('conformance_plain').doc('a').get()).n).toBe(2)
      await put('a', { n: 5 })
      expect(sdk.documentOf(await t.collection('conformance_plain').doc('a').get()).n).toBe(2)
      await t.rollback()
    })

    test('the server’s time is refused', async () => {
      await put('a', { n: 1 })
      const t = await sdk.database.startTransaction()
      const mine = t.collection('conformance_plain')
      const now = () => sdk.wrap({ now: sdk.database.serverDate() })
      await refused(mine.add(now()))
      await refused(mine.doc('a').update(now()))
      await refused(mine.doc('a').set(now()))
      await t.rollback().catch(() => 'a refusal may have ended it')
      expect(await stored('a')).toEqual({ _id: 'a', n: 1 })
    })

    test('who comes second to a document meets a conflict', async () => {
      await put('a', { n: 1 })
      const [one, two] = [await sdk.database.startTransaction(), await sdk.database.startTransaction()]
      await one
        .collection('conformance_plain')
        .doc('a')
        .update(sdk.wrap({ n: 2 }))
      const { code, text } = await refused(
        two
          .collection('conformance_plain')
          .doc('a')
          .update(sdk.wrap({ n: 3 })),
      )
      expect(text).toContain('[ResourceUnavailable.TransactionConflict]')
      expect(code).toBe(at === 0 ? -501001 : 'DATABASE_TRANSACTION_CONFLICT')
      await one.commit()
      expect((await stored('a')).n).toBe(2)
    })

    test('a lost conflict ends the transaction', async () => {
      await put('a', { n: 1 })
      const t = await sdk.database.startTransaction()
      await t.collection('conformance_plain').doc('a').get()
      await put('a', { n: 2 })
      await refused(
        t
          .collection('conformance_plain')
          .doc('a')
          .update(sdk.wrap({ n: 3 })),
      )
      expect((await refused(t.commit())).text).toContain('TransactionNotExist')
    })

    test('a plain write waits for the transaction that holds the document', async () => {
      await put('a', { n: 1 })
      const t = await sdk.database.startTransaction()
      await t
        .collection('conformance_plain')
        .doc('a')
        .update(sdk.wrap({ n: 10 }))
      let written = false
      const waiting = plain
        .doc('a')
        .update(sdk.wrap({ n: _.inc(1) }))
        .then(() => (written = true))
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(written).toBe(false)
      await t.commit()
      await waiting
      expect((await stored('a')).n).toBe(11)
    })

    test('only node-sdk tries again by itself', async () => {
      await put('a', { n: 1 })
      let tries = 0
      const work = async (t: any) => {
        tries++
        await t.collection('conformance_plain').doc('a').get()
        if (tries === 1) await put('a', { n: 2 })
        await t
          .collection('conformance_plain')
          .doc('a')
          .update(sdk.wrap({ m: tries }))
      }
      const attempt = sdk.database.runTransaction(work)
      if (at === 0) expect((await refused(attempt)).text).toContain('TransactionConflict')
      else await attempt
      expect(await stored('a')).toEqual({ _id: 'a', n: 2, ...(at === 1 && { m: 2 }) })
    })

    test('retried on conflict, no increment is lost', async () => {
      await put('a', { n: 0 })
      const increment = async (): Promise<void> => {
        for (;;) {
          try {
            return await inTransaction(async (t) => {
              const { n } = sdk.documentOf(await t.collection('conformance_plain').doc('a').get())
              await t
                .collection('conformance_plain')
                .doc('a')
                .update(sdk.wrap({ n: n + 1 }))
            })
          } catch (error) {
            if (!sdk.refusal(error).text.includes('TransactionConflict')) throw error
          }
        }
      }
      await Promise.all(Array.from({ length: 8 }, increment))
      expect((await stored('a')).n).toBe(8)
    })
  })

  test.runIf(isLocal)(
    'a geographic query, an unknown stage, a search inside a transaction: a clear error',
    async () => {
      const near = { at: _.geoNear({ geometry: new sdk.database.Geo.Point(113, 23), maxDistance: 1 }) }
      expect((await refused(plain.where(near).get())).text).toContain(
        'unsupported query operator: $nearSphere',
      )
      const t = await target.sdks[1]!.database.startTransaction()
      const { text } = await target.sdks[1]!.database.collection('conformance_plain')
        .aggregate()
        .geoNear({ near: new sdk.database.Geo.Point(113, 23), distanceField: 'd' })
        .end()
        .catch((error: Error) => ({ text: error.message }))
      expect(text).toContain('unsupported aggregation stage: $geoNear')
      const search = t.collection('conformance_plain').where({ n: 1 }).get()
      await expect(search).rejects.toThrow('where() in a transaction')
      await t.rollback()
    },
  )
})

describe('files', () => {
  test('uploaded, addressed, downloaded, deleted', async () => {
    const { files } = target
    const { fileID } = await files.uploadFile({
      cloudPath: 'conformance/测试 1%.txt',
      fileContent: Buffer.from('hello'),
    })
    expect(fileID).toMatch(/^cloud:\/\/.+\/conformance\/测试 1%\.txt$/)
    const { fileList }: any = await files.getTempFileURL({
      fileList: [fileID, fileID.replace('测试', 'nothing')],
    })
    expect(await (await fetch(fileList[0]!.tempFileURL)).text()).toBe('hello')
    expect(fileList[1]!.status).not.toBe(0)
    const { fileContent } = await files.downloadFile({ fileID })
    expect(fileContent.toString()).toBe('hello')
    const deleted: any = await files.deleteFile({ fileList: [fileID] })
    expect(deleted.fileList[0]!.status).toBe(0)
    await expect(files.downloadFile({ fileID })).rejects.toThrow()
  })

  test('fifty at a time, and not one more', async () => {
    const { app } = target
    const ids = Array.from({ length: 51 }, (_id, index) => `cloud://nowhere.bucket/${index}.txt`)
    const outcome = (attempt: Promise<any>) => attempt.catch((error: unknown) => error)
    for (const call of ['getTempFileURL', 'deleteFile'] as const) {
      expect(await outcome(app[call]({ fileList: ids }))).toMatchObject({ code: 'INVALID_PARAM' })
      expect((await outcome(app[call]({ fileList: ids.slice(1) }))).fileList).toHaveLength(50)
    }
  })
})

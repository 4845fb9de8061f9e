import fc from 'fast-check'
import { LAST_INSTANT } from '../../miniprogram/domain/values/days'

export const polluting = (): unknown =>
  JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}')
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })

/** Values of a wrong type nearly everywhere, and such as mean something to a database, to JavaScript or to text. */
export const HOSTILE: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 42],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['a number beyond all days', 9e15],
  ['the last moment there is', LAST_INSTANT],
  ['the moment after it', LAST_INSTANT + 1],
  ['an infinite number', Infinity],
  ['not a number', Number.NaN],
  ['a boolean', true],
  ['an empty list', []],
  ['a list', ['a', 'b']],
  ['a long list', Array.from({ length: 10_000 }, () => 'a')],
  ['an empty object', {}],
  ['a deep object', nested(200)],
  ['an empty text', ''],
  ['blanks', '  \u3000 '],
  ['a huge text', '宝'.repeat(300_000)],
  ['a text of 64', 'a'.repeat(64)],
  ['an operator', { $ne: null }],
  ['a comparison', { $gt: '' }],
  ['a choice', { $or: [{}], $in: ['a'] }],
  ['an update', { $set: { state: 'approved' }, $inc: { rev: 1 } }],
  ['an operator as text', '{"$gt":""}'],
  ['a field path', '$$ROOT.visits.$.name'],
  ['a where clause', { $where: 'sleep(1000)' }],
  ['a regular expression', { $regex: '.*' }],
  ['a database’s own type', { $oid: '0'.repeat(24), $date: 'yesterday' }],
  ['polluting keys', polluting()],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['emoji', '👨‍👩‍👧‍👦😀'],
  ['full width', '＄ｎｅ　ＡＢ１２３'],
  ['turned around', '\u202e甲乙丙\u2066'],
  ['a lone surrogate', '\ud83d'],
  ['a zero byte', 'a\u0000b'],
  ['a line end', 'a\r\nb'],
  ['markup', '<script>alert(1)</script>'],
  ['a path', '../../etc/passwd'],
  ['a day that isn’t', '2026-02-30'],
  ['the last day there is', '9999-12-31'],
  ['a day of nothing', '0000-00-00'],
]

/** What an object may hold beside its own fields. */
export const HOSTILE_FIELDS: readonly object[] = [
  { $where: 'sleep(1000)', $or: [{}] },
  polluting() as object,
  { _id: { $ne: null }, openid: 'office', 'form.hostId': 'x' },
]

/** More of the same, without end. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE.map(([, value]) => value)),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.integer(),
  fc.double(),
  fc.maxSafeInteger(),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom('$ne', '$gt', '$in', '$where', '$set', '$expr', '__proto__', 'constructor'),
    fc.jsonValue(),
  ),
)

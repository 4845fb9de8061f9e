import { describe, expect, it, test } from 'vitest'
import { isDomainError, type ErrorDetails } from '../../../miniprogram/domain/errors'
import {
  changedPurposes,
  checkPurposes,
  MAX_PURPOSE_NAME,
} from '../../../miniprogram/domain/visit/purpose-list'
import type { Purpose } from '../../../miniprogram/domain/visit/purposes'

const purpose = (id: string, changes: Partial<Purpose> = {}): Purpose => ({
  ...{ id, class: 'official', name: `${id}事`, nameEn: '', offered: true },
  ...changes,
})
const [A, B, C] = [purpose('a'), purpose('b', { class: 'private' }), purpose('c')]
const BEFORE = [A, B, C]
const NEW = purpose('', { name: '参观' })

/** What a try is refused with: the code, and of a list its fields. */
function refusalOf(wanted: readonly Purpose[]): string[] {
  try {
    changedPurposes(BEFORE, wanted)
    return []
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code !== 'FORM') return [error.code]
    const { fieldErrors } = error.details as ErrorDetails['FORM']
    return fieldErrors.map(({ field, code }) => `${field} ${code}`)
  }
}

describe('the list of purposes', () => {
  test.each<[string, readonly Purpose[], readonly Purpose[]]>([
    ['stays as it was', BEFORE, BEFORE],
    ['takes another order', [C, B, A], [C, B, A]],
    [
      'takes other names',
      [{ ...A, name: ' 开　会 ', nameEn: ' A  meeting ' }, B, C],
      [{ ...A, name: '开 会', nameEn: 'A meeting' }, B, C],
    ],
    ['takes one out of offer', [A, B, { ...C, offered: false }], [A, B, { ...C, offered: false }]],
    ['gives a new one the next id', [NEW, ...BEFORE], [{ ...NEW, id: 'p4' }, ...BEFORE]],
    [
      'gives two new ones an id each',
      [...BEFORE, NEW, { ...NEW, name: '面试' }],
      [...BEFORE, { ...NEW, id: 'p4' }, { ...NEW, id: 'p5', name: '面试' }],
    ],
    ['keeps what isn’t named', [B], [B, A, C]],
    ['keeps the class', [{ ...A, class: 'private' }, B, C], BEFORE],
    [
      'swaps two names',
      [{ ...A, name: B.name }, { ...B, name: A.name }, C],
      [{ ...A, name: B.name }, { ...B, name: A.name }, C],
    ],
  ])('%s', (_, wanted, after) => expect(changedPurposes(BEFORE, wanted)).toEqual(after))

  it('gives no id twice', () => {
    const once = changedPurposes(BEFORE, [...BEFORE, NEW])
    const twice = changedPurposes(once, [{ ...NEW, name: '面试' }])
    expect(twice.map(({ id }) => id)).toEqual(['p5', 'a', 'b', 'c', 'p4'])
  })

  test.each<[string, readonly Purpose[], string[]]>([
    ['without a name', [{ ...A, name: ' ' }, B, C], ['purposes.0.name PURPOSE_NAME']],
    [
      'with a long name',
      [A, { ...B, name: '长'.repeat(MAX_PURPOSE_NAME + 1) }, C],
      ['purposes.1.name PURPOSE_NAME'],
    ],
    [
      'with a long English name',
      [{ ...A, nameEn: 'x'.repeat(41) }, B, C],
      ['purposes.0.nameEn PURPOSE_NAME'],
    ],
    ['with a name twice', [A, B, { ...C, name: A.name }], ['purposes.2.name PURPOSE_TWICE']],
    ['with the name of one that isn’t named', [{ ...A, name: C.name }, B], ['purposes.2.name PURPOSE_TWICE']],
    [
      'without an official one',
      [{ ...A, offered: false }, B, { ...C, offered: false }],
      ['purposes PURPOSES_NONE'],
    ],
    ['without a private one', [A, { ...B, offered: false }, C], ['purposes PURPOSES_NONE']],
    ['with an id that nobody gave', [...BEFORE, purpose('p9')], ['BAD_REQUEST']],
    ['with one twice', [A, A, B, C], ['BAD_REQUEST']],
  ])('%s it is refused', (_, wanted, refusal) => expect(refusalOf(wanted)).toEqual(refusal))

  test.each([
    ['名', 0],
    ['名'.repeat(MAX_PURPOSE_NAME), 0],
    ['名'.repeat(MAX_PURPOSE_NAME + 1), 1],
  ])('a name %s has %d faults', (name, faults) =>
    expect(checkPurposes([{ ...A, name }, B])).toHaveLength(faults),
  )
})

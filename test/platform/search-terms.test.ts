import { describe, expect, it, test } from 'vitest'
import { allReadings } from '../../cloudfunctions/platform/polyphones'
import { nameReadings } from '../../cloudfunctions/platform/name-readings'
import { searchTerm, termsOf } from '../../cloudfunctions/platform/search-terms'
import { bookingForm as en } from '../../miniprogram/locales/en/booking-form'
import { bookingForm as zh } from '../../miniprogram/locales/zh/booking-form'

const termsFor = (name: string, pinyin: string) =>
  termsOf([{ name, syllables: pinyin.split(' ').filter((syllable) => syllable !== '') }])

describe('a row of the directory with one reading is found', () => {
  test.each([
    ['曾国泰', 'zeng guo tai', ['zengguo', 'cengguo', 'cgt', 'zgt', '曾国']],
    ['曾国泰', 'ceng guo tai', ['zengguo', 'cengguo']],
    ['单雄', 'shan xiong', ['danxiong', 'shanx', 'dx']],
    ['乐正言', 'yue zheng yan', ['lezheng', 'yuezheng']],
    [
      '吕绿洲',
      'lv lv zhou',
      ['luluzhou', 'lvlvzhou', 'lyulyuzhou', 'lvlu', 'lulv', 'lyulvz', 'lülü', 'lu:lu:'],
    ],
    ['吕绿洲', 'lyu lu zhou', ['luluzhou', 'lvlv', 'lulyuzhou']],
    ['聂略', 'nie lve', ['nielue', 'nielve', 'nielyue']],
    ['陆晟', 'lu sheng', ['lucheng', 'liusheng', 'lc']],
    ['买买提·曾', 'mai mai ti zeng', ['ceng', 'maimaiticeng', 'maimaidiz']],
    ['Anna Keller', 'anna keller', ['annak', 'keller', 'ak']],
  ])('%s (%s) by each of %j', (name, pinyin, typed) => {
    const terms = termsFor(name, pinyin)
    for (const each of typed) expect(terms).toContain(searchTerm(each))
  })

  it('and not by what the name is not', () => {
    const terms = termsFor('曾国泰', 'zeng guo tai')
    for (const each of ['zhengguo', 'taiguo', 'gc', '国曾']) expect(terms).not.toContain(searchTerm(each))
  })
})

describe('a title typed along doesn’t hinder', () => {
  test.each([
    ['覃海燕老师', '覃海燕'],
    ['覃海燕 教授', '覃海燕'],
    ['覃副教授', '覃'],
    ['覃主任老师', '覃'],
    ['教授覃海燕', '覃海燕'],
    ['Anna老师', 'anna'],
    ['院长覃海燕老师', '覃海燕'],
    ['老师', '老师'],
    ['副教授', '副教授'],
    ['a老师', null],
    ['覃师', '覃师'],
  ])('%s: %s', (typed, term) => expect(searchTerm(typed)).toBe(term))
})

test('readings are bounded, the known one among them, and none is made up where syllables are missing', () => {
  expect(allReadings(['曾', '曾', '行', '行'], ['zeng', 'zeng', 'hang', 'hang']).length).toBeLessThanOrEqual(
    12,
  )
  expect(allReadings(['曾', '单'], ['ceng', 'shan'])[0]).toEqual(['ceng', 'shan'])
  expect(allReadings(['曾', '单'], ['zeng'])).toEqual([['zeng']])
})

test.each([zh.searchLabels.byPinyin, en.searchLabels.byPinyin])(
  '张晓明 is found as the form says: %s',
  (words) => {
    const typed = words.match(/\bz[a-z]+/g) ?? []
    expect(typed).toHaveLength(2)
    expect(termsOf(nameReadings('张晓明'))).toEqual(expect.arrayContaining(typed))
  },
)

import { describe, expect, it, test } from 'vitest'
import { searchTerm, termsOf } from '../../cloudfunctions/platform/search-terms'
import { nameReadings } from '../../cloudfunctions/platform/name-readings'

const readings = (name: string): string[] => nameReadings(name).map(({ syllables }) => syllables.join(' '))

test.each([
  ['李小明', ['li xiao ming']],
  ['欧阳锋', ['ou yang feng']],
  ['曾静', ['zeng jing', 'ceng jing']],
  ['单雄信', ['shan xiong xin', 'dan xiong xin']],
  ['区志强', ['ou zhi qiang', 'qu zhi qiang']],
  ['覃海燕', ['qin hai yan', 'tan hai yan']],
  ['吕布', ['lv bu', 'lu bu']],
  ['尉迟恭', ['yu chi gong', 'wei chi gong']],
  ['艾山·吐尔逊', ['ai shan tu er xun']],
  ['Nguyễn Thị Hoa', ['nguyen thi hoa']],
  ['José Navarro', ['jose navarro']],
])('%s reads %j', (name, expected) => expect(readings(name)).toEqual(expected))

describe('a host is found', () => {
  test.each([
    [
      '覃海燕',
      ['覃', '海燕', '覃海燕', 'qin', 'qinhaiyan', 'tan', 'haiyan', 'qhy', 'thy', 'QinHai', 'ｑｉｎ'],
    ],
    ['曾静', ['曾静', 'zengjing', 'cengjing', 'zj', 'cj']],
    ['艾山·吐尔逊', ['艾山', '吐尔逊', 'aishan', 'tuer', 'astex']],
    ['Anna Keller', ['anna', 'Keller', 'ak', 'anna k']],
  ])('%s by each of %j', (name, typed) => {
    const terms = termsOf(nameReadings(name))
    for (const each of typed) expect(terms).toContain(searchTerm(each))
  })

  it('and not by what his name is not', () => {
    const terms = termsOf(nameReadings('覃海燕'))
    for (const each of ['燕海', 'yanhai', 'hq']) expect(terms).not.toContain(searchTerm(each))
  })
})

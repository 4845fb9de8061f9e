import { describe, expect, it, test } from 'vitest'
import { readList } from '../../../miniprogram/domain/standing-pass/read-list'
import { listWords } from '../../../miniprogram/staff/locales/standing-list'
import { mainlandId, TODAY } from '../builders'

/** Lists of people as they are copied out of spreadsheets (spec 4.4). */
const [one, two, three] = [1, 2, 3].map((number) => mainlandId(number)) as [string, string, string]
const names = (text: string) => readList(text, TODAY, listWords).people.map(({ person }) => person.name)
const faultsOf = (text: string) =>
  readList(text, TODAY, listWords).faults.map(({ row, field, code }) => `${row} ${field} ${code}`)

test.each<[string, string]>([
  ['by tab', `张三\t${one}\t13800000001\t桂C12345\n李四\t${two}`],
  ['by comma, with quotes', `"张三","${one}","13800000001","桂C12345"\r\n"李四","${two}"`],
  ['by the Chinese comma', `张三，${one}，13800000001\n李四，${two}`],
  ['with a mark at its beginning and empty lines', `\ufeff张三,${one}\n\n ,\n李四,${two}\n`],
  ['numbers kept as text', `张三\t'${one}\t'13800000001\n李四\t'${two}`],
  [
    'headings in any order',
    `序号\t手机号码\t姓名\t身份证号\n1\t13800000001\t张三\t${one}\n2\t\t李四\t${two}`,
  ],
  [
    'a title above the headings',
    `后勤处外包人员名单\n2026年5月制表\n姓名,身份证号\n张三,${one}\n李四,${two}`,
  ],
  ['a title above them, by tab', `食堂劳务名单\t\t\n姓名\t证件号码\t手机\n张三\t${one}\t\n李四\t${two}\t`],
  ['a quoted cell with a comma', `单位,姓名,证件\n"后勤处,食堂",张三,${one}\n"a ""b"", c",李四,${two}`],
  ['a quote that nothing closes', `备注,姓名,证件\n"夜班,张三,${one}\n,李四,${two}`],
])('%s', (_, text) => {
  expect(names(text)).toEqual(['张三', '李四'])
  expect(faultsOf(text)).toEqual([])
})

describe('a broken row', () => {
  it('is named with its row and column; the others are read', () => {
    const text = [
      '姓名\t证件号码\t手机号\t车牌',
      `张三\t${one}\t13800000001\t`,
      `李四\t${two.slice(0, 17)}\t\t`,
      `\t${three}\t\t`,
      '',
      `王五\t${three}\t1380000000\t`,
      `赵六\t\t\t桂I12345`,
      `孙七\t\t\t`,
      `周八\t${one}\t\t`,
    ].join('\n')
    expect(names(text)).toEqual(['张三'])
    expect(faultsOf(text)).toEqual([
      '3 document DOCUMENT_LENGTH',
      '4 name NAME_REQUIRED',
      '6 phone PHONE_INVALID',
      '6 document DOCUMENT_REPEATED',
      '7 plate PLATE_INVALID',
      '8 document DOCUMENT_OR_PLATE',
      '9 document DOCUMENT_REPEATED',
    ])
  })

  it('numbers that a spreadsheet rounded or wrote out in powers are named', () => {
    expect(faultsOf('张三\t4.50305E+17\t1.38E+10')).toEqual([
      '1 document DOCUMENT_LENGTH',
      '1 phone PHONE_INVALID',
    ])
  })
})

test.each([
  ['护照', 'E12345678', 'passport'],
  ['', 'E12345678', 'passport'],
  ['港澳居民来往内地通行证', 'H12345678', 'hkMacauPermit'],
  ['居民身份证', one, 'mainlandId'],
])('a document of the kind %s', (word, document, kind) => {
  const { people } = readList(`姓名\t证件类型\t证件号码\n张三\t${word}\t${document}`, TODAY, listWords)
  expect(people.map(({ person }) => person.documentKind)).toEqual([kind])
})

it('of nothing nothing is read', () => {
  for (const text of ['', '\n\n', ' \t \n'])
    expect(readList(text, TODAY, listWords)).toEqual({ people: [], faults: [] })
})

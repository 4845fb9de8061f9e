import { expect, it, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { readSheet } from '../../console/sheet/read-sheet'
import { UnreadableFile } from '../../console/sheet/unreadable-file'

/** Files as offices send them. */
const texts = async (bytes: Buffer) => (await readSheet(bytes)).map((row) => row.map(({ text }) => text))
const ROWS = [
  ['工号', '姓名'],
  ['0071', '吕绿洲'],
]
const CSV = '工号,姓名\r\n0071,吕绿洲\r\n'
/** 工号,姓名 / 0071,吕绿洲 in GBK. */
const GBK = Buffer.from('b9a4bac52cd0d5c3fb0d0a303037312cc2c0c2ccd6de0d0a', 'hex')

test.each([
  ['UTF-8', Buffer.from(CSV)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${CSV}`)],
  ['UTF-16', Buffer.from(`\ufeff${CSV}`, 'utf16le')],
  ['GBK', GBK],
  ['semicolons', Buffer.from(CSV.replace(/,/g, ';'))],
  ['tabs', Buffer.from(CSV.replace(/,/g, '\t'))],
])('a csv in %s', async (_what, bytes) => {
  expect(await texts(bytes)).toEqual(ROWS)
})

it('a cell in quotes keeps its comma, line end and quotes; rows keep their place', async () => {
  expect(await texts(Buffer.from('a,"b, ""c""\nd"\n\ne,f'))).toEqual([['a', 'b, "c"\nd'], [''], ['e', 'f']])
})

it('an xlsx: texts as they are, numbers written out, dates and truth values told apart', async () => {
  const bytes = await writeXlsx([
    [{ value: '0071' }, { value: 13910000002 }, { value: 4.50305199003071e17 }, { value: true }],
    [{ value: new Date(0), format: 'yyyy-mm-dd' }, { value: '=1+1' }, null, { value: 'x' }],
  ]).toBuffer()
  expect(await readSheet(bytes)).toEqual([
    [
      { kind: 'text', text: '0071' },
      { kind: 'number', text: '13910000002' },
      { kind: 'number', text: '450305199003071000' },
      { kind: 'other', text: 'true' },
    ],
    [
      { kind: 'other', text: '1970-01-01' },
      { kind: 'text', text: '=1+1' },
      { kind: 'text', text: '' },
      { kind: 'text', text: 'x' },
    ],
  ])
})

it('what is no spreadsheet is refused as such', async () => {
  await expect(readSheet(Buffer.from('PK\u0003\u0004broken'))).rejects.toThrow(UnreadableFile)
})

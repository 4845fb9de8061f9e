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

const TORN = '工号,姓名,单位\n1,"林晓,文学院\n2,韦红,文学院\n3,"张三",文学院\n4,5" 管,文学院\n'
test.each([
  ['rows swallowed by a quote that doesn’t close', TORN, [1], '2,韦红'],
  ['several lines in a file whose quotes stand in pairs', 'a,"b,\nc"\n', [], ''],
  ['a quote within a cell', '1,5" 管\n2,x\n', [], ''],
])('%s', async (_, csv, torn, holds) => {
  const sheet = await readSheet(Buffer.from(csv))
  const places = sheet.flatMap((cells, row) =>
    cells.flatMap((cell) => (cell.kind === 'torn' ? [{ row, cell }] : [])),
  )
  expect(places.map(({ row }) => row)).toEqual(torn)
  for (const { cell } of places) expect(cell.text).toContain(holds)
})

it('a spoilt byte spoils its cell alone, where the file says that it is UTF-8', async () => {
  const bytes = Buffer.concat([
    Buffer.from('\ufeff工号,姓名\n1,'),
    Buffer.from([0xe5]),
    Buffer.from('\n2,韦红\n'),
  ])
  expect(await texts(bytes)).toEqual([
    ['工号', '姓名'],
    ['1', '\ufffd'],
    ['2', '韦红'],
  ])
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

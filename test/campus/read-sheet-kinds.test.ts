import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, test } from 'vitest'
import { readSheet } from '../../console/sheet/read-sheet'
import { unreadableWords } from '../../miniprogram/locales/zh/import'

/** Workbooks as spreadsheets, and the systems of offices, write them: what is shown is what is read, or the file is refused. */
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

interface Page {
  rows: string
  state?: string
}

function workbook(...pages: Page[]): Uint8Array {
  const names = pages.map((_, index) => `sheet${index + 1}`)
  const relations = names.map(
    (name, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/${name}.xml"/>`,
  )
  const styles =
    '<numFmts count="2"><numFmt numFmtId="170" formatCode="00000000"/><numFmt numFmtId="171" formatCode="0000;@"/></numFmts>' +
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="2"/></cellXfs>'
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${pages
      .map(
        ({ state }, index) =>
          `<sheet name="S${index + 1}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rId90" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    ...Object.fromEntries(
      pages.map(({ rows }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

const row = (number: number, ...texts: string[]): string =>
  `<row r="${number}">${texts
    .map(
      (text, column) => `<c r="${'ABCDEF'[column] ?? ''}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
    )
    .join('')}</row>`
const textsOf = async (bytes: Uint8Array) =>
  (await readSheet(bytes)).map((line) => line.map(({ text }) => text))

describe('a cell is read as it is shown', () => {
  test.each<[string, string, { kind: string; text: string }]>([
    [
      'a failed formula',
      '<c r="A1" t="e"><f>VLOOKUP(B1,C:D,2,0)</f><v>#N/A</v></c>',
      { kind: 'text', text: '#N/A' },
    ],
    ['a failed value', '<c r="A1" s="0" t="e"><v>#REF!</v></c>', { kind: 'text', text: '#REF!' }],
    [
      'a formula that was never worked out',
      '<c r="A1"><f>B1&amp;"x"</f></c>',
      { kind: 'text', text: '=B1&"x"' },
    ],
    ['a shared one', '<c r="A1" t="str"><f t="shared" si="0"/></c>', { kind: 'text', text: '=' }],
    ['a formula of an empty text', '<c r="A1" t="str"><f>""</f><v></v></c>', { kind: 'text', text: '' }],
    ['a formula of a text', '<c r="A1" t="str"><f>B1</f><v>张三</v></c>', { kind: 'text', text: '张三' }],
    [
      'a number shown with zeros before it',
      '<c r="A1" s="1"><v>71</v></c>',
      { kind: 'text', text: '00000071' },
    ],
    ['one of a formula', '<c r="A1" s="1"><f>70+1</f><v>71</v></c>', { kind: 'text', text: '00000071' }],
    ['one of four digits, or a text', '<c r="A1" s="2" t="n"><v>71</v></c>', { kind: 'text', text: '0071' }],
    ['a longer one', '<c r="A1" s="2"><v>20260001</v></c>', { kind: 'text', text: '20260001' }],
    ['a text of that format', '<c r="A1" s="1" t="str"><f>B1</f><v>71</v></c>', { kind: 'text', text: '71' }],
    ['a number of another format', '<c r="A1" s="3"><v>71</v></c>', { kind: 'number', text: '71' }],
  ])('%s', async (_, cell, shown) => {
    const [line] = await readSheet(workbook({ rows: `<row r="1">${cell}<c r="B1"><v>1</v></c></row>` }))
    expect(line?.[0]).toEqual(shown)
  })
})

describe('of several sheets', () => {
  const staff = (name: string) => ({ rows: row(1, '工号', '姓名') + row(2, '1', name) })
  const read = [
    ['工号', '姓名'],
    ['1', '张三'],
  ]

  test.each<[string, Page[]]>([
    ['one that is hidden isn’t read', [{ ...staff('李四'), state: 'hidden' }, staff('张三')]],
    ['nor one that is well hidden', [{ ...staff('李四'), state: 'veryHidden' }, staff('张三')]],
    ['nor an empty one', [{ rows: '' }, staff('张三')]],
    ['nor explanations behind it', [staff('张三'), { rows: row(1, '填写说明') + row(2, '工号', '必填') }]],
  ])('%s', async (_, pages) => {
    expect(await textsOf(workbook(...pages))).toEqual(read)
  })

  it('with the same headings none is left out: the file is refused', async () => {
    const titled = { rows: row(1, '第二学院') + row(3, '工号', '姓名') + row(4, '2', '李四') }
    await expect(readSheet(workbook(staff('张三'), titled))).rejects.toMatchObject({ why: 'sheets' })
  })
})

test.each<[string, Uint8Array, keyof typeof unreadableWords]>([
  ['an .xls, or one with a password', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'old'],
  ['a page under a spreadsheet’s name', Buffer.from('<html><table><tr><td>工号</td></tr></table>'), 'old'],
  ['a table in XML', Buffer.from('\ufeff<?xml version="1.0"?><Workbook/>'), 'old'],
  ['half a zip', Buffer.from('PK\u0003\u0004broken'), 'broken'],
  ['quotes that don’t close', Buffer.from('工号,姓名\n1,"张三\n'), 'broken'],
  ['too many rows', Buffer.from('1\n'.repeat(100_001)), 'large'],
])('%s is refused with what to do', async (_, bytes, why) => {
  await expect(readSheet(bytes)).rejects.toMatchObject({ why })
  expect(unreadableWords[why]('名册')).toMatch(/请/)
})

test.each([
  [
    'a title above tabs',
    '教职工名册\r\n工号\t姓名\r\n1\t张三\r\n',
    [['教职工名册'], ['工号', '姓名'], ['1', '张三']],
  ],
  ['a title above semicolons', '名册，2026\n工号;姓名\n', [['名册，2026'], ['工号', '姓名']]],
])('a csv with %s', async (_, text, rows) => {
  expect(await textsOf(Buffer.from(text))).toEqual(rows)
})

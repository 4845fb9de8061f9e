import ts from 'typescript'
import { describe, expect, it, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'
import { literalsIn } from '../locales/literals'

/** Whatever ships and may not speak by itself: its sentences stand in miniprogram/locales/, by language, or in a subpackage's own. */
const SHIPPED =
  /^(miniprogram|contract|cloudfunctions|console)\/(?!miniprogram_npm\/|(?:rights\/|staff\/|activities\/|walk-in\/|guest\/|face\/)?locales\/).*\.ts$/
/** Components of the console: neither their script nor what they show has a sentence of its own. */
const COMPONENT = /^console\/.*\.vue$/
const CHINESE = /[\u4e00-\u9fff]/

/** Characters of number plates, names, coordinates, PDFs and what readers add: what is read, not what is said. */
const READ = [
  'miniprogram/domain/values/plates.ts',
  'miniprogram/domain/values/radicals.ts',
  'miniprogram/domain/gate/readers.ts',
  'miniprogram/domain/gate/location.ts',
  'miniprogram/components/plate-keyboard/plate-keys.ts',
  'cloudfunctions/platform/polyphones.ts',
  'cloudfunctions/platform/titles.ts',
  'miniprogram/domain/campus/import/headings.ts',
]

/** English descriptions of the gate API, that name Chinese things. */
const DESCRIBED = [
  'contract/gate/device-api.ts',
  'contract/gate/openapi.ts',
  'contract/gate/openapi-words.ts',
]

const quiet = [...READ, ...DESCRIBED]

/** Strings, templates and patterns of a file that hold Chinese, with their lines; comments aren't read. */
function chineseIn(file: string, text = read(file)): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const spoken =
      ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isRegularExpressionLiteral(node)
    if (spoken && CHINESE.test(node.getText(source))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      found.push(`${file}:${line + 1} ${node.getText(source)}`)
    } else ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

it('no Chinese stands in what ships outside locales/', () => {
  const files = filesIn('.', SHIPPED)
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((file) => !quiet.includes(file)).flatMap((file) => chineseIn(file))).toEqual([])
})

/** A message comes only to who agreed to it, and once; what depends on that is asked of `willTell` (spec 7). */
const PROMISE = /[会将](?:再次)?(?:收到(?:通知|消息)|通知|告诉|告知|提醒您)|都会收到|通过消息告诉|发消息给您/
const ENGLISH_PROMISE =
  /\bmessages? (?:will )?(?:tells?|comes?|reach(?:es)?|lets?)\b|\b(?:gets?|receives?) (?:a message|one|told)\b|\bone comes\b|\b(?:tells?|notif(?:y|ies)|informs?|reminds?) you\b|\b(?:are|is|will be) (?:told|notified|informed|reminded)\b/i
/** Said of who agreed, or where a message has been agreed to. */
const AGREED = /开通了提醒的|同意接收消息的|不会通知您|allowed messages/
/** What is only said where `willTell` was answered with yes. */
const ASKED = /^(?:willTell|told)$/

/** Whether a text stands where a message is sure to be possible: in the branch of a question about that. */
function isAsked(node: ts.Node): boolean {
  const { parent } = node
  if (parent === undefined) return false
  const chosen = ts.isConditionalExpression(parent) && parent.whenTrue === node
  return (chosen && ASKED.test(parent.condition.getText())) || isAsked(parent)
}

const promises = (text: string): boolean =>
  (PROMISE.test(text) || ENGLISH_PROMISE.test(text)) && !AGREED.test(text)

const promisesIn = (file: string, source = read(file)): string[] =>
  file.endsWith('.ts')
    ? literalsIn(file, source)
        .filter(({ text, node }) => promises(text) && !isAsked(node))
        .map(({ text, line }) => `${file}:${line} ${text}`)
    : source.split('\n').filter(promises)

it('no screen promises a message that may not come', () => {
  const files = filesIn('.', /^(?:miniprogram|console)\/.*(?:locales\/.*\.ts|\.wxml|\.vue)$/)
  expect(files.length).toBeGreaterThan(200)
  expect(files.flatMap((file) => promisesIn(file))).toEqual([])
})

test.each([
  ['原因会告诉申请人', 1],
  ['结果会通过消息告诉您', 1],
  ['同意接收消息的会收到消息', 0],
  ['A message tells you the result', 1],
  ['You will be told once a place is free', 1],
  ['If you allowed messages, you get one too', 0],
])('%s: %i', (words, count) => {
  expect(promisesIn('words.ts', `export const words = '${words}'`)).toHaveLength(count)
  expect(promisesIn('words.ts', `export const said = (n: number) => \`${words}，\${n}\``)).toHaveLength(count)
  expect(
    promisesIn('words.ts', `export const said = (told: boolean) => told ? '${words}' : ''`),
  ).toHaveLength(0)
  expect(
    promisesIn('words.ts', `export const said = (told: boolean) => told ? '' : '${words}'`),
  ).toHaveLength(count)
})

it('no Chinese stands in a component of the console', () => {
  const files = filesIn('.', COMPONENT)
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter((file) => CHINESE.test(read(file)))).toEqual([])
})

describe('a file on the lists still has something to say', () => {
  test.each(quiet)('%s', (file) => expect(chineseIn(file)).not.toEqual([]))
})

test.each([
  ['a string', `export const words = '预约'`, 1],
  ['a template', 'export const words = (n: number) => `${n}条预约`', 1],
  ['a string within a template', "export const words = `${'预约'}!`", 1],
  ['a pattern', 'export const is = /预约/', 1],
  ['a comment', '// 预约\nexport const is = 1', 0],
  ['a string in English', `export const words = 'booking'`, 0],
])('%s: %#', (_, text, count) => expect(chineseIn('example.ts', text)).toHaveLength(count))

test('English has straight apostrophes: a Chinese font gives a curled one the width of a character', () => {
  const english = filesIn('miniprogram', /\.ts$/).filter((file) => file.includes('/locales/en/'))
  expect(english.length).toBeGreaterThan(20)
  expect(english.filter((file) => /[‘’]/.test(read(file)))).toEqual([])
})

/** How many of something, with a blank before or after the number. */
const BLANK_AT_COUNT =
  /(?:\d|\}) (?:条|个|人|位|天|次|张|辆|分钟|小时|秒)|(?:余量|超期|还有|还剩|共|第) (?:\d|\$\{)/

/** Read beside a spreadsheet on a computer, whose columns and rows it names. */
const OF_SHEETS = 'miniprogram/locales/zh/import.ts'

test('Chinese on the phone counts without blanks', () => {
  const chinese = filesIn('miniprogram', /\.ts$/).filter(
    (file) => file.includes('/locales/zh/') || file.startsWith('miniprogram/staff/locales/'),
  )
  expect(chinese.length).toBeGreaterThan(50)
  const found = chinese
    .filter((file) => file !== OF_SHEETS)
    .flatMap((file) =>
      read(file)
        .split('\n')
        .filter((line) => BLANK_AT_COUNT.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})

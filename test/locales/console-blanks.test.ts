import { expect, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'

/** Chinese has no blank beside a number or what is put in: "已显示1条", not "已显示 1 条". */
const HAN = '[\u3400-\u9fff，。：；、（）“”！？]'
const BLANK = new RegExp(`${HAN} (?=\\$\\{|\\d)|[\\d}] (?=${HAN})`)

/** Lines of a file of words, without its comments. */
const blanksIn = (text: string): string[] =>
  text.split('\n').filter((line) => !/^\s*(?:\*|\/\/|\/\*)/.test(line) && BLANK.test(line))

test('the words of the console have none', () => {
  const files = filesIn('console/locales', /\.ts$/)
  expect(files.length).toBeGreaterThan(20)
  expect(files.flatMap((file) => blanksIn(read(file)).map((line) => `${file} ${line.trim()}`))).toEqual([])
})

test.each([
  ["'已显示 1 条'", true],
  ['`已显示 ${rows}条`', true],
  ['`访 ${host}`', true],
  ['`${moment} 提出`', true],
  ['`已显示${rows}条，用 Excel 打开`', false],
  ['/** 已显示 1 条 */', false],
])('%s: %s', (line, found) => expect(blanksIn(line).length > 0).toBe(found))

import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileMiniProgram } from '../../../local/preview/compiler/compile'
import { faultsOf } from '../../../local/preview/compiler/source-error'
import { toBrowserLengths, withTextZoom } from '../../../local/preview/compiler/units'

const fixture = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixture/miniprogram')

let root: string
beforeEach(async () => {
  root = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'compiler-test-')), 'miniprogram')
  await fs.cp(fixture, root, { recursive: true })
})
afterEach(() => fs.rm(path.dirname(root), { recursive: true, force: true }))

const write = (file: string, text: string) => fs.writeFile(path.join(root, file), text)
/** What a compile finds wrong, as "file:line message". */
const faults = () =>
  compileMiniProgram(root).then(
    () => [],
    (thrown) => faultsOf(thrown).map(({ file, line, message }) => `${file}:${line} ${message}`),
  )

describe('the compiler', () => {
  it('finds everything that app.json reaches, subpackages and components of components', async () => {
    const { components, warnings, script } = await compileMiniProgram(root)
    expect(components).toBe(10)
    expect(warnings).toEqual([])
    expect(script).toContain('"pages/custom/custom"')
  })

  it.each([
    [
      'an unclosed tag',
      'pages/other/other.wxml',
      '<view>\n<text>',
      'pages/other/other.wxml:1 missing end tag',
    ],
    [
      'a bad expression',
      'pages/other/other.wxml',
      '<view>\n{{a.}}</view>',
      'pages/other/other.wxml:2 not a valid identifier',
    ],
    [
      'newer JavaScript in a template',
      'pages/other/other.wxml',
      '<view>{{a?.b}}</view>',
      'pages/other/other.wxml:1 unexpected character',
    ],
    [
      'a template that is not there',
      'pages/other/other.wxml',
      '<import src="./none.wxml" />',
      '找不到模板 "pages/other/none.wxml"',
    ],
    [
      'bad WXS within a page',
      'pages/other/other.wxml',
      '<view />\n<wxs module="m">\nvar a = ;\n</wxs>',
      'pages/other/other.wxml:3 Unexpected token',
    ],
    [
      'bad WXS in a file',
      'pages/shapes/format.wxs',
      'var a = 1\nvar = 2',
      'pages/shapes/format.wxs:2 Unexpected token',
    ],
    ['a bad rule', 'app.wxss', 'page {}\n.a {', 'app.wxss:2 Unclosed block'],
    ['a style that is not there', 'app.wxss', '@import "./none.wxss";', 'app.wxss:1 找不到样式'],
    [
      'a script that does not parse',
      'pages/other/other.ts',
      'Page({\n  data: {{}\n})',
      'pages/other/other.ts:2',
    ],
    [
      'an import that leads nowhere',
      'pages/other/other.ts',
      "\nimport { a } from './none'\nPage({ a })",
      'pages/other/other.ts:2 Could not resolve',
    ],
    ['bad JSON', 'app.json', '{\n  "pages": [,]\n}', 'app.json:2 不是合法的 JSON'],
  ])('names file and line of %s', async (_name, file, text, expected) => {
    await write(file, text)
    expect(await faults()).toContainEqual(expect.stringContaining(expected))
  })

  it('leaves out a page that lacks a component and says why; the others compile', async () => {
    await write(
      'pages/other/other.json',
      '{\n  "usingComponents": {\n    "none": "/components/none/none"\n  }\n}',
    )
    const { script, warnings } = await compileMiniProgram(root)
    expect(warnings).toEqual([
      expect.stringMatching(/pages\/other\/other\.json:3:1 找不到组件 "\/components\/none\/none"/),
    ])
    expect(script).toMatch(/"absent":\s*\{\s*"pages\/other\/other":/)
  })
})

describe('lengths', () => {
  it.each([
    ['750rpx', '100vw'],
    ['-10rpx 5px', '-1.33333vw 5px'],
    ['100vh', 'calc(100 * var(--vh, 1vh))'],
    ['env(safe-area-inset-bottom)', 'var(--safe-area-inset-bottom, 0px)'],
    ['constant(safe-area-inset-bottom)', 'var(--safe-area-inset-bottom, 0px)'],
    ['url(a-1rpx.png)', 'url(a-1rpx.png)'],
  ])('%s becomes %s', (written, expected) => expect(toBrowserLengths(written)).toBe(expected))

  it('text sizes follow the font size setting, also within variables', () => {
    expect(withTextZoom('var(--font-size, 14px)')).toBe('var(--font-size, calc(14px * var(--text-zoom, 1)))')
  })
})

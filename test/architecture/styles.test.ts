import fs from 'node:fs'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { expect, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'

/** Where colours and distances are given their names: the tokens, and what the gate's night makes of them. */
const TOKENS = ['miniprogram/styles/tokens.wxss', 'miniprogram/staff/gate/night.wxss']

const COLOUR = /#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(/
const SPACED = /^(?:margin|padding|gap|row-gap|column-gap)/
/** What is larger is the size of a thing that stands there, and no distance. */
const LARGEST_DISTANCE = 64

/** Declarations that name a colour or a distance by its value, as `property: value`. */
function literalsIn(style: string): string[] {
  const text = style.replace(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].flatMap(([, property = '', value = '']) => {
    const distances = [...value.matchAll(/(?<![\w.])(\d+(?:\.\d+)?)r?px\b/g)].map(([, size]) => Number(size))
    const spaced = SPACED.test(property) && distances.some((size) => size > 0 && size <= LARGEST_DISTANCE)
    return COLOUR.test(value) || spaced ? [`${property}: ${value.trim()}`] : []
  })
}

test('colours and distances come from the tokens', () => {
  const files = filesIn('miniprogram', /\.wxss$/).filter((file) => !TOKENS.includes(file))
  expect(files.length).toBeGreaterThan(50)
  expect(files.flatMap((file) => literalsIn(read(file)).map((found) => `${file} ${found}`))).toEqual([])
})

test.each([
  ['.a { color: #fff; }', ['color: #fff']],
  ['.a { border: 2rpx solid rgb(0 0 0 / 30%); }', ['border: 2rpx solid rgb(0 0 0 / 30%)']],
  ['.a { --own: #123456 }', ['--own: #123456']],
  ['.a { margin: 0 16rpx }', ['margin: 0 16rpx']],
  ['.a { padding-top: calc(-1 * 8rpx); }', ['padding-top: calc(-1 * 8rpx)']],
  ['.a { gap: 12px; }', ['gap: 12px']],
  ['.a { margin: 0 var(--space) 208rpx; width: 24rpx; color: var(--ink-1); } /* #fff */', []],
])('%s', (style, found) => expect(literalsIn(style)).toEqual(found))

/** Selectors of a style that WeChat forbids in a component's: by tag, id or attribute (自定义组件 · 组件样式). */
function forbiddenIn(style: string): string[] {
  const found: string[] = []
  postcss.parse(style).walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as postcss.AtRule).name)) return
    selectorParser((selectors) =>
      selectors.walk(({ type }) => {
        if (['tag', 'id', 'attribute'].includes(type)) found.push(rule.selector)
      }),
    ).processSync(rule.selector)
  })
  return found
}

test('components are styled by classes alone', () => {
  const components = filesIn('miniprogram', /\.wxss$/).filter((file) => {
    const json = file.replace(/wxss$/, 'json')
    return fs.existsSync(json) && (JSON.parse(read(json)) as { component?: boolean }).component === true
  })
  expect(components.length).toBeGreaterThan(20)
  expect(components.flatMap((file) => forbiddenIn(read(file)).map((found) => `${file} ${found}`))).toEqual([])
  expect(forbiddenIn('.a, t-icon + .b { } #c { } .d[e] { } @keyframes f { from { } } :host { }')).toEqual([
    '.a, t-icon + .b',
    '#c',
    '.d[e]',
  ])
})

test('no line is broken within the days that it shows', () => {
  const shown = filesIn('miniprogram/', /\.wxml$/).flatMap((file) =>
    [...read(file).matchAll(/<(?:text|view)([^>]*)>\{\{(?:\w+\.)?days\}\}/g)].map(
      ([tag, attributes = '']) => ({
        of: `${file} ${tag}`,
        whole: /class="[^"]*\bwhole\b/.test(attributes),
      }),
    ),
  )
  expect(shown.length).toBeGreaterThan(8)
  expect(shown.filter(({ whole }) => !whole).map(({ of }) => of)).toEqual([])
})

/** The classes that a style sheet's selectors name. */
function classesOf(style: string): string[] {
  const found = new Set<string>()
  postcss.parse(style).walkRules((rule) => {
    selectorParser((selectors) => selectors.walkClasses(({ value }) => void found.add(value))).processSync(
      rule.selector,
    )
  })
  return [...found]
}

/** What WeChat's own buttons and links wear while they are pressed, by its documentation. */
const OF_WECHAT = ['button-hover', 'navigator-hover']

test('the preview styles its own parts by classes that no page has', () => {
  const sheets = filesIn('local/preview/runtime', /\.css$/)
  const own = [...new Set(sheets.flatMap((file) => classesOf(read(file))))]
  expect(own.length).toBeGreaterThan(50)
  expect(own.filter((name) => !name.startsWith('wx-') && !OF_WECHAT.includes(name))).toEqual([])
  const pages = filesIn('miniprogram', /\.wx(?:ml|ss)$/).filter((file) => !file.includes('miniprogram_npm'))
  expect(pages.length).toBeGreaterThan(150)
  expect(
    pages.filter((file) =>
      file.endsWith('.wxss')
        ? classesOf(read(file)).some((name) => name.startsWith('wx-'))
        : /\bclass="[^"]*(?<![\w-])wx-/.test(read(file)),
    ),
  ).toEqual([])
})

/**
 * Errors as people make them, each in a file of its own, with the check of `npm run check` that must find it.
 * `expect` is looked for in a line of that check's output that names the file.
 */
export interface PlantedError {
  what: string
  file: string
  text: string
  check: 'types' | 'lint' | 'style' | 'compilers' | 'templates' | 'project'
  expect: RegExp
}

const page = (name: string) => `miniprogram/planted/${name}`

export const plantedErrors: PlantedError[] = [
  {
    what: 'an unclosed tag',
    file: page('unclosed.wxml'),
    text: '<view>\n  <text>hello\n</view>\n',
    check: 'compilers',
    expect: /tag/i,
  },
  {
    what: "an unclosed tag, for the phones' framework",
    file: page('unclosed-for-framework.wxml'),
    text: '<view>\n  <text>hello\n</view>\n',
    check: 'templates',
    expect: /tag/i,
  },
  {
    what: 'optional chaining in a template',
    file: page('optional-chaining.wxml'),
    text: '<view>{{visit?.name}}</view>\n',
    check: 'compilers',
    expect: /unexpected|bad/i,
  },
  {
    what: 'a nullish default in a template',
    file: page('nullish.wxml'),
    text: "<view>{{name ?? 'x'}}</view>\n",
    check: 'compilers',
    expect: /unexpected|bad/i,
  },
  {
    what: 'a template literal in a template',
    file: page('literal.wxml'),
    text: '<view>{{`${name}`}}</view>\n',
    check: 'compilers',
    expect: /unexpected|bad/i,
  },
  {
    what: 'half an expression',
    file: page('half.wxml'),
    text: '<view>{{count +}}</view>\n',
    check: 'compilers',
    expect: /unexpected|bad/i,
  },
  {
    what: 'a list without wx:key',
    file: page('list.wxml'),
    text: '<view wx:for="{{rows}}">{{item.name}}</view>\n',
    check: 'lint',
    expect: /wx:key/,
  },
  {
    what: 'two attributes of one name',
    file: page('twice.wxml'),
    text: '<view class="a" class="b">x</view>\n',
    check: 'lint',
    expect: /duplicate/i,
  },
  {
    what: 'a component that does not exist',
    file: page('missing-component.json'),
    text: '{\n  "component": true,\n  "usingComponents": { "visit-map": "/components/visit-map/visit-map" }\n}\n',
    check: 'project',
    expect: /:3: component "\/components\/visit-map\/visit-map" does not exist/,
  },
  {
    what: 'a packed component that does not exist',
    file: page('missing-packed.json'),
    text: '{ "component": true, "usingComponents": { "t-buton": "tdesign-miniprogram/buton/buton" } }\n',
    check: 'project',
    expect: /:1: component "tdesign-miniprogram\/buton\/buton" does not exist/,
  },
  {
    what: 'settings that are no JSON',
    file: page('broken.json'),
    text: '{\n  "component": true,\n}\n',
    check: 'project',
    expect: /not JSON/,
  },
  {
    what: 'a script that imports nothing that is there',
    file: page('missing-import.ts'),
    text: "import { nothing } from './nothing'\n\nnothing()\n",
    check: 'types',
    expect: /\(1,25\).*Cannot find module '\.\/nothing'/,
  },
  {
    what: 'a name that the neighbour does not export',
    file: page('missing-name.ts'),
    text: "import { nothing } from '../domain/values/days'\n\nnothing()\n",
    check: 'types',
    expect: /has no exported member/,
  },
  {
    what: 'a wrong type in setData',
    file: page('wrong-type.ts'),
    text: 'Page({\n  data: { count: 1 },\n  onLoad() {\n    const count: string = this.data.count\n    this.setData({ count: Number(count) })\n  },\n})\n',
    check: 'types',
    expect: /\(4,11\).*'number' is not assignable to type 'string'/,
  },
  {
    what: 'a part of wx that does not exist',
    file: page('unknown-api.ts'),
    text: 'wx.openGate()\n',
    check: 'types',
    expect: /Property 'openGate' does not exist/,
  },
  {
    what: 'a promise that nobody waits for',
    file: page('floating.ts'),
    text: 'async function load() {\n  return wx.getSetting()\n}\n\nload()\n',
    check: 'lint',
    expect: /no-floating-promises/,
  },
  {
    what: 'nesting in a style',
    file: page('nested.wxss'),
    text: '.a {\n  .b {\n    color: red;\n  }\n}\n',
    check: 'compilers',
    expect: /./,
  },
  {
    what: 'a style for everything',
    file: page('star.wxss'),
    text: '* {\n  color: red;\n}\n',
    check: 'compilers',
    expect: /./,
  },
  {
    what: 'an unclosed style',
    file: page('open.wxss'),
    text: '.a {\n  color: red;\n',
    check: 'compilers',
    expect: /./,
  },
  {
    what: 'a property that no browser knows',
    file: page('property.wxss'),
    text: '.a {\n  colour: red;\n}\n',
    check: 'style',
    expect: /:2:3.*Unknown property "colour"/,
  },
  {
    what: 'a style that imports nothing that is there',
    file: page('missing-style.wxss'),
    text: '@import "./gone.wxss";\n',
    check: 'project',
    expect: /:1: "\.\/gone\.wxss" does not exist/,
  },
  {
    what: 'a template that imports nothing that is there',
    file: page('missing-template.wxml'),
    text: '<view />\n<import src="./gone.wxml" />\n',
    check: 'project',
    expect: /:2: "\.\/gone\.wxml" does not exist/,
  },
  {
    what: 'a script of a template that is not there',
    file: page('missing-wxs.wxml'),
    text: '<wxs src="./gone.wxs" module="gone" />\n',
    check: 'project',
    expect: /:1: "\.\/gone\.wxs" does not exist/,
  },
  {
    what: 'new JavaScript in WXS',
    file: page('arrow.wxml'),
    text: '<wxs module="m">\n  const one = () => 1\n  module.exports = { one: one }\n</wxs>\n<view>{{m.one()}}</view>\n',
    check: 'compilers',
    expect: /./,
  },
  ...[
    { what: 'the clock', text: 'export const now = () => Date.now()\n', expect: /Date\.now/ },
    {
      what: 'today, unasked',
      text: 'export const today = () => new Date().getTime()\n',
      expect: /take the time as an argument/,
    },
    { what: 'chance', text: 'export const chance = () => Math.random()\n', expect: /Math\.random/ },
    {
      what: 'the phone',
      text: 'export const phone = () => wx\n',
      expect: /take what you need as an argument/,
    },
    {
      what: 'the server',
      text: 'export const server = () => process\n',
      expect: /take what you need as an argument/,
    },
  ].map(({ what, text, expect }, index) => ({
    what: `${what} in the domain`,
    file: `miniprogram/domain/planted-${index}.ts`,
    text,
    check: 'lint' as const,
    expect,
  })),
  {
    what: 'the browser in the domain',
    file: 'miniprogram/domain/planted-browser.ts',
    text: 'export const title = () => document.title\n',
    check: 'types',
    expect: /Cannot find name 'document'/,
  },
  {
    what: 'newer JavaScript than phones know in the domain',
    file: 'miniprogram/domain/planted-newer.ts',
    text: 'export const last = (rows: string[]) => rows.at(-1)\n',
    check: 'types',
    expect: /Property 'at' does not exist/,
  },
]

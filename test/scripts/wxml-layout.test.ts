import { describe, expect, test } from 'vitest'
import { formatTemplate } from '../../scripts/format/wxml.mjs'

const format = (text: string) => formatTemplate(text, { printWidth: 60 })

describe('a template is laid out', () => {
  test.each([
    [
      'one element a line',
      '<view><text>a</text><text>b</text></view>',
      '<view>\n  <text>a</text>\n  <text>b</text>\n</view>\n',
    ],
    [
      'many attributes',
      '<t-button theme="primary" loading="{{waiting}}" bind:tap="onSend">发送</t-button>',
      '<t-button\n  theme="primary"\n  loading="{{waiting}}"\n  bind:tap="onSend"\n>\n  发送\n</t-button>\n',
    ],
    ['a built-in without content', '<input value="{{a}}"/>', '<input value="{{a}}" />\n'],
    [
      'a condition',
      `<view wx:if="{{ a && b < 1 }}" class="x  y"/>`,
      `<view wx:if="{{ a && b < 1 }}" class="x y" />\n`,
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await format(text)).toBe(expected)
    expect(await format(expected)).toBe(expected)
  })
})

describe('what a phone would show otherwise stays as it is', () => {
  test.each([
    ['blanks inside text', '<text>  a\n  b  </text>\n'],
    [
      'words beside an element',
      '<view class="a-rather-long-name-of-a-class">{{when}}<text> · </text>{{who}}</view>',
    ],
    ['WXS', '<wxs module="m">\nvar a = 1;   module.exports = { a: a }\n</wxs>\n'],
    ['a template that is broken', '<view><text>a</view>\n'],
  ])('%s', async (_what, text) => {
    expect(await format(text).catch(() => text)).toBe(text)
  })
})

import { expect, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'
import { lineAt } from '../../scripts/references.mjs'

/** Hosts that a Mini Program may name: WeChat's own. The cloud is reached through wx.cloud, without an address. */
const wechat = /^(?:[\w-]+\.)*(?:weixin\.qq\.com|wechat\.com|servicewechat\.com)$/

/** The name of the SVG language, not an address anyone fetches. */
const namespaces = new Set(['www.w3.org'])

export function foreignAddresses(file: string, text: string): string[] {
  return [...text.matchAll(/(?:\b(?:https?|wss?|ftp):|["'(])\/\/([\w-]+(?:\.[\w-]+)+)/g)]
    .filter(([, host = '']) => !wechat.test(host) && !namespaces.has(host))
    .map((match) => `${file}:${lineAt(text, match.index)} ${match[0]}`)
}

test('nothing in the Mini Program, packed packages included, names a place outside WeChat', () => {
  const files = filesIn('miniprogram', /\.(ts|js|json|wxml|wxss|wxs)$/, { includePacked: true })
  expect(
    files.some((file) => file.includes('miniprogram_npm')),
    'npm run build comes first',
  ).toBe(true)
  expect(files.flatMap((file) => foreignAddresses(file, read(file)))).toEqual([])
})

test('a picture in a style carries no address inside its encoding either', () => {
  const styles = filesIn('miniprogram', /\.wxss$/, { includePacked: true })
    .map(read)
    .join('\n')
  const pictures = [...styles.matchAll(/data:image\/svg\+xml;base64,([\w+/=]+)/g)]
  const decoded = pictures.map(([, encoded = '']) => Buffer.from(encoded, 'base64').toString('utf8'))
  expect(decoded.length).toBeGreaterThan(0)
  expect(decoded.flatMap((svg) => foreignAddresses('picture', svg))).toEqual([])
})

test.each([
  `src: url(https://tdesign.gtimg.com/icon/fonts/t.woff)`,
  `const api = 'http://example.com/visits'`,
  `new WebSocket("wss://example.com")`,
  `<image src="//cdn.example.com/a.png"/>`,
  `background: url(//cdn.example.com/a.png)`,
])('%s: caught', (text) => {
  expect(foreignAddresses('x', text)).toHaveLength(1)
})

test.each([
  `// https://developers.weixin.qq.com/miniprogram/dev/`,
  `const photo = 'cloud://env.bucket/photo.jpg'`,
  `// a comment`,
])('%s: allowed', (text) => {
  expect(foreignAddresses('x', text)).toEqual([])
})

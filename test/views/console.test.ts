import { describe, expect, it, test } from 'vitest'
import { browserName } from '../../miniprogram/domain/account/browser-name'
import { scannedCode, signInLink } from '../../miniprogram/domain/account/console'
import { consoleView, initialConsole } from '../../miniprogram/staff/console/console.view'
import { NOW } from '../domain/builders'

const CODE = 'Ab-_0123456789abcdefgh'

describe('the code on a computer', () => {
  it('is read from the link that the page shows', () => {
    expect(scannedCode(signInLink('https://visitor.example.edu.cn/console/', CODE))).toBe(CODE)
  })
  test.each([
    ['nothing', ''],
    ['a bare code', CODE],
    ['a pass', 'CV1:abc'],
    ['too short', `https://a.cn/console/?scan=${CODE.slice(1)}`],
    ['more behind it', `https://a.cn/console/?scan=${CODE}&x=1`],
    ['another parameter first', `https://a.cn/console/?x=1&scan=${CODE}`],
    ['behind the hash', `https://a.cn/console/#?scan=${CODE}`],
    ['another kind of address', `javascript:x?scan=${CODE}`],
  ])('is none: %s', (_, text) => expect(scannedCode(text)).toBeNull())
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/147.0.0.0 Safari/537.36', 'Chrome · Windows'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/147.0 Safari/537.36 Edg/147.0', 'Edge · Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) Version/18.1 Safari/605.1.15', 'Safari · macOS'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari · iOS'],
  ['Mozilla/5.0 (Linux; Android 15) Chrome/147.0 Mobile Safari/537.36', 'Chrome · Android'],
  ['curl/8.0', ''],
  ['<b>Chrome</b>', ''],
])('%s is %j', (userAgent, name) => expect(browserName(userAgent)).toBe(name))

describe('the page on the phone', () => {
  const screen = { digits: '47', browser: '', address: '10.1.2.3', beganAt: NOW, endsAt: NOW + 120_000 }

  it('asks with the digits, the browser, its address and the time', () => {
    const view = consoleView({ ...initialConsole(), screen, now: NOW })
    expect(view).toMatchObject({ stage: 'asking', digits: '47' })
    expect(view.screen.map(({ words }) => words)).toEqual(['其他浏览器', '10.1.2.3', '今天 14:00'])
  })

  it('lists where one is signed in once that is settled', () => {
    const session = { id: 's', browser: 'Edge · Windows', address: '10.1.2.3', current: false }
    const sessions = [{ ...session, beganAt: NOW, seenAt: NOW, endsAt: NOW }]
    const view = consoleView({ ...initialConsole(), settled: 'confirmed', sessions, now: NOW })
    expect(view).toMatchObject({ stage: 'start', settled: 'confirmed' })
    expect(view.sessions).toEqual([{ id: 's', browser: 'Edge · Windows', words: '10.1.2.3，今天 14:00登录' }])
  })
})

import { describe, expect, test } from '@jest/globals'
import { render } from '../render'
import { phoneWith, settled, tapButton } from './stage'

const listen = (part: any, name: string): unknown[] => {
  const heard: unknown[] = []
  part.addEventListener(name, (event: { detail: unknown }) => heard.push(event.detail))
  return heard
}

describe('the keypad for short codes', () => {
  test('types with its own keys, takes back, and checks a whole code only', async () => {
    phoneWith({})
    const pad = render('staff/components/short-code-keypad/short-code-keypad', { visible: true })
    await settled()
    const checked = listen(pad, 'check')
    const keys = pad.querySelectorAll('.key')
    const press = (character: string) =>
      keys.find((key) => key.dom?.textContent?.trim() === character)?.dispatchEvent('tap')
    for (const character of 'ABCD234') press(character)
    await settled()
    tapButton(pad, '.check')
    await settled()
    expect(checked).toEqual([])
    press('Z')
    keys[keys.length - 1]?.dispatchEvent('tap')
    press('5')
    await settled()
    tapButton(pad, '.check')
    await settled()
    expect(checked).toEqual([{ code: 'ABCD2345' }])
  })

  test('the number of a phone report has digits only, and its zeros need not be typed', async () => {
    phoneWith({})
    const pad = render('staff/components/short-code-keypad/short-code-keypad', { visible: true })
    await settled()
    const checked = listen(pad, 'check')
    pad.querySelectorAll('.kind')[1]?.dispatchEvent('tap')
    await settled()
    const keys = pad.querySelectorAll('.key')
    const words = keys.map((key) => key.dom?.textContent?.trim() ?? '')
    expect(words.slice(0, 10).join('')).toBe('1234567890')
    for (const character of '12') keys[words.indexOf(character)]?.dispatchEvent('tap')
    await settled()
    tapButton(pad, '.check')
    await settled()
    expect(checked).toEqual([{ code: 'E-0012' }])
  })
})

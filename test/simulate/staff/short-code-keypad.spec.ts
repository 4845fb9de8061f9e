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

  test('who tells the number of a phone report is asked for it elsewhere, with the name', async () => {
    phoneWith({})
    const pad = render('staff/components/short-code-keypad/short-code-keypad', { visible: true })
    await settled()
    const [asked, checked] = [listen(pad, 'number'), listen(pad, 'check')]
    pad.querySelectorAll('.kind')[1]?.dispatchEvent('tap')
    await settled()
    expect([asked.length, checked.length]).toEqual([1, 0])
  })
})

describe('the sheet for the number of a phone report', () => {
  test('begins with what was scanned, and checks nothing without a name', async () => {
    phoneWith({})
    const sheet = render('staff/components/number-sheet/number-sheet', {
      number: 'E-0012-K7XM',
      visible: true,
    })
    await settled()
    const checked = listen(sheet, 'check')
    expect(sheet.instance.data.typed).toBe('E-0012-K7XM')
    sheet.instance.onCheck?.({})
    await settled()
    expect(checked).toEqual([])
    expect(sheet.instance.data.fieldErrors.name).not.toBe('')
    sheet.setData({ typed: 'e0012k7xm', name: ' 张三 ' })
    sheet.instance.onCheck?.({})
    await settled()
    expect(checked).toEqual([{ code: 'E-0012-K7XM', name: '张三' }])
  })
})

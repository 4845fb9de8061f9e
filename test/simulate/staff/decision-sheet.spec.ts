import { describe, expect, test } from '@jest/globals'
import { render } from '../render'
import { phoneWith, settled, tapButton } from './stage'

const listen = (part: any, name: string): unknown[] => {
  const heard: unknown[] = []
  part.addEventListener(name, (event: { detail: unknown }) => heard.push(event.detail))
  return heard
}

describe('the sheet that asks for a reason', () => {
  const open = async () => {
    phoneWith({})
    const sheet = render('staff/components/decision-sheet/decision-sheet', { visible: true, kind: 'return' })
    await settled()
    return { sheet, decided: listen(sheet, 'decide') }
  }

  test('sends nothing without one and says why', async () => {
    const { sheet, decided } = await open()
    tapButton(sheet, '.decide')
    await settled()
    expect(decided).toEqual([])
    expect(sheet.querySelector('.fault')?.dom?.textContent).toContain('请选择原因，访客会看到')
  })

  test('sends what was picked and typed, and keeps both when it failed', async () => {
    const { sheet, decided } = await open()
    const tap = (words: string) =>
      sheet
        .querySelector('.reason')
        ?.querySelectorAll('.chip')
        .find((chip: any) => chip.dom.textContent.includes(words))
        ?.dispatchEvent('tap')
    tap('其他')
    await settled()
    const choice: any = sheet.querySelector('.reason')
    choice.instance.onType({ detail: { value: '周三可以' } })
    tap('日期需调整')
    await settled()
    expect(sheet.querySelector('.preview')?.dom?.textContent).toBe('访客会看到：“日期需调整；周三可以”')
    tapButton(sheet, '.decide')
    await settled()
    expect(decided).toEqual([{ kind: 'return', reason: '日期需调整；周三可以' }])

    sheet.setData({ waiting: true })
    sheet.setData({ waiting: false, failure: '网络不通，请检查网络后重试' })
    await settled()
    expect(sheet.querySelector('.fault')?.dom?.textContent).toContain('网络不通')
    expect(sheet.querySelector('.preview')?.dom?.textContent).toContain('日期需调整；周三可以')
  })

  test('takes no second tap while waiting', async () => {
    const { sheet, decided } = await open()
    sheet.querySelector('.reason')?.querySelectorAll('.chip')[0]?.dispatchEvent('tap')
    sheet.setData({ waiting: true })
    await settled()
    tapButton(sheet, '.decide')
    await settled()
    expect(decided).toEqual([])
  })
})

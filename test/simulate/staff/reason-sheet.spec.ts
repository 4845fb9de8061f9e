import { describe, expect, test } from '@jest/globals'
import { render } from '../render'
import { phoneWith, settled, tapButton } from './stage'

describe('the sheet that asks for one reason', () => {
  const open = async (choices: string[]) => {
    phoneWith({})
    const sheet: any = render('staff/components/reason-sheet/reason-sheet', { visible: true, choices })
    const confirmed: unknown[] = []
    sheet.addEventListener('confirm', (event: { detail: unknown }) => confirmed.push(event.detail))
    await settled()
    return { sheet, confirmed, data: () => sheet.instance.data }
  }
  const type = (sheet: any, value: string) => sheet.instance.onType({ detail: { value } })
  const confirm = async (sheet: any) => {
    tapButton(sheet, '.decide')
    await settled()
  }

  test.each([
    ['a reason is picked with one tap', 0, '', '工程抢修'],
    ['more is written beside it', 0, ' 东门水管 ', '工程抢修：东门水管'],
    ['what none of them says is written', 1, '婚车借道', '婚车借道'],
    ['nothing is picked', null, '婚车借道', '婚车借道'],
  ])('%s', async (_what, at, written, reason) => {
    const { sheet, confirmed } = await open(['工程抢修', '其他'])
    if (at !== null) sheet.querySelectorAll('.chip')[at]?.dispatchEvent('tap')
    type(sheet, written)
    await confirm(sheet)
    expect(confirmed).toEqual([{ reason }])
  })

  test.each([
    ['nothing', []],
    ['其他 alone', [1]],
    ['what was taken back', [0, 0]],
  ])('%s is no reason', async (_what, taps) => {
    const { sheet, confirmed, data } = await open(['工程抢修', '其他'])
    for (const at of taps) {
      sheet.querySelectorAll('.chip')[at]?.dispatchEvent('tap')
      await settled()
    }
    await confirm(sheet)
    expect(confirmed).toEqual([])
    expect(data().fieldError).not.toBe('')
  })

  test('another person begins anew', async () => {
    const { sheet, data } = await open(['工程抢修'])
    sheet.querySelectorAll('.chip')[0]?.dispatchEvent('tap')
    await settled()
    expect(data().picked).toBe('工程抢修')
    sheet.setData({ subject: '下一位' })
    await settled()
    expect(data().picked).toBe('')
  })
})

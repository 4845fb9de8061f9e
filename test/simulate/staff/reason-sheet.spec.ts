import { describe, expect, test } from '@jest/globals'
import { render } from '../render'
import { phoneWith, settled, tapButton } from './stage'

describe('the sheet that asks for one reason', () => {
  const open = async (question: string) => {
    phoneWith({})
    const sheet: any = render('staff/components/reason-sheet/reason-sheet', { visible: true, question })
    const confirmed: unknown[] = []
    sheet.addEventListener('confirm', (event: { detail: unknown }) => confirmed.push(event.detail))
    await settled()
    return {
      ...{ sheet, confirmed, data: () => sheet.instance.data },
      async tap(words: string) {
        const meant = (chip: any): boolean => chip.dom.textContent.includes(words)
        sheet.querySelector('.reason').querySelectorAll('.chip').find(meant)?.dispatchEvent('tap')
        await settled()
      },
      async type(words: string) {
        sheet.querySelector('.reason').instance.onType({ detail: { value: words } })
        await settled()
      },
      asksWords: () => sheet.querySelector('.reason').querySelectorAll('.own').length === 1,
      async confirm() {
        tapButton(sheet, '.decide')
        await settled()
      },
    }
  }

  test.each([
    ['a reason is picked with one tap', 'override', ['工程抢修'], '', '工程抢修'],
    ['another tap picks another', 'override', ['工程抢修', '系统故障'], '', '系统故障'],
    ['what none of them says is written', 'override', ['其他'], ' 婚车借道 ', '婚车借道'],
    [
      'what was written before another was picked is left out',
      'override',
      ['其他', '工程抢修'],
      '婚车',
      '工程抢修',
    ],
    ['a question without choices is answered in words', '', [], '会场改到报告厅', '会场改到报告厅'],
  ])('%s', async (_what, question, taps, written, reason) => {
    const { tap, type, confirm, confirmed } = await open(question)
    for (const [index, words] of taps.entries()) {
      await tap(words)
      if (index === 0 && written !== '') await type(written)
    }
    if (taps.length === 0) await type(written)
    await confirm()
    expect(confirmed).toEqual([{ reason }])
  })

  test('words are asked for with 其他 alone, or where nothing can be picked', async () => {
    const { tap, asksWords } = await open('freezeAccount')
    expect(asksWords()).toBe(false)
    await tap('工作调动')
    expect(asksWords()).toBe(false)
    await tap('其他')
    expect(asksWords()).toBe(true)
    expect((await open('')).asksWords()).toBe(true)
  })

  test.each([
    ['nothing', []],
    ['其他 alone', ['其他']],
    ['what was taken back', ['工程抢修', '工程抢修']],
  ])('%s is no reason', async (_what, taps) => {
    const { tap, confirm, confirmed, data } = await open('override')
    for (const words of taps) await tap(words)
    await confirm()
    expect(confirmed).toEqual([])
    expect(data().fieldError).toBe('请选择一项，选“其他”的请写明')
  })

  test('closed and opened again it shows what was answered; another person begins anew', async () => {
    const { sheet, tap, type, data, asksWords } = await open('override')
    await tap('其他')
    await type('婚车借道')
    sheet.setData({ visible: false })
    await settled()
    sheet.setData({ visible: true })
    await settled()
    expect([data().reason, asksWords()]).toEqual(['婚车借道', true])
    sheet.setData({ subject: '下一位' })
    await settled()
    expect([data().reason, asksWords()]).toEqual(['', false])
  })

  test('while it is sent nothing else is picked', async () => {
    const { sheet, tap, data } = await open('override')
    await tap('工程抢修')
    sheet.setData({ waiting: true })
    await settled()
    await tap('系统故障')
    expect(data().reason).toBe('工程抢修')
  })
})

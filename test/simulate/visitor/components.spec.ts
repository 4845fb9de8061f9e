import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { rowOf, TODAY } from '../../views/visitor/builders'
import { visitCard } from '../../../miniprogram/components/visit-card/visit-card.view'
import { settled } from '../staff/stage'
import { render } from '../render'
import { tap, visitorPhone } from './phone'

const heard = (part: any, name: string): any[] => {
  const events: unknown[] = []
  part.addEventListener(name, (event: { detail: unknown }) => events.push(event.detail))
  return events
}
const textOf = (part: any, selector: string): string | undefined =>
  part.querySelector(selector)?.dom?.textContent?.trim()

beforeEach(() => void visitorPhone({}))

describe('a state', () => {
  test.each([
    ['pending', '待审批', 'tag--waiting'],
    ['approved', '已通过', 'tag--good'],
    ['returned', '已退回', 'tag--attention'],
    ['revoked', '已取消审核', 'tag--attention'],
    ['expired', '已过期', 'tag--over'],
  ])('%s is a word, an icon and a colour', (state, word, tone) => {
    const tag: any = render('components/state-tag/state-tag', { state })
    expect(textOf(tag, '.word')).toBe(word)
    expect(tag.dom.innerHTML).toContain(tone)
    expect(tag.instance.data.icon).not.toBe('')
  })
})

test('a switch is turned by its whole row', async () => {
  const row: any = render('components/switch-row/switch-row', { heading: '是否驾车', value: false })
  const turned = heard(row, 'change')
  tap(row, '.row')
  await settled()
  expect(turned).toEqual([{ value: true }])
})

describe('a button that asks for the number', () => {
  test.each([
    ['was given one', { code: 'c', errMsg: 'getPhoneNumber:ok' }, 0],
    ['was refused', { errMsg: 'getPhoneNumber:fail user deny' }, 0],
    ['can’t get one any more', { errMsg: 'getPhoneNumber:fail', errno: 1400001 }, 1],
    ['is in an old WeChat', { errMsg: 'getPhoneNumber:ok', encryptedData: 'x' }, 1],
  ])('is no dead end: it %s', (_, detail, toasts) => {
    const showToast = jest.fn()
    Object.assign((globalThis as any).wx, { showToast })
    const button: any = render('components/button/button', { openType: 'getPhoneNumber' })
    const numbers = heard(button, 'getphonenumber')
    button.instance.onPhoneNumber({ detail })
    expect(showToast).toHaveBeenCalledTimes(toasts)
    expect(numbers).toEqual([detail])
  })
})

describe('a plate of no usual form', () => {
  test('is left as it is being typed, letters of a pinyin too, and told in its one spelling', async () => {
    const keyboard: any = render('components/plate-keyboard/plate-keyboard', { visible: true, value: '其他' })
    const typed = heard(keyboard, 'type')
    const shown = () => keyboard.instance.data.written
    for (const value of ['lin', '临a']) {
      keyboard.instance.onWritten({ detail: { value } })
      keyboard.setData({ value: typed.at(-1).value })
      await settled()
      expect(shown()).toBe('')
    }
    expect(typed).toEqual([{ value: '其他LIN' }, { value: '其他临A' }])
    // Put away and opened again it shows what was told.
    keyboard.setData({ visible: false })
    keyboard.setData({ visible: true })
    await settled()
    expect(shown()).toBe('临A')
    keyboard.instance.onOther()
    keyboard.setData({ value: typed.at(-1).value })
    keyboard.instance.onOther()
    keyboard.setData({ value: typed.at(-1).value })
    await settled()
    expect(shown()).toBe('')
  })
})

describe('a line to type in', () => {
  test('says its field error beside the field', () => {
    const field: any = render('components/text-field/text-field', { label: '姓名', fieldError: '请填写姓名' })
    expect(field.dom.textContent).toContain('请填写姓名')
  })

  test('tells every change and when it is left', () => {
    const field: any = render('components/text-field/text-field', { field: 'name' })
    const typed = heard(field, 'type')
    const left = heard(field, 'leave')
    field.instance.onInput({ detail: { value: '覃' } })
    field.instance.onBlur()
    expect(typed).toEqual([{ field: 'name', value: '覃' }])
    expect(left).toEqual([{ field: 'name' }])
  })

  test('does not write an echo back into the input, but does write a correction', async () => {
    const field: any = render('components/text-field/text-field', { field: 'phone', value: '' })
    field.instance.onInput({ detail: { value: '138 0013' } })
    field.setData({ value: '138 0013' })
    await settled()
    expect(field.instance.data.shown).toBe('')
    field.setData({ value: '1380013' })
    await settled()
    expect(field.instance.data.shown).toBe('1380013')
  })

  test('of several lines is the same', async () => {
    const field: any = render('components/text-field/text-field', { field: 'note', long: true, value: '' })
    const left = heard(field, 'leave')
    expect(field.dom.querySelector('wx-textarea')).not.toBeNull()
    expect(field.dom.querySelector('wx-input')).toBeNull()
    field.instance.onInput({ detail: { value: '送教材' } })
    field.setData({ value: '送教材' })
    await settled()
    expect(field.instance.data.shown).toBe('')
    field.instance.onBlur()
    expect(left).toEqual([{ field: 'note' }])
  })

  describe('a number', () => {
    const typing = (properties: object) => {
      const field: any = render('components/text-field/text-field', {
        field: 'phone',
        value: '',
        ...properties,
      })
      const told = heard(field, 'type')
      const setData = jest.spyOn(field.instance, 'setData')
      return {
        data: () => field.instance.data,
        told: () => told.map(({ value }) => value),
        /** The page hands back what it was told. */
        async type(value: string, cursor = value.length) {
          field.instance.onInput({ detail: { value, cursor } })
          field.setData({ value: told.at(-1).value })
          await settled()
          return [field.instance.data.shown, field.instance.data.cursor]
        },
        field,
        written: () => setData.mock.calls.filter(([data]: any) => data.shown !== undefined).length,
      }
    }

    test('is shown in groups as it is typed, and told without them', async () => {
      const { type, told, written } = typing({ grouping: 'phone' })
      const digits = '13812345678'
      let input = ''
      for (const digit of digits) {
        const [shown] = await type(input + digit)
        input = [shown, input + digit].find(
          (each) => each.replace(/ /g, '') === (input + digit).replace(/ /g, ''),
        )
      }
      expect(input).toBe('138 1234 5678')
      expect(told().at(-1)).toBe(digits)
      // Only where a group begins is anything written back.
      expect(written()).toBe(2)
    })

    test.each([
      ['a digit put in before the gap', '138 1234 56', '1389 1234 56', 4, '138 9123 456', 5],
      ['a digit taken out of the middle', '138 1234 5678', '138 134 5678', 5, '138 1345 678', 5],
      ['the gap taken out stands again, the cursor before it', '138 1', '1381', 3, '138 1', 3],
    ])('%s', async (_what, before, after, at, shown, cursor) => {
      const { type } = typing({ grouping: 'phone' })
      await type(before)
      expect(await type(after, at)).toEqual([shown, cursor])
    })

    test('pasted with blanks or dashes is taken as it is meant', async () => {
      const { type, told } = typing({ grouping: 'phone' })
      expect((await type('138-1234-5678'))[0]).toBe('138 1234 5678')
      expect(told()).toEqual(['13812345678'])
    })

    test('that somebody else fills in stands in groups too, and goes whole', async () => {
      const { field, data, told } = typing({ grouping: 'phone' })
      field.setData({ value: '13812345678' })
      await settled()
      expect(data().shown).toBe('138 1234 5678')
      field.instance.onClear()
      await settled()
      expect([data().shown, told()]).toEqual(['', ['']])
    })

    test('of another kind of document is grouped anew', async () => {
      const { field, type, data } = typing({ grouping: 'mainlandId' })
      expect((await type('H12345678'))[0]).toBe('H12345 678')
      field.setData({ grouping: 'hkMacauPermit' })
      await settled()
      expect(data().shown).toBe('H 1234 5678')
      field.setData({ grouping: 'passport' })
      await settled()
      expect(data().shown).toBe('H12345678')
    })

    test('stands in groups beneath a keyboard that takes digits alone', async () => {
      const { type, data, told, written } = typing({ grouping: 'phone' })
      for (const input of ['1381', '13812', '138123', '1381234', '13812345']) await type(input)
      expect([data().groups, told().at(-1)]).toEqual(['138 1234 5', '13812345'])
      const before = written()
      await type('138123456')
      expect([data().groups, written()]).toEqual(['138 1234 56', before])
    })
  })

  test('clears also what it never wrote itself', async () => {
    const field: any = render('components/text-field/text-field', { field: 'name', value: '' })
    const typed = heard(field, 'type')
    field.instance.onInput({ detail: { value: '覃' } })
    field.instance.onClear()
    await settled()
    expect(typed.at(-1)).toEqual({ field: 'name', value: '' })
    expect(field.instance.data).toMatchObject({ shown: '', typed: '' })
  })
})

describe('the footer’s one action', () => {
  test('fires once tapped, and not while being answered', async () => {
    const footer: any = render('components/page-footer/page-footer', { action: '提交预约' })
    const acts = heard(footer, 'act')
    tap(footer, '.button')
    await settled()
    footer.setData({ waiting: true, waitingWords: '正在提交…' })
    await settled()
    footer.instance.onAct()
    expect(acts).toHaveLength(1)
    expect(footer.dom.textContent).toContain('正在提交…')
  })
})

describe('a failed list', () => {
  test('says why and offers 重试', async () => {
    const failed: any = render('components/load-failed/load-failed', {
      failure: { code: 'NETWORK', sentence: '网络不通', again: true },
    })
    const retries = heard(failed, 'retry')
    tap(failed, '.button')
    await settled()
    expect(textOf(failed, '.sentence')).toBe('网络不通')
    expect(retries).toHaveLength(1)
  })
})

describe('a visit’s card', () => {
  test('opens its visit', async () => {
    const card: any = render('components/visit-card/visit-card', { card: visitCard(rowOf(), TODAY) })
    const opened = heard(card, 'open')
    tap(card, '.card')
    await settled()
    expect(textOf(card, '.title')).toBe('因私来访')
    expect(opened).toEqual([{ visitId: 'visit-1' }])
  })
})

describe('a refusal’s card', () => {
  const card = {
    title: '访客预约申请次数已达上限',
    lines: [{ label: '相同的内容', words: '车牌' }],
    advice: '',
    calls: [{ name: '育才校区110指挥中心', phone: '5822110' }],
    action: '查看我的预约',
  }

  // As call-list does wherever it stands.
  test('calls with one tap and leads on with the button', async () => {
    const phone = visitorPhone({})
    const shown: any = render('components/refusal-card/refusal-card', { card })
    const acts = heard(shown, 'act')
    tap(shown, '.calls', '.call')
    tap(shown, '.button')
    await settled()
    expect(phone.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '5822110' })
    expect(acts).toHaveLength(1)
  })
})

describe('the way to a gate', () => {
  const way = {
    ...{ id: 'west', name: '育才西门', note: '公交站旁', label: '导航到育才西门' },
    ...{ latitude: 25.2736, longitude: 110.2907, address: '公交站旁' },
  }
  const tapped = async (more: Record<string, unknown> = {}) => {
    const phone = visitorPhone({})
    Object.assign((globalThis as any).wx, more)
    const shown: any = render('components/gate-ways/gate-ways', { ways: [way] })
    tap(shown, '.way')
    await settled()
    return { phone, shown }
  }
  const failing = (errMsg: string) => ({
    openLocation: () => Promise.reject(Object.assign(new Error(errMsg), { errMsg })),
  })

  test('opens the map of the phone with name and address', async () => {
    const { phone, shown } = await tapped()
    expect([textOf(shown, '.name'), textOf(shown, '.note'), textOf(shown, '.go-words')]).toEqual([
      ...['育才西门', '公交站旁', '导航'],
    ])
    const { latitude, longitude, name, address } = way
    expect(phone.openLocation.mock.calls).toEqual([[{ latitude, longitude, name, address, scale: 17 }]])
    expect(phone.showModal).not.toHaveBeenCalled()
  })

  test.each(['openLocation:fail cancel', 'openLocation:fail auth deny'])(
    '%s is nothing to say',
    async (errMsg) => {
      const { phone } = await tapped(failing(errMsg))
      expect(phone.showModal).not.toHaveBeenCalled()
    },
  )

  test.each([
    ['a host without a map', { openLocation: undefined }],
    ['a map that doesn’t open', failing('openLocation:fail system error')],
  ])('%s: what to ask another map for is said', async (_, more) => {
    const { phone } = await tapped(more)
    expect(phone.showModal.mock.calls).toMatchObject([
      [
        {
          title: '育才西门',
          content: expect.stringMatching(/公交站旁.*25\.2736.*110\.2907/),
          showCancel: false,
        },
      ],
    ])
  })
})

describe('the plate keyboard', () => {
  test('types a plate key by key and takes it back', async () => {
    const keyboard: any = render('components/plate-keyboard/plate-keyboard', { visible: true, value: '' })
    const typed = heard(keyboard, 'type')
    keyboard.instance.onKey({ currentTarget: { dataset: { key: '桂' } } })
    keyboard.setData({ value: '桂' })
    await settled()
    expect(keyboard.instance.data.set).toBe('characters')
    keyboard.instance.onBack()
    expect(typed).toEqual([{ value: '桂' }, { value: '' }])
  })

  test('puts itself away at the last place, and corrects any', async () => {
    const value = '桂CD1234'
    const keyboard: any = render('components/plate-keyboard/plate-keyboard', { visible: true, value })
    const [typed, done] = [heard(keyboard, 'type'), heard(keyboard, 'done')]
    keyboard.instance.onPlace({ currentTarget: { dataset: { place: 1 } } })
    keyboard.instance.onKey({ currentTarget: { dataset: { key: 'A' } } })
    expect([typed.pop(), done]).toEqual([{ value: '桂AD1234' }, []])
    keyboard.setData({ value: '桂AD1234' })
    await settled()
    keyboard.instance.onKey({ currentTarget: { dataset: { key: '5' } } })
    expect([typed.pop(), done]).toEqual([{ value: '桂AD12345' }, [{ finished: true }]])
  })

  test('takes a plate of no form as it is typed', async () => {
    const keyboard: any = render('components/plate-keyboard/plate-keyboard', { visible: true, value: '' })
    const typed = heard(keyboard, 'type')
    keyboard.instance.onOther()
    keyboard.setData({ value: '其他' })
    await settled()
    expect(keyboard.instance.data.set).toBe('other')
    keyboard.instance.onWritten({ detail: { value: 'wj12345' } })
    keyboard.instance.onOther()
    expect(typed).toEqual([{ value: '其他' }, { value: '其他WJ12345' }, { value: '' }])
  })
})

import { describe, expect, test } from 'vitest'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { newBooking, tryToSubmit, withField } from '../../../miniprogram/pages/booking/form/booking-state'
import { formView } from '../../../miniprogram/pages/booking/form/form.view'
import { documentView, offerWords, phoneView } from '../../../miniprogram/pages/booking/form/person.view'
import { formOf, HOST, NO_NETWORK, optionsOf, TODAY } from './builders'

const filled = (changes = {}) => ({
  ...newBooking(),
  options: optionsOf(),
  host: HOST,
  form: formOf(changes),
})
const words = (parts: Array<{ words: string }>) => parts.map((part) => part.words).join('')

describe('the booking page', () => {
  test.each([
    ['loading', {}],
    ['failed', { failure: NO_NETWORK }],
    ['form', { options: optionsOf() }],
    ['done', { options: optionsOf(), done: { visitId: 'visit-1', approvers: 2 } }],
  ])('is %s', (stage, changes) => expect(formView({ ...newBooking(), ...changes }).stage).toBe(stage))

  test('offers the purposes by class, the chosen one marked', () => {
    const [official, ownAffairs] = formView(filled({ purpose: 'household' })).purposes
    expect(official?.items.map(({ name }) => name)).toEqual(['短期培训', '因公来访', '校友返校活动'])
    expect(ownAffairs?.items.filter(({ chosen }) => chosen).map(({ name }) => name)).toEqual(['家政服务'])
  })

  test('counts what is left to correct after a try', () => {
    const empty = { ...newBooking(), options: optionsOf() }
    expect(formView(empty).fieldErrorCount).toBe(0)
    expect(formView(tryToSubmit(empty)).fieldErrorCount).toBe(8)
  })

  test.each([
    ['请写明办什么事', '审批人请您写明办什么事'],
    ['日期需调整；请写明办什么事；谢谢', '审批人请您写明办什么事'],
    ['日期需调整', ''],
  ])('a booking returned for what it is for asks for it at its line: %s', (reason, asked) => {
    const revising = { visitId: 'visit-1', rev: 1, reason, approved: false }
    expect(formView({ ...filled(), revising }).matterAsked).toBe(asked)
    expect(formView(filled()).matterAsked).toBe('')
  })

  test('says who was told', () => {
    expect(formView({ ...filled(), done: { visitId: 'visit-1', approvers: 2 } }).done).toEqual({
      visitId: 'visit-1',
      told: '已提交给计算机学院的2位审批人',
      tip: '',
    })
  })

  test.each([
    [true, '点右上角“…”，选“添加到我的小程序”，下次打开更快'],
    [false, ''],
  ])('says how to find the program again after the first success: %s', (first, tip) => {
    const { done } = formView({ ...filled(), done: { visitId: 'visit-1', approvers: 2, first } })
    expect(done?.tip).toBe(tip)
  })

  test.each([
    ['no', '正在提交…', false],
    ['sending', '正在提交…', true],
    ['confirming', '还没有收到答复，正在重试…', true],
  ] as const)('while sending: %s', (sending, waitingWords, waiting) => {
    expect(formView({ ...filled(), sending })).toMatchObject({ waitingWords, waiting })
  })
})

describe('the days', () => {
  const days = (firstDay: string, lastDay: string, options = {}) =>
    formView({ ...filled({ firstDay, lastDay }), options: optionsOf(options), left: ['lastDay'] }).days

  test('are read as a range, one day as itself', () => {
    expect(days('2026-05-23', '2026-05-25')).toMatchObject({ range: '5月23日–25日 共3天', advice: '' })
    expect(days('2026-05-23', '2026-05-23')).toMatchObject({ first: '5月23日 周六', range: '' })
  })

  test('long or far ahead bring advice with the reason, never a refusal', () => {
    expect(days('2026-05-23', '2026-05-26')?.advice).toContain('超过3天')
    expect(days('2026-05-31', '2026-05-31')?.advice).toContain('提前7天以上')
    expect(days('2026-05-30', '2026-05-30')?.advice).toBe('')
  })

  test('more than 15 say what to do instead', () => {
    expect(days('2026-05-23', '2026-06-07')?.advice).toContain('联系接待单位')
    expect(days('2026-05-23', '2026-06-07')?.advice).toContain('长期通行')
  })

  test('today, tomorrow and the day after are one tap', () => {
    const quick = days('2026-05-24', '2026-05-24')?.quick
    expect(quick?.map(({ words, chosen }) => [words, chosen])).toEqual([
      ['今天', false],
      ['明天', true],
      ['后天', false],
    ])
  })
})

describe('what the visit will be allowed', () => {
  test.each([
    [
      'on the days, at a gate of the purpose',
      {},
      '雁山东门：5月24日 08:00至5月25日 20:00交通管制，车辆不能通行',
    ],
    ['before the days', { until: startOfDay(TODAY) }, ''],
    ['at another gate', { gateIds: ['雁山北侧门'] }, ''],
  ])('tells by car which gates a traffic control closes: %s', (_what, changes, lines) => {
    const hour = 3_600_000
    const times = {
      from: startOfDay(addDays(TODAY, 1)) + 8 * hour,
      until: startOfDay(addDays(TODAY, 2)) + 20 * hour,
    }
    const control = { gateIds: ['雁山东门'], ...times, ...changes }
    const shown = (driving: boolean) => {
      const form = {
        purpose: 'private',
        driving,
        plate: '桂C12345',
        firstDay: TODAY,
        lastDay: addDays(TODAY, 2),
      } as const
      const { preview } = formView({ ...filled(form), options: optionsOf({ controls: [control] }) })
      return preview?.closed
    }
    expect(shown(true)).toBe(lines)
    expect(shown(false)).toBe('')
  })

  test('tells of the next three controls, and how many more there are', () => {
    const day = (index: number) => startOfDay(addDays(TODAY, index))
    const controls = [0, 1, 2, 3, 4].map((index) => ({
      gateIds: ['雁山东门'],
      ...{ from: day(index), until: day(index + 1) },
    }))
    const form = { purpose: 'private', driving: true, plate: '桂C12345', lastDay: addDays(TODAY, 6) } as const
    const { preview } = formView({ ...filled(form), options: optionsOf({ controls }) })
    const lines = preview?.closed.split('\n') ?? []
    expect(lines).toHaveLength(4)
    expect(lines[3]).toBe('所选日期内还有2次交通管制，见“常见问题”')
  })

  test('waits for the purpose', () => expect(formView(filled({ purpose: '' })).preview).toBeNull())

  test('on foot: every pedestrian gate, no fee, no plate', () => {
    const preview = formView(filled({ purpose: 'private' })).preview
    expect(preview?.gates.map(({ title }) => title)).toEqual(['步行或骑车'])
    expect(preview?.fee).toEqual({ head: '步行或骑车入校，不收费', lines: [] })
    expect(words(preview?.ways ?? [])).toBe('二维码、通行短码、刷身份证')
  })

  test('private with a car: the named gates, one for entry only, a fee after the free minutes', () => {
    const preview = formView(filled({ purpose: 'private', driving: true, plate: '桂C12345' })).preview
    expect(preview?.gates[0]?.campuses.map(({ name, gates }) => [name, words(gates)])).toEqual([
      ['育才校区', '育才西门'],
      ['雁山校区', '雁山东门、雁山西门（仅可进入）'],
    ])
    expect(preview?.fee).toMatchObject({ head: '离校时收停车费' })
    expect(preview?.fee.lines[0]?.words).toContain('30分钟以内免费')
    expect(words(preview?.ways ?? [])).toContain('车牌识别')
  })

  test('official with a car: every barrier, free', () => {
    const preview = formView(filled({ purpose: 'official', driving: true, plate: '桂C12345' })).preview
    expect(preview?.gates[0]?.campuses.map(({ gates }) => words(gates))).toEqual([
      '育才西门、育才东门',
      '雁山东门、雁山西门',
    ])
    expect(preview?.fee.head).toBe('因公来访车辆，预约日期内免停车费，之后按因私来访收费')
  })

  test('a passport opens no ID reader', () => {
    const preview = formView(filled({ documentKind: 'passport', document: 'E12345678' })).preview
    expect(words(preview?.ways ?? [])).toBe('二维码、通行短码')
  })
})

describe('who', () => {
  test.each([
    ['mainlandId', 'idcard'],
    ['passport', 'text'],
    ['hkMacauPermit', 'text'],
    ['taiwanPermit', 'number'],
    ['foreignerPermit', 'text'],
  ] as const)('%s is typed on the %s keyboard', (kind, keyboard) => {
    expect(documentView(kind, '').keyboard).toBe(keyboard)
  })

  test('numbers are typed in the groups of their kind, one of another country as it comes', () => {
    expect(documentView('hkMacauPermit', '').grouping).toBe('hkMacauPermit')
    expect(phoneView({ phoneKind: 'mainland', phone: '' }).grouping).toBe('phone')
    expect(phoneView({ phoneKind: 'international', phone: '' }).grouping).toBe('')
  })

  test('the offer of last time’s values is masked', () => {
    const { name, phoneKind, phone, documentKind, document } = formOf()
    const offer = { name, phoneKind, phone, documentKind, document, driving: false, plate: '' }
    const shown = offerWords(offer)
    expect(shown).toContain('韦**，138****8000')
    expect(shown).not.toContain(document)
    expect(offerWords(null)).toBe('')
  })

  test('companions carry their own field errors', () => {
    const companion = { name: '', documentKind: 'mainlandId', document: '1' }
    const state = tryToSubmit(filled({ companions: [companion] }))
    expect(formView(withField(state, 'companions.0.name', '覃燕')).companions[0]).toMatchObject({
      nameFieldError: '',
      documentFieldError: '身份证号为18位，请核对',
    })
  })
})

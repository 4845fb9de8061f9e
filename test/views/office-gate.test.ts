import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SHORT_CODE_ALPHABET } from '../../miniprogram/domain/pass/pass'
import { NO_WORK } from '../../miniprogram/staff/gate/result/result-screen'
import {
  resultView,
  secondsShown,
  signalOf,
  type ResultState,
} from '../../miniprogram/staff/gate/result/result.view'
import { initialScan, scannedCode, scanView, startingGate } from '../../miniprogram/staff/gate/scan/scan.view'
import {
  keypadView,
  typeCharacter,
} from '../../miniprogram/staff/components/short-code-keypad/short-code-keypad.view'
import { numberFieldErrors } from '../../miniprogram/staff/components/number-sheet/number-sheet.view'
import { faceOf, faceView, NO_FACE } from '../../miniprogram/staff/gate/result/face.view'
import { personFieldErrors } from '../../miniprogram/staff/components/person-sheet/person-sheet.view'
import { GATE_SOUNDS, wav } from '../../scripts/gate-sounds'
import { checkedOf, gateOf, meOf, NOW } from './office-builders'

const check = {
  gateId: 'yucai-west',
  gateName: '育才西门',
  direction: 'in' as const,
  inVehicle: false,
  credential: { code: 'ABCD2345' },
  by: 'scan' as const,
}
const answered = (changes = {}, secondsLeft: number | null = null, work = {}): ResultState => ({
  phase: 'answered',
  check,
  face: NO_FACE,
  answer: checkedOf(changes),
  secondsLeft,
  work: { ...NO_WORK, ...work },
})
const refusalOf = (code: string, message: string) => ({ code, message, details: {} }) as never

describe('the answer at the gate', () => {
  test('green: word, plate, name, heads, days, unit and place', () => {
    expect(resultView(answered({}, 3))).toMatchObject({
      tone: 'pass',
      icon: 'check',
      word: '放行',
      subject: '桂C·D12345',
      beneath: '张**',
      headCount: '共3人',
      days: '5月23日–25日 共3天',
      unit: '计算机学院',
      place: '育才西门 · 进',
      action: '扫下一位（3）',
      countdown: 100,
      tapGoesOn: true,
    })
  })

  test('on foot the name stands where the plate would', () => {
    const visit = { ...checkedOf().visit, plate: null }
    expect(resultView(answered({ visit }))).toMatchObject({ subject: '张**', beneath: '' })
  })

  test('a guest of honour is marked, nobody else is', () => {
    const visit = { ...checkedOf().visit, vip: true }
    expect(resultView(answered({ visit })).vip).toBe('贵宾')
    expect(resultView(answered({})).vip).toBe('')
  })

  test('a photo has its place while it comes, when it is seen, and when it isn’t', () => {
    const visit = { ...checkedOf().visit!, photo: true }
    expect([faceOf(checkedOf()), faceOf(checkedOf({ visit })).stage]).toEqual([NO_FACE, 'asking'])
    expect(faceView(NO_FACE)).toMatchObject({ there: false, words: '' })
    const loading = { stage: 'loading' as const, url: 'https://photo' }
    expect(faceView(loading)).toMatchObject({ there: true, url: 'https://photo', words: '正在取照片…' })
    expect(faceView({ ...loading, stage: 'shown' })).toMatchObject({ words: '', waits: false })
    expect(faceView({ stage: 'failed' })).toMatchObject({ url: '', retries: true })
    expect(faceView({ stage: 'gone' })).toMatchObject({
      words: '照片已经删除，请核对证件',
      retries: false,
    })
  })

  test('a green with a photo stays until it has come, then a little longer than without', () => {
    const seen = { stage: 'shown' as const, url: 'https://photo' }
    const stages = [{ stage: 'asking' as const }, { ...seen, stage: 'loading' as const }]
    expect(stages.map((face) => secondsShown(checkedOf(), face))).toEqual([null, null])
    expect(secondsShown(checkedOf(), seen)).toBe(6)
    expect(secondsShown(checkedOf(), { stage: 'failed' })).toBe(3)
    expect(secondsShown(checkedOf({ hint: '记录显示已在校内' }), seen)).toBeNull()
    expect(resultView({ ...(answered({}, 3) as object), face: seen } as ResultState).countdown).toBe(50)
  })

  test('red: word, one reason, one next step; it stays until tapped', () => {
    const refused = {
      allowed: false,
      reason: 'NOT_YET',
      sentence: '还没到预约的日期',
      nextStep: '预约日期：5月30日 周六',
    }
    expect(secondsShown(checkedOf(refused))).toBeNull()
    expect(resultView(answered(refused))).toMatchObject({
      tone: 'stop',
      icon: 'close',
      word: '不放行',
      sentence: '还没到预约的日期',
      nextStep: '预约日期：5月30日 周六',
      action: '扫下一位',
      countdown: -1,
      tapGoesOn: true,
    })
  })

  test('an unknown code names nobody', () => {
    const view = resultView(answered({ allowed: false, visit: null }))
    expect([view.subject, view.beneath, view.headCount, view.days, view.unit]).toEqual(['', '', '', '', ''])
  })

  test('a plain green leaves after three seconds; one with something left to do stays', () => {
    expect(secondsShown(checkedOf())).toBe(3)
    expect(secondsShown(checkedOf({ nextStep: '车辆不能由此门通行，请走允许车辆的校门' }))).toBeNull()
  })

  test.each([
    [3, 100, '扫下一位（3）'],
    [2, 67, '扫下一位（2）'],
    [1, 33, '扫下一位（1）'],
  ])('with %i seconds left the bar stands at %i', (seconds, countdown, action) => {
    expect(resultView(answered({}, seconds))).toMatchObject({ countdown, action })
  })

  test('after a typed code the next is not scanned', () => {
    expect(resultView({ ...answered(), check: { ...check, by: 'keypad' } }).action).toBe('下一位')
  })

  test('a direction is always in sight', () => {
    expect(resultView({ ...answered(), check: { ...check, direction: 'out' } }).place).toBe('育才西门 · 出')
  })
})

describe('vehicles, fees and what the guard may do about an answer', () => {
  const fee = { fen: 400, text: '¥4.00', stayId: 'stay-1' }

  test('a fee stands large, stays until it is dealt with, and no stray tap passes over it', () => {
    expect(secondsShown(checkedOf({ fee }))).toBeNull()
    expect(resultView(answered({ fee }))).toMatchObject({
      fee: '¥4.00',
      pay: '已收费',
      action: '未收费，扫下一位',
      tapGoesOn: false,
    })
    expect(resultView(answered({ fee }, null, { doing: 'paying' }))).toMatchObject({
      pay: '正在登记…',
      busy: true,
    })
  })

  test('a stay without a fee is said to be free, and leaves by itself', () => {
    const free = { fee: { ...fee, fen: 0, text: '¥0.00' } }
    expect(resultView(answered(free))).toMatchObject({ fee: '', pay: '', free: '停车免费', tapGoesOn: true })
    expect(secondsShown(checkedOf(free))).toBe(3)
  })

  test('a hint is read before the green leaves', () => {
    expect(secondsShown(checkedOf({ hint: '记录显示已在校内' }))).toBeNull()
    expect(resultView(answered({ hint: '记录显示已在校内' })).hint).toBe('记录显示已在校内')
  })

  test('a red can be overridden with a reason, but not the blacklist or a code used twice', () => {
    const override = (reason: string) => resultView(answered({ allowed: false, reason })).override
    expect(override('WRONG_GATE')).toBe('说明原因放行')
    expect(override('NOT_FOUND')).toBe('说明原因放行')
    expect(override('BLACKLIST')).toBe('')
    expect(override('REPLAYED')).toBe('')
    expect(resultView(answered()).override).toBe('')
  })

  test('事由不符 is offered for somebody who passed, once', () => {
    expect(resultView(answered()).purposeMismatch).toBe('事由不符')
    expect(resultView(answered({}, null, { marked: true })).purposeMismatch).toBe('已标记事由不符')
    expect(resultView(answered({ allowed: false })).purposeMismatch).toBe('')
    expect(resultView(answered({ visit: null })).purposeMismatch).toBe('')
  })

  test('a vehicle is said to be one, and an unknown plate is named', () => {
    const car = { ...check, inVehicle: true, credential: { plate: '桂C12345' }, by: 'plate' as const }
    const view = resultView({ ...answered({ allowed: false, visit: null }), check: car })
    expect(view).toMatchObject({ place: '育才西门 · 进 · 车辆', subject: '桂C·12345', action: '下一位' })
    const refusal = refusalOf('NETWORK', '网络不通')
    expect(resultView({ phase: 'failed', check: car, refusal }).nextStep).toBe('请记下车牌 桂C·12345 和时间')
    const person = {
      ...check,
      credential: { person: { tail: '123456', name: '张伟' } },
      by: 'person' as const,
    }
    expect(resultView({ phase: 'failed', check: person, refusal }).nextStep).toBe('请记下张伟和时间')
  })

  test.each([
    ['12345X', '张伟', null],
    ['12345x', '张伟', null],
    ['12345', '张伟', 'tail'],
    ['B34567', '张伟', null],
    ['12-456', '张伟', 'tail'],
    ['123456', '  ', 'name'],
  ])('last six %s with %s: fieldError %s', (tail, name, field) => {
    const fieldErrors = personFieldErrors({ tail, name })
    expect(fieldErrors === null ? null : fieldErrors.tail !== '' ? 'tail' : 'name').toBe(field)
  })
})

describe('no answer', () => {
  test('is neither green nor red', () => {
    expect(resultView({ phase: 'checking', check })).toMatchObject({ tone: 'wait', busy: true, action: '' })
    expect(resultView({ phase: 'repeating', check })).toMatchObject({
      tone: 'unsure',
      busy: true,
      action: '',
    })
  })

  test('in the end offers to try again or to note the short code', () => {
    const gone = resultView({ phase: 'failed', check, refusal: refusalOf('NETWORK', '网络不通') })
    expect(gone).toMatchObject({
      tone: 'unsure',
      word: '未能核验',
      sentence: '网络不通，请重试或登记',
      nextStep: '请访客出示二维码下方的短码，记下备查',
      action: '重试',
      leave: '返回',
      tapGoesOn: false,
    })
    const typed = { ...check, by: 'keypad' as const }
    expect(
      resultView({ phase: 'failed', check: typed, refusal: refusalOf('NETWORK', '网络不通') }).nextStep,
    ).toBe('请记下短码 ABCD 2345 和时间')
  })

  test.each([
    ['BUSY', '重试'],
    ['INTERNAL', '重试'],
    ['CLOUD', '重试'],
    ['TOO_MANY_TRIES', '重试'],
    ['WRONG_GATE_ACCOUNT', ''],
    ['NOT_ALLOWED', ''],
    ['BAD_REQUEST', ''],
  ])('but %s: offers “%s” beside the way back', (code, action) => {
    const failed = resultView({ phase: 'failed', check, refusal: refusalOf(code, '') })
    expect(failed).toMatchObject({ action, retries: action !== '', leave: '返回' })
  })

  test('about the visitor, but about the guard: shows the server’s sentence', () => {
    const refusal = refusalOf('WRONG_GATE_ACCOUNT', '您的账号不负责这个校门，请重新选择校门')
    expect(resultView({ phase: 'failed', check, refusal })).toMatchObject({
      tone: 'unsure',
      sentence: '您的账号不负责这个校门，请重新选择校门',
      leave: '返回',
    })
  })
})

test('each end is felt differently, waiting is not', () => {
  expect(signalOf(answered())).toBe('allowed')
  expect(signalOf(answered({ allowed: false }))).toBe('refused')
  expect(signalOf({ phase: 'failed', check, refusal: refusalOf('NETWORK', '') })).toBe('unsure')
  expect(signalOf({ phase: 'checking', check })).toBeNull()
  expect(signalOf({ phase: 'repeating', check })).toBeNull()
})

test.each(['allowed', 'refused'] as const)('the sound %s is the one that the script makes', (name) => {
  const file = new URL(`../../miniprogram/staff/gate/sounds/${name}.wav`, import.meta.url)
  expect(Buffer.compare(readFileSync(file), wav(GATE_SOUNDS[name]))).toBe(0)
})

describe('the guard’s post', () => {
  const post = (changes = {}) =>
    scanView({ ...initialScan(), me: meOf(), now: NOW, gateId: 'yucai-west', ...changes })
  const passage = (changes = {}) => ({
    id: 'passage-1',
    at: NOW,
    gateName: '育才西门',
    direction: 'in' as const,
    way: 'qr' as const,
    allowed: true,
    reason: 'OK',
    name: '张**',
    plate: null,
    ...changes,
  })
  const recent = (...rows: ReturnType<typeof passage>[]) => ({
    rows,
    next: null,
    loading: false,
    failure: null,
  })

  test('begins at the remembered gate while it is still one’s own', () => {
    const gates = [gateOf('yucai-west', '育才西门'), gateOf('yanshan-east', '雁山东门')]
    expect(startingGate(gates, 'yanshan-east')).toBe('yanshan-east')
    expect(startingGate(gates, 'given-up')).toBe('yucai-west')
    expect(startingGate([], 'yucai-west')).toBe('')
  })

  test('offers to change the gate only to those who have several', () => {
    expect(post().mayChoose).toBe(true)
    expect(post({ me: meOf({ guard: { gates: [gateOf('yucai-west', '育才西门')] } }) }).mayChoose).toBe(false)
  })

  test('says so to somebody without a gate', () => {
    expect(post({ me: meOf({ guard: null }), gateId: '' })).toMatchObject({ noGates: true, gate: null })
  })

  test('shows one direction as chosen', () => {
    const chosen = (direction: 'in' | 'out') =>
      post({ direction })
        .directions.filter((each) => each.chosen)
        .map(({ word }) => word)
    expect(chosen('in')).toEqual(['进'])
    expect(chosen('out')).toEqual(['出'])
  })

  test('people on foot or vehicles: one is chosen', () => {
    const chosen = (inVehicle: boolean) =>
      post({ inVehicle })
        .modes.filter((each) => each.chosen)
        .map(({ word }) => word)
    expect(chosen(false)).toEqual(['步行'])
    expect(chosen(true)).toEqual(['车辆'])
  })

  test('lists the last checks with plate, name, time, and why not', () => {
    const rows = post({
      list: recent(
        passage({ plate: '桂CD12345' }),
        passage({ id: '2', allowed: false, reason: 'STALE_CODE', name: '', direction: 'out' }),
        passage({ id: '3', allowed: false, reason: 'REASON_OF_A_NEWER_SERVER' }),
      ),
    }).rows
    expect(rows[0]).toMatchObject({
      who: '桂C·D12345 张**',
      moment: '14:00',
      word: '放行',
      direction: '进',
      why: '',
    })
    expect(rows[1]).toMatchObject({ who: '未知访客', word: '未放行', direction: '出', why: '通行码已过时' })
    expect(rows[2]?.why).toBe('REASON_OF_A_NEWER_SERVER')
  })

  test.each([
    ['a pass', { result: 'CV2:ABC ' }, 'CV2:ABC'],
    ['a Mini Program code', { result: '', path: 'pages/home/home?scene=1' }, 'pages/home/home?scene=1'],
    ['nothing', { result: '  ' }, null],
    ['a foreign code longer than the contract takes', { result: 'x'.repeat(900) }, 'x'.repeat(600)],
  ])('reads %s', (_, read, code) => {
    expect(scannedCode(read)).toBe(code)
  })
})

describe('the keypad', () => {
  test('has every character of a short code and none that look alike', () => {
    const { keys } = keypadView('')
    expect(keys.map(({ character }) => character).join('')).toBe(SHORT_CODE_ALPHABET)
    expect(keys.some(({ character }) => '01IO'.includes(character))).toBe(false)
  })

  test('types eight characters in two groups and no more', () => {
    const typed = 'ABCD2345X'.split('').reduce((so, next) => typeCharacter(so, next), '')
    expect(typed).toBe('ABCD2345')
    expect(typeCharacter('AB', '0')).toBe('AB')
    const view = keypadView(typed)
    expect(view.groups.map(({ places }) => places.map(({ character }) => character).join(''))).toEqual([
      'ABCD',
      '2345',
    ])
    expect(view.complete).toBe(true)
  })

  test('marks the next place', () => {
    const marked = keypadView('ABC')
      .groups.flatMap(({ places }) => places)
      .filter(({ next }) => next)
    expect(marked.map(({ key }) => key)).toEqual(['3'])
    expect(keypadView('ABC').complete).toBe(false)
  })

  test('the number of a phone report is asked for with the name, each by its own sentence', () => {
    expect(keypadView('').kinds.map(({ kind, chosen }) => [kind, chosen])).toEqual([
      ['short', true],
      ['number', false],
    ])
    expect(numberFieldErrors({ number: 'e0012k7xm', name: '张三' })).toBeNull()
    for (const number of ['', 'E-0012', '0012-K7XM', 'ABCD2345', 'E-0012-K7X1'])
      expect(numberFieldErrors({ number, name: '张三' })).toMatchObject({ name: '' })
    expect(numberFieldErrors({ number: 'E-0012-K7XM', name: ' ' })).toMatchObject({ number: '' })
  })
})

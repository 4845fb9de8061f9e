import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import type { DocumentKind } from '../../../miniprogram/domain/values/documents'
import { LAST_PASS_DAY } from '../../../miniprogram/domain/pass/statement'
import {
  adviceFor,
  checkForm,
  MAX_COMPANIONS,
  normaliseForm,
  type CompanionForm,
  type FormRules,
  type VisitForm,
} from '../../../miniprogram/domain/visit/visit-form'
import { DAY_MS, startOfDay } from '../../../miniprogram/domain/values/days'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'
import { FORM_FIELDS } from '../../../miniprogram/domain/visit/form-fields'
import { formOf, mainlandId, TODAY } from '../builders'
import { translate } from '../../../miniprogram/locales/errors'

const RULES: FormRules = { today: TODAY, latestFirstDay: null, purposes: [{ id: 'official' }] }
const fieldErrorsOf = (changes: Partial<VisitForm>, rules = RULES) => checkForm(formOf(changes), rules)
const sentences = (changes: Partial<VisitForm>, rules = RULES) =>
  fieldErrorsOf(changes, rules).map(({ field, code, details }) => [field, translate(code, details)])

it('a form in order has no field error', () => expect(checkForm(formOf(), RULES)).toEqual([]))

describe('each field refuses with its own sentence', () => {
  const WRONG_NAME = '姓名为1至50个字，可用汉字、字母、“·”和空格'
  const WRONG_PHONE = '手机号为11位数字，以13至19开头，请核对'
  const WRONG_ABROAD = '境外手机号以“+国家代码”开头，如 +85212345678，请核对位数；内地号码请点“用内地手机号”'
  const WRONG_FORM = '证件号码的格式不对，请对照证件核对'
  const NO_PLATE = '请填写车牌号，或关闭“驾车来访”'
  const WRONG_PLATE = '车牌号不对，请核对，如 桂C12345，新能源车为8位；临牌等选“其他号牌”'

  test.each<[string, Partial<VisitForm>, string, string]>([
    ['no host', { hostId: '' }, 'hostId', '请选择被访人'],
    ['no purpose', { purpose: '' }, 'purpose', '请选择来访事由'],
    ['a purpose that isn’t offered', { purpose: 'gone' }, 'purpose', '请重新选择来访事由'],

    ['no name', { name: ' 　' }, 'name', '请填写姓名'],
    ['a name of 51', { name: '韦'.repeat(51) }, 'name', WRONG_NAME],
    ['a name with a digit', { name: '韦小宝2' }, 'name', WRONG_NAME],
    ['a name with an emoji', { name: '韦小宝😀' }, 'name', WRONG_NAME],

    ['no phone', { phone: ' ' }, 'phone', '请填写手机号'],
    ['a phone too short', { phone: '1380013800' }, 'phone', WRONG_PHONE],
    ['a phone too long', { phone: '138001380000' }, 'phone', WRONG_PHONE],
    ['a phone with 12', { phone: '12800138000' }, 'phone', WRONG_PHONE],
    ['a landline', { phone: '07735822110' }, 'phone', WRONG_PHONE],
    ['a phone abroad given as a mainland one', { phone: '+85261234567' }, 'phone', WRONG_PHONE],
    ['no plus', { phoneKind: 'international', phone: '85261234567' }, 'phone', WRONG_ABROAD],
    [
      'a mainland one as one abroad',
      { phoneKind: 'international', phone: '13800138000' },
      'phone',
      WRONG_ABROAD,
    ],

    ['no document', { document: '' }, 'document', '请填写证件号码'],
    ['17 characters', { document: mainlandId(1).slice(0, 17) }, 'document', '身份证号为18位，请核对'],
    ['a 15-digit ID of old', { document: '450305900307001' }, 'document', '身份证号为18位，请核对'],
    ['a letter inside', { document: `A${mainlandId(1).slice(1)}` }, 'document', WRONG_FORM],
    [
      'a region that is none',
      { document: `99${mainlandId(1).slice(2)}` },
      'document',
      '身份证号的前6位不对，请核对',
    ],
    ['30 February', { document: mainlandId(1, '19900230') }, 'document', '身份证号中的出生日期不对，请核对'],
    [
      'born tomorrow',
      { document: mainlandId(1, '20260524') },
      'document',
      '身份证号中的出生日期不对，请核对',
    ],
    ['one digit wrong', { document: wrongCheck() }, 'document', '身份证号有一位不对，请对照证件核对'],
    ['a passport without a digit', { documentKind: 'passport', document: 'ABCDEF' }, 'document', WRONG_FORM],
    [
      'a Hong Kong permit without H',
      { documentKind: 'hkMacauPermit', document: '12345678' },
      'document',
      WRONG_FORM,
    ],
    ['a Taiwan permit of 7', { documentKind: 'taiwanPermit', document: '1234567' }, 'document', WRONG_FORM],
    [
      'a residence permit cut off',
      { documentKind: 'foreignerPermit', document: 'USA1234' },
      'document',
      WRONG_FORM,
    ],

    ['no first day', { firstDay: '' }, 'firstDay', '请选择来访日期'],
    ['a day that is none', { firstDay: '2026-02-30' }, 'firstDay', '请选择来访日期'],
    ['yesterday', { firstDay: addDays(TODAY, -1) }, 'firstDay', '来访日期不能早于今天'],
    ['no last day', { lastDay: '' }, 'lastDay', '请选择离开日期'],
    ['a last day that is none', { lastDay: '2026-13-01' }, 'lastDay', '请选择离开日期'],
    [
      'last before first',
      { firstDay: addDays(TODAY, 2), lastDay: addDays(TODAY, 1) },
      'lastDay',
      '离开日期不能早于来访日期',
    ],
    ['16 days', { lastDay: addDays(TODAY, 15) }, 'lastDay', '单次来访预约期限最长为15天'],

    ['no plate though driving', { driving: true, plate: '' }, 'plate', NO_PLATE],
    ['a plate without province', { driving: true, plate: 'C12345' }, 'plate', WRONG_PLATE],
    ['a plate with an O', { driving: true, plate: '桂CO2345' }, 'plate', WRONG_PLATE],
    ['a plate too short', { driving: true, plate: '桂C1234' }, 'plate', WRONG_PLATE],

    ['a note of 201', { note: '备'.repeat(FORM_FIELDS.note.limit + 1) }, 'note', '备注最多200个字'],
  ])('%s', (_, changes, field, sentence) => expect(sentences(changes)).toEqual([[field, sentence]]))
})

function wrongCheck(): string {
  const id = mainlandId(1)
  return id.slice(0, 17) + (id.endsWith('5') ? '6' : '5')
}

describe('the edges that are still in order', () => {
  test.each<[string, Partial<VisitForm>]>([
    ['day 15, both counted', { lastDay: addDays(TODAY, 14) }],
    ['the end of a leap February', { firstDay: '2028-02-28', lastDay: '2028-03-13' }],
    ['a start years ahead, as shipped', { firstDay: '2031-01-01', lastDay: '2031-01-01' }],
    ['names of 2 and 50', { name: '韦宝' }],
    ['a name of one character', { name: '韦' }],
    ['a name of 50', { name: '韦'.repeat(50) }],
    ['a note of 200', { note: '备'.repeat(FORM_FIELDS.note.limit) }],
    [
      'full-width and lower-case input',
      { phone: '１３８ ００１３-8000', document: mainlandId(6).toLowerCase() },
    ],
    ['a plate in lower case with a dot', { driving: true, plate: '桂c·d12345' }],
    ['a wrong plate that is not asked for', { driving: false, plate: 'nonsense' }],
    ['a phone abroad', { phoneKind: 'international', phone: '+852 6123 4567' }],
    ['a passport', { documentKind: 'passport', document: 'e1234567' }],
  ])('%s', (_, changes) => expect(sentences(changes)).toEqual([]))
})

it('a day 16 stays day 16 across months and years', () => {
  for (const firstDay of ['2026-05-31', '2026-12-25', '2028-02-20', '2027-02-20']) {
    expect(sentences({ firstDay, lastDay: addDays(firstDay, 14) })).toEqual([])
    expect(fieldErrorsOf({ firstDay, lastDay: addDays(firstDay, 15) })).toMatchObject([{ code: 'TOO_LONG' }])
  }
})

describe('today, around midnight in Shanghai', () => {
  test.each([
    ['2026-05-23T15:59:59.999Z', '2026-05-23', []],
    ['2026-05-23T16:00:00.000Z', '2026-05-23', ['来访日期不能早于今天']],
    ['2026-05-23T16:00:00.000Z', '2026-05-24', []],
    ['2026-12-31T16:00:00.000Z', '2026-12-31', ['来访日期不能早于今天']],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', []],
  ])('at %s a start on %s: %j', (at, firstDay, expected) => {
    const rules = { today: dayOf(Date.parse(at)), latestFirstDay: null, purposes: null }
    expect(sentences({ firstDay, lastDay: firstDay }, rules).map(([, sentence]) => sentence)).toEqual(
      expected,
    )
  })
})

it('how far ahead a booking may start is the office’s to say', () => {
  const rules = { ...RULES, latestFirstDay: addDays(TODAY, 30) }
  const start = (ahead: number) => {
    const firstDay = addDays(TODAY, ahead)
    return sentences({ firstDay, lastDay: firstDay }, rules)
  }
  expect(start(30)).toEqual([])
  expect(start(31)).toEqual([['firstDay', '目前最远可预约到2026-06-22']])
})

it('unlimited ends with the last day a pass can name', () => {
  expect(sentences({ firstDay: '2199-05-23', lastDay: LAST_PASS_DAY })).toEqual([])
  expect(fieldErrorsOf({ firstDay: '2199-05-24', lastDay: '2199-05-24' })).toMatchObject([
    { code: 'FIRST_DAY_TOO_FAR' },
  ])
  expect(fieldErrorsOf({ firstDay: '9999-12-31', lastDay: '9999-12-31' })).toMatchObject([
    { code: 'FIRST_DAY_TOO_FAR' },
  ])
})

it('all field errors are told at once, in the order of the fields', () => {
  const fieldErrors = checkForm(
    formOf({
      hostId: '',
      purpose: '',
      firstDay: '',
      lastDay: '',
      name: '',
      document: '',
      phone: '',
      driving: true,
      plate: '',
      companions: [{ name: '', documentKind: 'mainlandId', document: '' }],
      matter: '事'.repeat(51),
      note: '备'.repeat(201),
      privacy: undefined,
    }),
    RULES,
  )
  expect(fieldErrors.map(({ field }) => field)).toEqual([
    'hostId',
    'purpose',
    'firstDay',
    'lastDay',
    'name',
    'document',
    'phone',
    'plate',
    'companions.0.name',
    'companions.0.document',
    'matter',
    'note',
    'privacy',
  ])
  expect(fieldErrors.every(({ code, details }) => translate(code, details).length > 3)).toBe(true)
})

describe('the privacy guide', () => {
  const now = startOfDay(TODAY)
  it.each<[string, VisitForm['privacy'], string[]]>([
    ['ticked now', tickedAt(now), []],
    ['ticked for an earlier form', tickedAt(0), []],
    ['not ticked', undefined, ['PRIVACY_REQUIRED']],
    ['ticked as it was before', { version: '2020-01-01', at: now }, ['PRIVACY_REQUIRED']],
    ['ticked on a day to come', tickedAt(now + DAY_MS), ['PRIVACY_REQUIRED']],
  ])('%s', (_, privacy, codes) => {
    expect(fieldErrorsOf({ privacy }).map(({ code }) => code)).toEqual(codes)
  })

  it('isn’t ticked by who fills the form in for a guest and answers for it', () => {
    expect(checkForm(formOf({ privacy: undefined }), { ...RULES, vouched: true })).toEqual([])
  })
})

describe('companions', () => {
  const companion = (sequence: number, changes: Partial<CompanionForm> = {}): CompanionForm => ({
    name: '韦小玉',
    documentKind: 'mainlandId',
    document: mainlandId(sequence),
    ...changes,
  })
  const crowd = (count: number) => Array.from({ length: count }, (_, index) => companion(100 + index))

  it(`are ${MAX_COMPANIONS} at most`, () => {
    expect(sentences({ companions: crowd(MAX_COMPANIONS) })).toEqual([])
    expect(sentences({ companions: crowd(MAX_COMPANIONS + 1) })).toEqual([['companions', '随行人员最多10人']])
  })

  test.each<[string, CompanionForm, string, string]>([
    ['without a name', companion(2, { name: '' }), 'companions.1.name', '请填写姓名'],
    ['without a document', companion(2, { document: '' }), 'companions.1.document', '请填写证件号码'],
    [
      'with a wrong one',
      companion(2, { document: wrongCheck() }),
      'companions.1.document',
      '身份证号有一位不对，请对照证件核对',
    ],
    ['with the visitor’s own', companion(1), 'companions.1.document', '这个证件号码已经填过，请核对'],
    [
      'twice, typed another way',
      companion(9, { document: ` ${mainlandId(9)} ` }),
      'companions.1.document',
      '这个证件号码已经填过，请核对',
    ],
  ])('%s', (_, second, field, sentence) =>
    expect(sentences({ companions: [companion(9), second] })).toEqual([[field, sentence]]),
  )

  it('are one by the number of a permit, under the name of a passport and with its renewals too', () => {
    const companions = (
      [
        ['hkMacauPermit', 'H87654321'],
        ['passport', 'H8765432101'],
        ['hkMacauPermit', 'H8765432102'],
        ['hkMacauPermit', 'H87654322'],
      ] as const
    ).map(([documentKind, document]) => companion(0, { documentKind, document }))
    const repeated = '这个证件号码已经填过，请核对'
    expect(sentences({ companions })).toEqual([
      ['companions.1.document', repeated],
      ['companions.2.document', repeated],
    ])
  })
})

describe('one spelling', () => {
  it('is what every value gets', () => {
    const companions = [{ name: '韦 小玉 ', documentKind: 'passport' as const, document: 'e-123 4567' }]
    expect(
      normaliseForm(
        formOf({
          name: ' 阿依古丽.买买提 ',
          phone: '+86 138-0013-8000',
          document: '４５ x',
          driving: true,
          plate: '桂c·12345',
          companions,
          note: ' 一\n二 ',
        }),
      ),
    ).toMatchObject({
      name: '阿依古丽·买买提',
      phone: '13800138000',
      document: '45X',
      plate: '桂C12345',
      companions: [{ name: '韦 小玉', documentKind: 'passport', document: 'E1234567' }],
      note: '一 二',
    })
  })

  it('drops a plate that is not driven', () =>
    expect(normaliseForm(formOf({ plate: '桂C12345' })).plate).toBe(''))

  const anyText = fc.string({ unit: 'binary', maxLength: 30 })
  const anyForm = fc.record({
    name: anyText,
    phone: anyText,
    document: anyText,
    documentKind: fc.constantFrom<DocumentKind>(
      'mainlandId',
      'passport',
      'hkMacauPermit',
      'taiwanPermit',
      'foreignerPermit',
    ),
    plate: anyText,
    driving: fc.boolean(),
    note: anyText,
    firstDay: fc.oneof(anyText, fc.constantFrom('', TODAY, '9999-12-31', '0001-01-01', '2026-02-29')),
    lastDay: fc.oneof(anyText, fc.constantFrom('', TODAY, '9999-12-31', '0001-01-01')),
  })

  it('stays the same when applied twice, and any text gets an answer', () => {
    fc.assert(
      fc.property(anyForm, (changes) => {
        const once = normaliseForm(formOf(changes))
        expect(normaliseForm(once)).toEqual(once)
        expect(checkForm(formOf(changes), RULES)).toEqual(checkForm(once, RULES))
      }),
      { numRuns: 500 },
    )
  })
})

describe('advice', () => {
  const rules = { today: TODAY, adviseAheadDays: 7, adviseLongDays: 3 }
  const advice = (ahead: number, days: number) =>
    adviceFor({ firstDay: addDays(TODAY, ahead), lastDay: addDays(TODAY, ahead + days - 1) }, rules)
  test.each([
    [7, 3, []],
    [8, 3, ['farAhead']],
    [7, 4, ['long']],
    [8, 4, ['farAhead', 'long']],
  ])('%i days ahead for %i days: %j', (ahead, days, expected) =>
    expect(advice(ahead, days)).toEqual(expected),
  )

  it('waits for days that make sense', () => {
    expect(adviceFor({ firstDay: '', lastDay: TODAY }, rules)).toEqual([])
    expect(adviceFor({ firstDay: TODAY, lastDay: addDays(TODAY, -9) }, rules)).toEqual([])
  })
})

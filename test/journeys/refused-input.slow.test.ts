import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { cast, demoCampus } from '../../local/demo'
import { addDays, dayOf, type Day } from '../../miniprogram/domain/values/days'
import { formatDay, formatRange } from '../../miniprogram/locales/zh/days'
import type { ErrorCode } from '../../miniprogram/domain/errors'
import { sentenceOf, translate } from '../../miniprogram/locales/errors'
import { formatPlate } from '../../miniprogram/domain/values/plates'
import {
  chooseOption,
  field,
  fillIn,
  openBooking,
  pickHost,
  pressPlate,
  pressSubmit,
  putPlateAway,
  searchHost,
  section,
  submit,
  toggleDriving,
  typeInto,
  typeNote,
  typePerson,
  valueIn,
} from './booking'
import { openJourney, VISITOR, type Journey } from './journey'
import { tab } from './people'
import { dayButton, openDays, pick, pickDay } from './pickers'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('refused-input')
})
afterAll(() => journey?.close())

const form = () => journey.top(VISITOR)
const today = dayOf(Date.now())
const lin = cast.find(({ id }) => id === 'visitor-lin')!
const { document, plate } = lin.prepared!
const PASSPORT = 'E12345678'
const NOTE = '带一台投影仪'

/** The sentence beside a line or card; fails when there is none. */
const fieldError = (place: ReturnType<typeof field>) =>
  place
    .getByRole('alert')
    .innerText()
    .then((words) => words.trim())

/** Every sentence on the form, in its order. */
const fieldErrors = async () => (await form().getByRole('alert').allInnerTexts()).map((words) => words.trim())

function pictureOnFailure(): void {
  onTestFailed(() => journey.album.failed())
}

describe('an empty form', () => {
  it('shows what is missing all at once, counts it and jumps to the first', async () => {
    pictureOnFailure()
    await openBooking(journey)
    expect(await fieldErrors()).toEqual([])
    await form().locator('textarea').scrollIntoViewIfNeeded()
    await pressSubmit(journey)
    await form().getByText('还有6项没填').waitFor()
    expect(await fieldErrors()).toEqual(
      (
        [
          ...(['HOST_REQUIRED', 'PURPOSE_REQUIRED', 'NAME_REQUIRED', 'DOCUMENT_REQUIRED'] as const),
          ...(['PHONE_REQUIRED', 'PRIVACY_REQUIRED'] as const),
        ] as const
      ).map((code) => translate(code, {})),
    )
    await expect.poll(() => isInView('被访人'), { timeout: 30_000 }).toBe(true)
    await journey.album.phone(VISITOR, 'everything-missing')
  })

  it('each beside its own field', async () => {
    expect(await fieldError(section(journey, '被访人'))).toBe(sentenceOf('HOST_REQUIRED'))
    expect(await fieldError(section(journey, '来访事由'))).toBe(sentenceOf('PURPOSE_REQUIRED'))
    // A day stands there from the beginning: today.
    for (const label of ['来访日期', '离开日期'])
      expect(await field(journey, label).getByRole('alert').count()).toBe(0)
  })
})

describe('a line that is typed wrong', () => {
  it('is left alone while nothing has been typed', async () => {
    await form().getByRole('button', { name: '返回' }).click()
    await openBooking(journey)
    expect(await fieldErrors()).toEqual([])
  })

  /** [line, kind chosen before, what is typed, code of the sentence beside it] */
  const typed: [string, string | null, string, ErrorCode][] = [
    ['姓名', null, '', 'NAME_REQUIRED'],
    ['姓名', null, '林3雨', 'NAME_INVALID'],
    ['证件号码', null, '', 'DOCUMENT_REQUIRED'],
    ['证件号码', null, document.slice(0, 17), 'DOCUMENT_LENGTH'],
    ['证件号码', null, `${document.slice(0, 16)}X3`, 'DOCUMENT_FORM'],
    ['证件号码', null, `99${document.slice(2)}`, 'DOCUMENT_REGION'],
    ['证件号码', null, `${document.slice(0, 10)}1318${document.slice(14)}`, 'DOCUMENT_BIRTH_DATE'],
    ['证件号码', null, document.slice(0, 17) + (document.endsWith('1') ? '2' : '1'), 'DOCUMENT_CHECK'],
    ['证件号码', '护照', '护照号', 'DOCUMENT_FORM'],
    ['证件号码', '港澳居民来往内地通行证', 'X12345678', 'DOCUMENT_FORM'],
    ['证件号码', '台湾居民来往大陆通行证', '1234567', 'DOCUMENT_FORM'],
    ['证件号码', '外国人永久居留身份证', 'USA12', 'DOCUMENT_FORM'],
    ['手机号', null, '', 'PHONE_REQUIRED'],
    ['手机号', null, '1990099000', 'PHONE_INVALID'],
    ['手机号', null, '29900990001', 'PHONE_INVALID'],
    ['手机号', '用境外手机号', '85212345678', 'PHONE_INTERNATIONAL_INVALID'],
  ]

  it.each(typed)('%s (kind: %s) “%s” → %s, once left', async (label, kind, text, code) => {
    pictureOnFailure()
    if (label === '证件号码') await pick(journey, '证件类型', [kind ?? '居民身份证'])
    else if (kind !== null) await form().getByText(kind, { exact: true }).click()
    await typeInto(journey, label, text)
    await expect.poll(() => fieldError(field(journey, label)), { timeout: 30_000 }).toBe(translate(code, {}))
    // What was typed stands there as it was.
    expect(await valueIn(journey, label)).toBe(text)
  })

  it('says nothing more once it is right', async () => {
    await pick(journey, '证件类型', ['居民身份证'])
    await form().getByText('用内地手机号', { exact: true }).click()
    await typePerson(journey, { name: lin.name, document, phone: lin.mobile })
    for (const label of ['姓名', '证件号码', '手机号'])
      await field(journey, label).getByRole('alert').waitFor({ state: 'detached' })
    await journey.album.phone(VISITOR, 'lines-in-order')
  })

  /** [keys pressed, code] */
  const plates: [string, ErrorCode][] = [
    ['', 'PLATE_REQUIRED'],
    ['桂C12', 'PLATE_INVALID'],
  ]

  it('a plate: none, too short, of no form', async () => {
    pictureOnFailure()
    await toggleDriving(journey)
    for (const [keys, code] of plates) {
      await pressPlate(journey, keys)
      await putPlateAway(journey, keys)
      await expect
        .poll(() => fieldError(field(journey, '车牌号')), { timeout: 30_000 })
        .toBe(translate(code, {}))
    }
    await journey.album.phone(VISITOR, 'plate-refused')
    // 桂C12 goes on to 桂C1234警挂, which no car has.
    await pressPlate(journey, '34警挂')
    await putPlateAway(journey, '桂C1234警挂')
    await form().getByText(formatPlate('桂C1234警挂')).waitFor()
    expect(await fieldError(field(journey, '车牌号'))).toBe(sentenceOf('PLATE_INVALID'))
  })

  it('days: none before the first, none beyond fifteen', async () => {
    pictureOnFailure()
    await pickDay(journey, '来访日期', addDays(today, 1))
    const sheet = await openDays(journey, '离开日期')
    const lit = async (day: Day) =>
      (await dayButton(sheet, day).and(sheet.locator('[aria-disabled="false"]')).count()) === 1
    await dayButton(sheet, addDays(today, 1)).waitFor()
    const days = [today, addDays(today, 1), addDays(today, 15), addDays(today, 16)]
    expect(await Promise.all(days.map(lit))).toEqual([false, true, true, false])
    await journey.album.phone(VISITOR, 'days-to-choose')
    await dayButton(sheet, addDays(today, 15)).click()
    await form()
      .getByText(formatRange(addDays(today, 1), addDays(today, 15), today))
      .waitFor()
    expect(await field(journey, '离开日期').getByRole('alert').count()).toBe(0)
  })

  it('companions: no name, a wrong number, the visitor’s own number', async () => {
    pictureOnFailure()
    await form().getByText('添加同行的人（最多10位）').click()
    await typeInto(journey, '姓名', '', 1)
    await expect
      .poll(() => fieldError(field(journey, '姓名', 1)), { timeout: 30_000 })
      .toBe(sentenceOf('NAME_REQUIRED'))
    await typeInto(journey, '姓名', '林小雪', 1)
    await typeInto(journey, '证件号码', document, 1)
    await expect
      .poll(() => fieldError(field(journey, '证件号码', 1)), { timeout: 30_000 })
      .toBe(sentenceOf('DOCUMENT_REPEATED'))
    await pick(journey, '证件类型', ['护照'], 1)
    await typeInto(journey, '证件号码', 'AB', 1)
    await expect
      .poll(() => fieldError(field(journey, '证件号码', 1)), { timeout: 30_000 })
      .toBe(sentenceOf('DOCUMENT_FORM'))
    await journey.album.phone(VISITOR, 'companion-refused')
  })
})

describe('a refused try to submit', () => {
  it('shows the rest, jumps to the first, and loses nothing', async () => {
    pictureOnFailure()
    const long = '长'.repeat(201)
    await searchHost(journey, 'qinhai')
    await pickHost(journey, '覃海燕', '计算机学院')
    await chooseOption(journey, '因私来访')
    await typeNote(journey, long)
    await pressSubmit(journey)
    await form().getByText('3项有误').waitFor()
    expect(await fieldErrors()).toEqual([
      sentenceOf('PLATE_INVALID'),
      sentenceOf('DOCUMENT_FORM'),
      sentenceOf('TEXT_TOO_LONG', { field: 'note', limit: 200 }),
      sentenceOf('PRIVACY_REQUIRED'),
    ])
    await expect.poll(() => isInView('车牌号'), { timeout: 30_000 }).toBe(true)
    expect(await form().locator('textarea').inputValue()).toBe(long)
    await typeNote(journey, NOTE)
    await typeInto(journey, '证件号码', PASSPORT, 1)
    await expectEverythingThere()
  })

  it('nor does the program when it is started again', async () => {
    pictureOnFailure()
    const kept = () =>
      journey
        .frame(VISITOR)
        .evaluate(() => wx.getStorage({ key: 'draft', encrypt: true }).then(({ data }: any) => String(data)))
    await expect.poll(kept, { timeout: 30_000 }).toContain(PASSPORT)
    await journey.page.locator(`[data-card="${VISITOR}"]`).getByRole('button', { name: '重启' }).click()
    await form().getByText('欢迎来访').waitFor()
    await openBookingAgain()
    await expectEverythingThere()
    await journey.album.phone(VISITOR, 'draft-restored')
  })
})

describe('a refusal by the server', () => {
  it('of one field stands beside it: a host on a campus without gates', async () => {
    pictureOnFailure()
    const { staff, units } = demoCampus()
    const unit = units.find(({ campusId }) => campusId === 'wangcheng')!
    const host = staff.find(({ unitId }) => unitId === unit._id)!
    await pressPlateAgain()
    await searchHost(journey, host.name)
    await pickHost(journey, host.name, unit.name)
    await submit(journey)
    await expect
      .poll(() => fieldError(section(journey, '被访人')), { timeout: 60_000 })
      .toBe(sentenceOf('CAMPUS_WITHOUT_GATES'))
    await expect.poll(() => isInView('被访人'), { timeout: 30_000 }).toBe(true)
    await journey.album.phone(VISITOR, 'host-refused')
  })

  it('a second booking of the same people: a card that explains it and the way out', async () => {
    pictureOnFailure()
    await searchHost(journey, 'qinhai')
    await pickHost(journey, '覃海燕', '计算机学院')
    await submit(journey)
    await form().getByText('提交成功').waitFor()
    await form().getByRole('button', { name: '返回首页' }).click()

    await fillIn(journey, '计算机学院', {
      hostPinyin: 'qhy',
      host: '覃海燕',
      purpose: '因公来访',
      day: '明天',
      name: lin.name,
      document,
      phone: lin.mobile,
      plate,
      note: NOTE,
    })
    await submit(journey)
    const card = form().locator('refusal-card')
    await expect.poll(() => isInView('您已有一条有效预约'), { timeout: 60_000 }).toBe(true)
    const words = await card.innerText()
    for (const line of ['待审批', formatRange(addDays(today, 1), addDays(today, 15), today), '计算机学院'])
      expect(words).toContain(line)
    for (const strange of ['请求释放', '用微信验证手机号']) expect(words).not.toContain(strange)
    await journey.album.phone(VISITOR, 'duplicate-card')
    await journey.album.stage('stage-duplicate')
    expect(await field(journey, '姓名').locator('input').inputValue()).toBe(lin.name)
    expect(await form().locator('textarea').inputValue()).toBe(NOTE)

    await card.getByRole('button', { name: '查看这条预约' }).click()
    await form().getByText('取消预约').waitFor()
    expect(await form().innerText()).toContain('覃海燕')
    await journey.album.phone(VISITOR, 'own-booking')
    await goBack()

    // The days asked for stand on the form that was refused; those of the booking in the way, on its own.
    await card.getByRole('button', { name: '改期' }).click()
    await form().getByRole('button', { name: '重新提交', exact: true }).waitFor()
    expect(await field(journey, '离开日期').innerText()).toContain(formatDay(addDays(today, 15), today))
    await goBack()
    expect(await field(journey, '离开日期').innerText()).toContain(formatDay(addDays(today, 1), today))
    await goBack()
    await tab(journey, VISITOR, '记录')
    await form().locator('visit-card').getByText('覃海燕').waitFor()
    await journey.album.phone(VISITOR, 'records')
    expect(journey.errors).toEqual([])
  })
})

/** Whether a card's or line's beginning can be seen between the bars. */
async function isInView(words: string): Promise<boolean> {
  const view = await form().locator('.wx-page-view').boundingBox()
  const place = await form().getByText(words, { exact: true }).first().boundingBox()
  return view !== null && place !== null && place.y >= view.y && place.y < view.y + view.height / 2
}

async function expectEverythingThere(): Promise<void> {
  const value = (label: string, at = 0) => valueIn(journey, label, at)
  expect(await section(journey, '被访人').innerText()).toContain('覃海燕')
  expect(await form().getByRole('radio', { checked: true }).allInnerTexts()).toEqual(['因私来访'])
  expect(await field(journey, '来访日期').innerText()).toContain(formatDay(addDays(today, 1), today))
  expect(await field(journey, '离开日期').innerText()).toContain(formatDay(addDays(today, 15), today))
  expect([await value('姓名'), await value('证件号码'), await value('手机号')]).toEqual([
    lin.name,
    document,
    lin.mobile,
  ])
  expect(await field(journey, '车牌号').innerText()).toContain(formatPlate('桂C1234警挂'))
  expect([await value('姓名', 1), await value('证件号码', 1)]).toEqual(['林小雪', PASSPORT])
  expect(await field(journey, '证件类型', 1).innerText()).toContain('护照')
  expect(await form().locator('textarea').inputValue()).toBe(NOTE)
}

const goBack = (): Promise<void> => form().getByRole('button', { name: '返回', exact: true }).click()

async function openBookingAgain(): Promise<void> {
  await form().getByRole('button', { name: '预约来访', exact: true }).click()
  await form().getByText('已恢复上次没有提交的内容').waitFor()
}

/** Takes the wrong plate back key by key and presses the right one. */
async function pressPlateAgain(): Promise<void> {
  await form().getByRole('button', { name: '填写车牌号' }).click()
  const keyboard = journey.screen(VISITOR).locator('plate-keyboard')
  for (let keys = Array.from('桂C1234警挂').length; keys > 0; keys--)
    await keyboard.getByRole('button', { name: '退格' }).click()
  for (const key of plate) await keyboard.getByRole('button', { name: key, exact: true }).click()
  await putPlateAway(journey, plate)
}

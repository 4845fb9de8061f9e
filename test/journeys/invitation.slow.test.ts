import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { demoCampus } from '../../local/demo'
import { maskName } from '../../miniprogram/domain/values/masking'
import { formatPlate } from '../../miniprogram/domain/values/plates'
import { allowReminders, approve } from './approval'
import {
  chooseOption,
  openBooking,
  pickHost,
  pressPlate,
  putPlateAway,
  searchHost,
  section,
  submit,
  toggleDriving,
  typePerson,
} from './booking'
import { answer, openScanner, scanPhoneOf, standAtGate } from './gate'
import { STAFF } from '../demo-campus'
import { APPROVER, GUARD, openJourney, VISITOR, type Journey } from './journey'
import { button, castMember, giveTo, openRow, tab } from './people'
import { notice, openNotice } from './sheets'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('invitation')
})
afterAll(() => journey?.close())
beforeEach(() => onTestFailed(() => journey.album.failed()))

const visitor = () => journey.top(VISITOR)
const approver = () => journey.top(APPROVER)

const lin = castMember('visitor-lin')
const { document } = lin.prepared!

describe('hosts of the same name', () => {
  it('are told apart by their units: only the one that was picked gets the booking', async () => {
    await openBooking(journey)
    await searchHost(journey, '李伟')
    await visitor().getByRole('button', { name: '李伟，' }).first().waitFor()
    const rows = await visitor().getByRole('button', { name: '李伟，' }).allInnerTexts()
    const namesakes = demoCampus({ staff: STAFF }).staff.filter(({ name }) => name === '李伟')
    expect(namesakes.length).toBeGreaterThan(3)
    expect(rows.map((row) => row.split('\n').filter(Boolean).join('-')).sort()).toEqual(
      namesakes.map(({ name, unitName }) => `${name}-${unitName}`).sort(),
    )
    await journey.album.phone(VISITOR, 'namesakes')
    await pickHost(journey, '李伟', '文学院')
    expect(await section(journey, '被访人').innerText()).toContain('文学院')
    await chooseOption(journey, '因公来访')
    await chooseOption(journey, '今天')
    await typePerson(journey, { name: lin.name, document, phone: lin.mobile })
    await submit(journey)
    await visitor()
      .getByText(/已提交给文学院的\d+位审批人/)
      .waitFor()

    await approver().getByText('目前没有等待审批的预约').waitFor()
    await giveTo(journey, APPROVER, 'approver-lu')
    await approver().getByText('访客正在等您的决定').click()
    await approver().getByText('找 李伟-文学院').click()
    await approver().locator('page-footer').getByRole('button', { name: '通过', exact: true }).waitFor()
    await approve(journey)
    await visitor().getByRole('button', { name: '查看预约' }).click()
    await visitor().getByText('可以入校了，到校门出示通行码。').waitFor()
  })
})

describe('an invitation by link', () => {
  it('is made by an approver, filled in by the guest, approved by a colleague, and opens the gate', async () => {
    // The approver makes the card and shares it.
    await giveTo(journey, APPROVER, 'approver-mo')
    await allowReminders(journey, 1)
    await giveTo(journey, APPROVER, 'approver-wei')
    await tab(journey, APPROVER, '我的')
    await openRow(journey, APPROVER, '邀请客人')
    await approver().getByText('还没有发出过邀约').waitFor()
    await button(journey, APPROVER, '邀请客人').click()
    await approver().getByRole('switch').click()
    await approver().getByRole('button', { name: '选择被访人' }).click()
    await approver().locator('input').fill('qhy')
    await approver().getByRole('button', { name: '覃海燕，计算机学院' }).click()
    await approver().getByText('覃海燕-计算机学院').waitFor()
    await journey.album.phone(APPROVER, 'make-card')
    await button(journey, APPROVER, '生成卡片').click()
    await approver().getByRole('button', { name: '发给客人' }).waitFor()
    await journey.album.phone(APPROVER, 'card-made')
    await giveTo(journey, VISITOR, 'visitor-zhou')
    await approver().getByRole('button', { name: '发给客人' }).click()
    await journey.screen(APPROVER).locator('.wx-layer-sheet').getByRole('button', { name: '周子涵' }).click()

    // The guest opens it and fills in what only they know.
    await journey.screen(VISITOR).locator('.wx-share-card').click()
    await visitor().getByText('韦建国邀请您来访').waitFor()
    await visitor().getByText('您是本次来访的贵宾，期待您的到来').waitFor()
    await visitor().getByText('覃海燕-计算机学院').waitFor()
    await journey.album.phone(VISITOR, 'card-opened')
    await button(journey, VISITOR, '自己填写手机号').click()
    await visitor().getByText('访客信息').waitFor()
    expect(await visitor().getByRole('button', { name: '选择被访人' }).count()).toBe(0)
    await typePerson(journey, { name: '周子涵', document: GUEST.document, phone: GUEST.phone })
    await toggleDriving(journey)
    await pressPlate(journey, GUEST.plate)
    await putPlateAway(journey, GUEST.plate)
    await journey.album.phone(VISITOR, 'guest-form')
    await submit(journey)
    await visitor().getByText('提交成功').waitFor()

    // Who invited may not approve; a colleague of the unit may.
    await button(journey, APPROVER, '返回').click()
    await openRow(journey, APPROVER, '预约审批')
    await approver().getByText('找 覃海燕-计算机学院').click()
    await approver().getByText('韦建国发出的邀约').waitFor()
    await button(journey, APPROVER, '退回').waitFor()
    expect(await button(journey, APPROVER, '通过').count()).toBe(0)
    await journey.album.phone(APPROVER, 'own-invitation')
    await giveTo(journey, APPROVER, 'approver-mo')
    await openNotice(journey, ['访客预约待审批提醒', maskName('周子涵'), '发给 莫丽华'])
    await approver().getByText('贵宾', { exact: true }).waitFor()
    await approve(journey)

    // The guest is told and drives in.
    const told = ['访客预约审批结果通知', '已通过', '发给 周子涵']
    await notice(journey, told).waitFor()
    await openNotice(journey, told)
    await button(journey, VISITOR, '出示通行码').click()
    await visitor().locator('.pass__code img').waitFor()
    await journey.album.phone(VISITOR, 'guest-pass')
    await standAtGate(journey)
    await journey.top(GUARD).getByRole('radio').filter({ hasText: '车辆' }).click()
    await openScanner(journey)
    await scanPhoneOf(journey, '周子涵')
    const green = await answer(journey)
    expect(green).toMatchObject({ tone: 'pass', colour: 'green' })
    expect(green.lines).toEqual(expect.arrayContaining(['放行', formatPlate(GUEST.plate), '计算机学院']))
    expect(journey.errors).toEqual([])
  })
})

/** A guest whom nobody has filled anything in for. */
const GUEST = { document: '450305198802143619', phone: '19900990077', plate: '桂A12345' }

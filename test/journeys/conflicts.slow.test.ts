import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import type { VisitForm } from '../../contract'
import { demoCampus } from '../../local/demo'
import { addDays, dayOf } from '../../miniprogram/domain/values/days'
import { formatRange } from '../../miniprogram/locales/zh/days'
import { translate } from '../../miniprogram/locales/errors'
import { mainlandCheckCharacter } from '../../miniprogram/domain/values/documents'
import { formatPlate } from '../../miniprogram/domain/values/plates'
import { fillIn, submit } from './booking'
import { APPROVER, GUARD, openJourney, VISITOR, type Journey } from './journey'
import { button, castMember, change, confirm, giveTo, offStage, openRow, staffId, tab } from './people'
import { allowMessages, openNotice, writeReason } from './sheets'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('conflicts')
})
afterAll(() => journey?.close())
beforeEach(() => onTestFailed(() => journey.album.failed()))

/** The third phone is the desk's here. */
const DESK = GUARD
const visitor = () => journey.top(VISITOR)
const approver = () => journey.top(APPROVER)
const desk = () => journey.top(DESK)
const refusal = () => visitor().locator('refusal-card')

const lin = castMember('visitor-lin')
const zhou = castMember('visitor-zhou')
const wei = castMember('approver-wei')
const { document } = lin.prepared!
const today = dayOf(Date.now())
const HOUR = 3_600_000

/** 林晓雨 wants to come to 计算机学院 with this car, and presses 提交预约. */
async function wantToComeWith(plate: string): Promise<void> {
  await tab(journey, VISITOR, '首页')
  await fillIn(journey, '计算机学院', {
    hostPinyin: 'qhy',
    host: '覃海燕',
    purpose: '因私来访',
    day: '今天',
    name: lin.name,
    document,
    phone: lin.mobile,
    plate,
  })
  await submit(journey)
}

/** Proves the number on the form from the card: the same form is sent again by itself. */
async function provePhone(): Promise<void> {
  await refusal().getByRole('button', { name: '用微信验证手机号' }).click()
  await journey.screen(VISITOR).locator('.wx-layer-privacy').getByRole('button', { name: '同意' }).click()
  await allowMessages(journey, VISITOR, '访客预约审批结果通知')
  await visitor().getByText('已验证', { exact: true }).waitFor()
}

/** Nothing typed is lost by a refusal: the same form is sent again. */
async function sendAgain(): Promise<void> {
  await submit(journey)
  await visitor().getByText('提交成功').waitFor()
  await visitor().getByRole('button', { name: '查看预约' }).click()
  await visitor().getByText('取消预约').waitFor()
}

/** Frees ID, phone and plate for the next of these journeys. */
async function cancel(): Promise<void> {
  await visitor().getByText('取消预约').click()
  await confirm(journey, VISITOR, '取消预约')
  await visitor().getByText('您已取消这条预约。').waitFor()
  await button(journey, VISITOR, '返回首页').click()
}

describe('a plate in somebody else’s booking', () => {
  it('is asked for, released by the other unit’s approver with one tap, and the booking is accepted', async () => {
    const plate = '桂CD12345'
    await bookedByZhou('literature', plate)
    await wantToComeWith(plate)
    await refusal().getByText(translate('DUPLICATE', {})).waitFor()
    // A stranger learns what matched and nothing else of the booking in the way.
    const days = formatRange(today, addDays(today, 1), today)
    const hidden = [zhou.name, zhou.mobile, '周**']
    const toStranger = await refusal().innerText()
    expect(toStranger).toContain('车牌')
    for (const words of ['证件号码', days, '文学院', ...hidden]) expect(toStranger).not.toContain(words)
    await journey.album.phone(VISITOR, 'stranger')

    await provePhone()
    await refusal().getByText('文学院', { exact: true }).first().waitFor()
    const toProved = await refusal().innerText()
    for (const words of ['车牌', days, '文学院']) expect(toProved).toContain(words)
    for (const words of hidden) expect(toProved).not.toContain(words)
    await refusal().getByRole('button', { name: '用微信验证手机号' }).waitFor({ state: 'detached' })
    await refusal().getByRole('button', { name: '请求释放' }).click()
    await allowMessages(journey, VISITOR, '访客预约审批结果通知')
    await refusal().getByText('已请原预约的单位释放').waitFor()
    await journey.album.phone(VISITOR, 'release-asked')

    await giveTo(journey, APPROVER, 'approver-lu')
    await tab(journey, APPROVER, '我的')
    await openRow(journey, APPROVER, '访客的请求')
    await approver().getByText('车牌').first().waitFor()
    expect(await approver().innerText()).not.toContain(lin.name)
    await journey.album.phone(APPROVER, 'release-request')
    await button(journey, APPROVER, '释放').click()
    await approver().getByText('没有待答复的请求').waitFor()

    await openNoticeAndReturn('已释放')
    await sendAgain()
    await cancel()
  })
})

describe('a vehicle that the record still holds inside', () => {
  it('is checked on request: the desk clears it, the visitor is told and the booking is accepted', async () => {
    const plate = '桂C66666'
    await leftUnseen(plate)
    await wantToComeWith(plate)
    await refusal().getByText('该车辆已在【雁山校区】停车场内，无法预约').waitFor()
    await refusal().getByText('3699110').waitFor()
    await journey.album.phone(VISITOR, 'vehicle-inside')
    await refusal().getByRole('button', { name: '请求核查' }).click()
    await allowMessages(journey, VISITOR, '访客预约审批结果通知')
    await refusal().getByText('已请求核查').waitFor()

    await giveTo(journey, DESK, 'desk-yanshan')
    await standAtDesk()
    await desk().getByText('在校内，请求核查').waitFor()
    await journey.album.phone(DESK, 'desk-case')
    await decide('道闸检修，已离校', '调看监控，当日已由西门离校')
    await desk().getByText('没有等待核查的车辆').waitFor()
    await button(journey, DESK, '返回').click()

    await openNoticeAndReturn('已核销')
    await sendAgain()
    await cancel()
  })

  it('left without paying: blocked until the fee is paid at the desk, then accepted', async () => {
    const plate = '桂C88888'
    await leftUnseen(plate)
    await wantToComeWith(plate)
    await refusal().getByRole('button', { name: '请求核查' }).click()
    await allowMessages(journey, VISITOR, '访客预约审批结果通知')
    await refusal().getByText('已请求核查').waitFor()

    await standAtDesk()
    await decide('未缴费离校', '调看监控，尾随前车驶出')
    await desk().getByText('没有等待核查的车辆').waitFor()
    await submit(journey)
    await refusal()
      .getByText(translate('FEE_DUE', { campusName: '雁山校区' }))
      .waitFor()
    const words = await refusal().innerText()
    const due = words.match(/¥\d+\.\d\d/)?.[0] ?? ''
    expect(due).not.toBe('')
    await journey.album.phone(VISITOR, 'fee-due')

    await desk().getByText('待缴费', { exact: true }).click()
    await desk().getByText(formatPlate(plate)).waitFor()
    await journey.album.phone(DESK, 'desk-due')
    await button(journey, DESK, `已收 ${due}`).click()
    await confirm(journey, DESK, '已收费')
    await desk().getByText('没有待缴费的车辆').waitFor()
    await sendAgain()
    expect(journey.errors).toEqual([])
  })
})

/** What 周子涵 booked before, with this car, for today and tomorrow. */
async function bookedByZhou(unitId: string, plate: string): Promise<string> {
  const host = demoCampus().staff.find((each) => each.unitId === unitId)!
  const first17 = '45030519880214361'
  const form: VisitForm = {
    ...BLANK_FORM,
    privacy: tickedAt(0),
    hostId: staffId(host.name, unitId),
    purpose: 'private',
    name: zhou.name,
    phoneKind: 'mainland',
    phone: zhou.mobile,
    documentKind: 'mainlandId',
    document: first17 + mainlandCheckCharacter(first17),
    firstDay: today,
    lastDay: addDays(today, 1),
    driving: true,
    plate,
  }
  return (await offStage(journey, zhou.openid, 'visit.submit', { form })).visitId
}

/** This car drove in through 雁山东门 three hours ago and left by a gate that didn't see it; its booking is over. */
async function leftUnseen(plate: string): Promise<void> {
  const visitId = await bookedByZhou('computing', plate)
  await offStage(journey, wei.openid, 'approval.approve', { visitId })
  const guard = demoCampus().guards.find(({ gateIds }) => gateIds.includes('yanshan-east'))!
  const entered = await offStage(journey, guard.openid, 'gate.check', {
    gateId: 'yanshan-east',
    direction: 'in',
    plate,
  })
  await offStage(journey, wei.openid, 'approval.revoke', { visitId, reason: '来访安排已取消' })
  await change(journey, 'stays', entered.passageId!, { enteredAt: Date.now() - 3 * HOUR })
}

async function standAtDesk(): Promise<void> {
  await desk().getByText('校内车辆', { exact: true }).click()
}

async function decide(outcome: string, reason: string): Promise<void> {
  await button(journey, DESK, '核查处理').click()
  const sheet = journey.screen(DESK).locator('outcome-sheet')
  await sheet.getByRole('radio').filter({ hasText: outcome }).click()
  await writeReason(sheet, reason)
  await journey.album.phone(DESK, 'desk-outcome')
  await sheet.getByRole('button', { name: '确认处理' }).click()
}

/** The visitor reads the message; the form stands on their phone as it was. */
async function openNoticeAndReturn(words: string): Promise<void> {
  await openNotice(journey, ['访客预约审批结果通知', words, `发给 ${lin.name}`])
  await visitor().getByText('已恢复上次没有提交的内容').waitFor()
}

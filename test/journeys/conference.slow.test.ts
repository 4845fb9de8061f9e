import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest'
import { mainlandId } from '../domain/builders'
import { answer, openScanner, scanPhoneOf, standAtGate } from './gate'
import { handAt } from './hand'
import { APPROVER, GUARD, openJourney, VISITOR, type Journey } from './journey'
import { addPhone, button, castMember, confirm, giveTo, offStage, openRow, tab } from './people'
import { notice, openNotice } from './sheets'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('conference')
}, 180_000)
afterAll(() => journey?.close())
beforeEach(() => onTestFailed(() => journey.album.failed()))

const TITLE = '校园学术年会'
const organiser = castMember('approver-wei')
const office = castMember('office-qin')
const first = castMember('visitor-lin')
const waiting = castMember('visitor-zhou')

/** Somebody with nothing but WeChat scans the code that the organiser's phone shows, and fills in. */
async function joins(number: number, { name, prepared }: typeof first, send: string): Promise<void> {
  const { did, page, tap, tick, press, onSheet, typeLine } = handAt(journey, number)
  await tap(journey.screen(number).getByRole('button', { name: '更多' }))
  await tap(journey.screen(number).getByRole('button', { name: '微信扫一扫' }))
  await tap(journey.screen(number).locator(`.wx-layer-scan [data-phone="${APPROVER}"]`))
  await page().getByText(TITLE).waitFor()
  await typeLine('姓名', name)
  await typeLine('证件号码', prepared!.document)
  await press('用微信手机号')
  await onSheet('同意')
  await page().getByText('已验证').waitFor()
  await tick()
  await press(send)
  await onSheet('允许')
  expect(did.typed).toEqual(['姓名', '证件号码'])
  expect(did.taps).toBeLessThanOrEqual(7)
}

it('a conference of two places: the third waits, one cancels, and who waited is told and comes in', async () => {
  // The organiser applies, the office approves.
  await tab(journey, APPROVER, '我的')
  await openRow(journey, APPROVER, '活动')
  await button(journey, APPROVER, '申请活动').click()
  const { typeLine, onSheet } = handAt(journey, APPROVER)
  await typeLine('活动名称', TITLE)
  await typeLine('名额', '2')
  await journey.album.phone(APPROVER, 'apply')
  await button(journey, APPROVER, '提交申请').click()
  await onSheet('允许')
  await journey.top(APPROVER).getByText('待审批').waitFor()
  await giveTo(journey, GUARD, office.id)
  await journey.top(GUARD).getByText('保卫处办公').click()
  await openRow(journey, GUARD, '活动')
  await journey.top(GUARD).getByText(TITLE).click()
  await button(journey, GUARD, '通过').click()
  await confirm(journey, GUARD, '通过')
  await journey.top(GUARD).getByText('报名中').waitFor()

  // The organiser shows the code.
  await journey.top(APPROVER).getByText(TITLE).click()
  const code = journey.top(APPROVER).getByRole('button', { name: '报名码' })
  await code.scrollIntoViewIfNeeded()
  await journey.album.phone(APPROVER, 'code')
  const [row] = (await offStage(journey, organiser.openid, 'activity.list', { cursor: null })).rows
  const activityId = row!.id

  // Two take the places, one of them off the stage; the third waits.
  await joins(VISITOR, first, '提交报名')
  await journey.top(VISITOR).getByText('报名成功').waitFor()
  await journey.album.phone(VISITOR, 'joined')
  const form = {
    ...{ name: '访客乙', phoneKind: 'mainland' as const, phone: '13800770078' },
    ...{ documentKind: 'mainlandId' as const, document: mainlandId(78), plate: '', answer: '' },
    privacy: tickedAt(0),
  }
  await offStage(journey, 'visitor-conference', 'activity.join', { activityId, form })
  const third = await addPhone(journey, waiting.id)
  await joins(third, waiting, '提交候补')
  await journey.top(third).getByText('已排入候补').waitFor()
  await journey.top(third).getByText('并通过消息告诉您').waitFor()
  await journey.album.phone(third, 'waiting')

  // One cancels: who waited has the place, and is told.
  await button(journey, VISITOR, '出示通行码').click()
  await journey.top(VISITOR).locator('.pass__code img').waitFor()
  const { rows: mine } = await offStage(journey, first.openid, 'visit.list', {
    list: 'approved',
    cursor: null,
  })
  const url = `pages/records/visit/visit?id=${mine[0]!.id}`
  await journey.frame(VISITOR).evaluate((url) => window.phone.launch({ url, scene: 1001 }), url)
  await button(journey, VISITOR, '取消预约').click()
  await confirm(journey, VISITOR, '取消预约')
  await journey.top(VISITOR).getByText('您已取消这条预约。').waitFor()
  const told = ['访客预约审批结果通知', '候补成功', `发给 ${waiting.name}`]
  await notice(journey, told).waitFor()
  await journey.album.stage('told')
  await openNotice(journey, told)
  await button(journey, third, '出示通行码').click()
  await journey.top(third).locator('.pass__code img').waitFor()

  // Through the gate.
  await giveTo(journey, GUARD, 'guard-yucai')
  await standAtGate(journey)
  await openScanner(journey)
  await scanPhoneOf(journey, waiting.name)
  const green = await answer(journey)
  expect(green).toMatchObject({ tone: 'pass', colour: 'green' })
  await journey.album.phone(GUARD, 'let-in')

  // What stands in the organiser's records.
  const guests = async (list: 'approved' | 'waiting' | 'ended') =>
    (await offStage(journey, organiser.openid, 'activity.guests', { activityId, list, cursor: null })).rows
  expect((await guests('approved')).map(({ name, cameAt }) => [name, cameAt !== null]).sort()).toEqual(
    [
      [form.name, false],
      [waiting.name, true],
    ].sort(),
  )
  expect(await guests('waiting')).toEqual([])
  expect((await guests('ended')).map(({ name }) => name)).toEqual([first.name])
  const { taken, waiting: queue } = await offStage(journey, organiser.openid, 'activity.get', { activityId })
  expect([taken, queue]).toEqual([2, 0])
  expect(journey.errors).toEqual([])
}, 180_000)

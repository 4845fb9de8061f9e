import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { cast } from '../../local/demo'
import { maskDocument, maskName, maskPhone } from '../../miniprogram/domain/values/masking'
import { formatPlate } from '../../miniprogram/domain/values/plates'
import { stepOf, STEP_TOLERANCE } from '../../miniprogram/domain/pass/pass'
import { allowReminders, approve, giveReason, sendBack } from './approval'
import {
  chooseOption,
  openBooking,
  pickHost,
  pressPlate,
  putPlateAway,
  searchHost,
  submit,
  toggleDriving,
  typeNote,
  typePerson,
} from './booking'
import {
  answer,
  type Answer,
  chooseDirection,
  closeScanner,
  nextVisitor,
  openScanner,
  scanPhoneOf,
  scanPicture,
  standAtGate,
} from './gate'
import { APPROVER, GUARD, openJourney, VISITOR, type Journey } from './journey'
import { notice, openNotice } from './sheets'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('job')
})
afterAll(() => journey?.close())

const lin = cast.find(({ id }) => id === 'visitor-lin')!
const { document, plate } = lin.prepared!
const WRITTEN = '请写明联系人和办事地点'
const NOTE = '联系人覃老师，到教学楼三楼'

it('the job: three phones, from the first tap to the way out', { timeout: 300_000 }, async () => {
  const { album, page } = journey
  onTestFailed(() => album.failed())
  const visitor = () => journey.top(VISITOR)
  const approver = () => journey.top(APPROVER)
  const guard = () => journey.top(GUARD)
  const step = (title: string) => page.locator('.tour li').filter({ hasText: title })

  // The approver wants to be told.
  await allowReminders(journey, 2)
  await album.phone(APPROVER, 'approver-reminders')

  // The visitor books.
  await visitor().getByText('欢迎来访').waitFor()
  await album.phone(VISITOR, 'visitor-first-screen')
  await openBooking(journey)
  await searchHost(journey, 'qinhai')
  await visitor().getByText('覃海燕').waitFor()
  await album.phone(VISITOR, 'visitor-host-search')
  await pickHost(journey, '覃海燕', '计算机学院')
  await chooseOption(journey, '因公来访')
  await chooseOption(journey, '今天')
  await typePerson(journey, { name: lin.name, document, phone: lin.mobile })
  await toggleDriving(journey)
  await pressPlate(journey, plate)
  await album.phone(VISITOR, 'visitor-plate-keyboard')
  await putPlateAway(journey, plate)
  await visitor().getByText(formatPlate(plate)).waitFor()
  await album.phone(VISITOR, 'visitor-form')
  await submit(journey)
  await visitor().getByText('提交成功').waitFor()
  await visitor()
    .getByText(/已提交给计算机学院的\d+位审批人/)
    .waitFor()
  await album.phone(VISITOR, 'visitor-submitted')

  // The approver is told, looks, and sends it back.
  const toApprover = ['访客预约待审批提醒', '因公来访', '覃海燕', `发给 ${'韦建国'}`]
  await notice(journey, toApprover).waitFor()
  expect(await notice(journey, toApprover).innerText()).toContain(maskName(lin.name))
  expect(await step('通知审批人').getAttribute('class')).toBe('done')
  await album.stage('stage-approver-told')
  await openNotice(journey, toApprover)
  await approver().getByText('找 覃海燕-计算机学院').waitFor()
  const seen = await approver().innerText()
  for (const shown of [lin.name, maskDocument(document), maskPhone(lin.mobile), formatPlate(plate)])
    expect(seen).toContain(shown)
  for (const hidden of [document, lin.mobile]) expect(seen).not.toContain(hidden)
  await album.phone(APPROVER, 'approver-visit')
  await giveReason(journey, '来访事由不清楚', WRITTEN)
  await album.phone(APPROVER, 'approver-reason')
  await sendBack(journey)
  await approver().getByText('已退回，访客修改后可重新提交').waitFor()
  await album.phone(APPROVER, 'approver-returned')

  // The visitor is told why, changes the booking and sends it again.
  await openNotice(journey, ['访客预约审批结果通知', '已退回', WRITTEN, `发给 ${lin.name}`])
  await visitor().locator('page-footer').getByRole('button', { name: '修改后重新提交' }).waitFor()
  await album.phone(VISITOR, 'visitor-returned')
  await visitor().locator('page-footer').getByRole('button', { name: '修改后重新提交' }).click()
  await visitor().getByText('退回原因').waitFor()
  await visitor().getByText(`来访事由不清楚；${WRITTEN}`).waitFor()
  await typeNote(journey, NOTE)
  await album.phone(VISITOR, 'visitor-revising')
  await submit(journey, '重新提交')
  await visitor().getByText('提交成功').waitFor()

  // The approver is told again and approves.
  await expect
    .poll(() => page.locator('.notice').filter({ hasText: toApprover[0]! }).count(), { timeout: 60_000 })
    .toBe(2)
  await openNotice(journey, toApprover)
  // It stands in the booking, and in its history as what was added.
  await expect.poll(() => approver().getByText(NOTE).count()).toBe(2)
  await approve(journey)
  await album.phone(APPROVER, 'approver-approved')

  // The visitor is told and opens the pass.
  await openNotice(journey, ['访客预约审批结果通知', '已通过', `发给 ${lin.name}`])
  await visitor().locator('page-footer').getByRole('button', { name: '出示通行码' }).waitFor()
  await album.phone(VISITOR, 'visitor-approved')
  await visitor().locator('page-footer').getByRole('button', { name: '出示通行码' }).click()
  await visitor().getByText('今日可入校').waitFor()
  await visitor().locator('.pass__code img').waitFor()
  await album.phone(VISITOR, 'visitor-pass')

  // The guard scans from phone to phone.
  await standAtGate(journey)
  await album.phone(GUARD, 'guard-post')
  await openScanner(journey)
  await album.phone(GUARD, 'guard-scanner')
  const { green, photo, scans } = await scanWithPhoto()
  expect(green).toMatchObject({ tone: 'pass', colour: 'green' })
  expect(green.covers).toBeGreaterThan(0.99)
  expect(green.lines).toEqual(
    expect.arrayContaining(['放行', formatPlate(plate), '预约有效，请进', '计算机学院']),
  )

  // The same code again, from a photo.
  await scanPicture(journey, photo)
  const replayed = await answer(journey)
  expect(replayed).toMatchObject({ tone: 'stop', colour: 'red' })
  expect(replayed.lines).toEqual(
    expect.arrayContaining(['不放行', '这个码刚刚用过', '请等待通行码刷新后再扫']),
  )
  await album.phone(GUARD, 'guard-red-replayed')
  await album.stage('stage-red')

  // The photo later: stale.
  const takenIn = stepOf(Date.now())
  await expect
    .poll(() => stepOf(Date.now()) - takenIn, { timeout: 90_000, interval: 500 })
    .toBeGreaterThan(STEP_TOLERANCE)
  await nextVisitor(journey)
  await scanPicture(journey, photo)
  const stale = await answer(journey)
  expect(stale).toMatchObject({ tone: 'stop', colour: 'red' })
  expect(stale.lines).toEqual(
    expect.arrayContaining(['不放行', '通行码已过时', '请出示实时通行码，截图无效']),
  )
  await album.phone(GUARD, 'guard-red-stale')

  // Out.
  await nextVisitor(journey)
  await closeScanner(journey)
  await chooseDirection(journey, '出')
  await openScanner(journey)
  await scanPhoneOf(journey, lin.name)
  expect(await answer(journey)).toMatchObject({ tone: 'pass' })
  await closeScanner(journey)

  // Both sides find every passage.
  await guard().getByText('出 · 放行').waitFor()
  const rows = await guard().locator('.recent').allInnerTexts()
  expect(rows.map((row) => row.replaceAll('\n', ' '))).toEqual([
    expect.stringMatching(/出 · 放行/),
    expect.stringMatching(/进 · 未放行 · 通行码已过时/),
    expect.stringMatching(/进 · 未放行 · 这个码刚刚用过/),
    ...Array.from({ length: scans }, () => expect.stringMatching(/进 · 放行/)),
  ])
  await album.phone(GUARD, 'guard-recent')

  await visitor().getByRole('button', { name: '返回' }).click()
  await visitor().getByText('育才西门离校').waitFor()
  const story = await visitor().locator('visit-history').innerText()
  expect(
    [
      ...story.matchAll(
        /育才西门离校|育才西门入校未放行|育才西门入校|审批通过|修改后重新提交|退回修改|提交预约/g,
      ),
    ].map(([words]) => words),
  ).toEqual([
    '育才西门离校',
    '育才西门入校未放行',
    ...Array<string>(scans).fill('育才西门入校'),
    '审批通过',
    '修改后重新提交',
    '退回修改',
    '提交预约',
  ])
  await visitor().locator('visit-history').scrollIntoViewIfNeeded()
  await album.phone(VISITOR, 'visitor-history')

  // The tour has followed all of it.
  for (const title of ['提交预约', '通知审批人', '审批通过', '取得通行证', '门岗扫码'])
    expect(await step(title).getAttribute('class')).toBe('done')
  await album.stage('stage-done')
  expect(journey.errors).toEqual([])
})

/**
 * Photographs the visitor's screen and holds the guard's phone before it while it shows the same code. A code lives for
 * 15 seconds: where that was too short, once more with the next one.
 */
async function scanWithPhoto(): Promise<{ green: Answer; photo: string; scans: number }> {
  const code = () => journey.top(VISITOR).locator('.pass__code img').getAttribute('src')
  for (let scans = 1; ; scans++) {
    const old = await code()
    await expect.poll(code, { timeout: 60_000 }).not.toBe(old)
    const fresh = await code()
    const photo = await journey.album.photo(VISITOR)
    let green: Answer | null = null
    await journey.album.phoneWhile(GUARD, 'guard-green', async () => {
      await scanPhoneOf(journey, lin.name)
      green = await answer(journey)
    })
    if (green !== null && (await code()) === fresh) return { green, photo, scans }
  }
}

import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { dayOf } from '../../miniprogram/domain/values/days'
import { formatPlate } from '../../miniprogram/domain/values/plates'
import { answer, chooseDirection, nextVisitor, openScanner, scanPhoneOf, standAtGate } from './gate'
import { APPROVER, GUARD, openJourney, VISITOR, type Journey } from './journey'
import { addPhone, button, castMember, giveTo, offStage, openRow, staffId } from './people'
import { writeReason } from './sheets'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('withdrawn')
})
afterAll(() => journey?.close())
beforeEach(() => onTestFailed(() => journey.album.failed()))

const visitor = () => journey.top(VISITOR)
const approver = () => journey.top(APPROVER)

const lin = castMember('visitor-lin')
const wei = castMember('approver-wei')
const { document, plate } = lin.prepared!

/** 林晓雨 has booked with 计算机学院 for today. */
async function booked(purpose: 'official' | 'private', driving: boolean): Promise<string> {
  const today = dayOf(Date.now())
  const { visitId } = await offStage(journey, lin.openid, 'visit.submit', {
    form: {
      ...BLANK_FORM,
      privacy: tickedAt(0),
      hostId: staffId('覃海燕', 'computing'),
      purpose,
      name: lin.name,
      phoneKind: 'mainland',
      phone: lin.mobile,
      documentKind: 'mainlandId',
      document,
      firstDay: today,
      lastDay: today,
      driving,
      plate: driving ? plate : '',
    },
  })
  return visitId
}

describe('a revoked booking', () => {
  it('is red on the way in and green on the way out, and the visitor reads why', async () => {
    const visitId = await booked('private', true)
    await offStage(journey, wei.openid, 'approval.approve', { visitId })
    // The visitor comes in with the pass.
    await journey.frame(VISITOR).evaluate(() => window.phone.launch({ url: '', scene: 1001 }))
    await visitor().getByText('今日可入校').click()
    await visitor().locator('.pass__code img').waitFor()
    await standAtGate(journey)
    await journey.top(GUARD).getByRole('radio').filter({ hasText: '车辆' }).click()
    await openScanner(journey)
    await scanPhoneOf(journey, lin.name)
    expect(await answer(journey)).toMatchObject({ tone: 'pass', colour: 'green' })

    // The approver takes the approval back, while the visitor's phone has no network.
    await journey.frame(VISITOR).evaluate(() => window.phone.setOffline(true))
    await journey.top(APPROVER).getByText('待我审批').click()
    await approver().getByText('审核通过', { exact: true }).click()
    await approver().getByText('找 覃海燕-计算机学院').click()
    await button(journey, APPROVER, '取消审核').click()
    const sheet = journey.screen(APPROVER).locator('decision-sheet')
    await sheet.getByRole('checkbox').filter({ hasText: '来访安排已取消' }).click()
    await sheet.getByRole('button', { name: '取消审核', exact: true }).click()
    await approver().getByText('已取消审核，通行证已失效；访客若在校内仍可离校').waitFor()
    await journey.album.phone(APPROVER, 'revoked')

    // The phone's pass still looks alive; the gate knows better.
    await chooseScannerDirection('进')
    await scanPhoneOf(journey, lin.name)
    const red = await answer(journey)
    expect(red).toMatchObject({ tone: 'stop', colour: 'red' })
    expect(red.lines).toEqual(expect.arrayContaining(['不放行', formatPlate(plate), '预约已被取消审核']))
    await journey.album.phone(GUARD, 'red-in')
    await nextVisitor(journey)
    await chooseScannerDirection('出')
    await scanPhoneOf(journey, lin.name)
    const green = await answer(journey)
    expect(green).toMatchObject({ tone: 'pass', colour: 'green' })
    expect(green.lines).toEqual(expect.arrayContaining(['放行', formatPlate(plate)]))
    await journey.album.phone(GUARD, 'green-out')

    await journey.frame(VISITOR).evaluate(() => window.phone.setOffline(false))
    await button(journey, VISITOR, '返回').click()
    await visitor().getByText('今日可入校').waitFor({ state: 'detached' })
    await journey.album.phone(VISITOR, 'no-pass-any-more')
  })
})

describe('the card for the driver', () => {
  it('leads to a gate by the map, tells no more, and says when nobody comes any more', async () => {
    const visitId = await booked('private', true)
    await offStage(journey, wei.openid, 'approval.approve', { visitId })
    await journey.frame(VISITOR).evaluate(() => window.phone.launch({ url: '', scene: 1001 }))
    await visitor().getByText('今日可入校').click()
    await visitor().locator('.pass__code img').waitFor()
    const code = await visitor().locator('.pass__short').innerText()
    // Nobody stands at the gate any more: the driver has that phone.
    const driver = GUARD
    await giveTo(journey, driver, 'visitor-zhou')
    await visitor().getByRole('button', { name: '发给司机' }).click()
    await journey.screen(VISITOR).locator('.wx-layer-sheet').getByRole('button', { name: '周子涵' }).click()

    await journey.screen(driver).locator('.wx-share-card').click()
    await journey.top(driver).getByText('这张卡片只说明时间和校门').waitFor()
    await journey.album.phone(driver, 'way-for-the-driver')
    const told = await journey.top(driver).locator('.page').innerText()
    for (const part of ['今日可入校', '驾车', '育才西门']) expect(told).toContain(part)
    for (const secret of [lin.name, plate, document, code, code.replace(/\s/g, ''), '覃海燕', '计算机学院'])
      expect(told).not.toContain(secret)
    await journey.top(driver).getByRole('button', { name: '导航到育才西门' }).click()
    const map = journey.screen(driver).locator('.wx-layer-modal')
    await map.getByText('育才西门').waitFor()
    await journey.album.phone(driver, 'map-of-the-gate')
    await map.getByRole('button', { name: '关闭地图' }).click()

    await offStage(journey, wei.openid, 'approval.revoke', { visitId, reason: '来访安排已取消' })
    const url = await journey.frame(driver).evaluate(() => {
      const [page] = getCurrentPages().slice(-1)
      return `${page?.route}?card=${page?.options.card}`
    })
    await journey.frame(driver).evaluate((url) => window.phone.launch({ url, scene: 1007 }), url)
    await journey.top(driver).getByText('这次来访现在不能入校').waitFor()
    await journey.album.phone(driver, 'way-no-more')
  })
})

describe('a frozen approver', () => {
  it('sees the queue, and a decision is refused with the office’s reason', async () => {
    await booked('official', false)
    await giveTo(journey, APPROVER, 'approver-mo')
    await approver().getByText('访客正在等您的决定').click()
    await approver().getByText('找 覃海燕-计算机学院').click()
    await button(journey, APPROVER, '通过').waitFor()

    // While she reads, the office freezes her account; her phone looks for nothing new by itself.
    const glances = (on: boolean) =>
      journey.frame(APPROVER).evaluate((offline) => window.phone.setOffline(offline), !on)
    await glances(false)
    const office = await addPhone(journey, 'office-qin')
    await journey.top(office).getByText('保卫处办公').click()
    await openRow(journey, office, '审批账号')
    const card = journey.top(office).locator('section-card').filter({ hasText: '莫丽华' })
    await journey.top(office).locator('input').first().fill('莫丽华')
    await card.waitFor()
    await card.getByRole('button', { name: '冻结' }).click()
    const sheet = journey.screen(office).locator('reason-sheet')
    await writeReason(sheet, '岗位调整')
    await sheet.getByRole('button', { name: '冻结', exact: true }).click()
    await card.getByText('起冻结：岗位调整').waitFor()
    await journey.album.phone(office, 'frozen-by-the-office')
    // Longer than the stage waits before a phone looks.
    await journey.page.waitForTimeout(1000)
    await glances(true)

    await button(journey, APPROVER, '通过').click()
    await journey.screen(APPROVER).getByRole('dialog').getByRole('button', { name: '允许' }).click()
    await approver()
      .getByText(/您的审批账号已于\d+年\d+月\d+日被冻结（岗位调整），如有疑问请联系保卫处/)
      .first()
      .waitFor()
    await button(journey, APPROVER, '通过').waitFor({ state: 'detached' })
    await journey.album.phone(APPROVER, 'refused-while-frozen')

    // The queue stays in sight.
    await button(journey, APPROVER, '返回').click()
    await approver().getByText('找 覃海燕-计算机学院').waitFor()
    await approver().getByText('被冻结').first().waitFor()
    await journey.album.phone(APPROVER, 'queue-while-frozen')
    expect(journey.errors).toEqual([])
  })
})

/** In the open scanner: puts it away, turns the direction and opens it again. */
async function chooseScannerDirection(word: '进' | '出'): Promise<void> {
  const scanner = journey.screen(GUARD).locator('.wx-layer-scan')
  await scanner.getByRole('button', { name: '取消' }).click()
  await chooseDirection(journey, word)
  await openScanner(journey)
}

import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { CACHE_MS } from '../../cloudfunctions/platform/instance-cache'
import { demoTemplates } from '../../local/demo'
import { dayOf } from '../../miniprogram/domain/values/days'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { answer, nextVisitor, openScanner, scanPhoneOf, standAtGate } from './gate'
import { GUARD, openJourney, VISITOR, type Journey } from './journey'
import { castMember, offStage, staffId } from './people'
import { notice, openNotice } from './sheets'

/** The office at its computer closes a gate to vehicles; who comes there by car reads it, and is let in again afterwards. */
const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/traffic-console')
const GATE = '育才西门'
const REASON = '校庆活动'
const [lin, office] = [castMember('visitor-lin'), castMember('office-qin')]

let journey: Journey
let computer: Computer
beforeAll(async () => {
  journey = await openJourney('traffic')
  const browser = journey.page.context().browser()
  if (browser === null) throw new Error('there is no browser')
  computer = await openComputer(browser, PICTURES)
})
afterAll(() => journey?.close())

const visitor = () => journey.top(VISITOR)

it('a control begun on the console reaches the visitor by car, holds at the gate, and ends for the next check', async () => {
  onTestFailed(async () => {
    await computer.look('failed')
    await journey.album.failed()
  })
  const visitId = await approvedByCar()
  await signInOffStage(journey, computer, office.openid)
  const { page } = computer
  await goTo(computer, '/traffic')
  await page.getByRole('button', { name: '新增管制' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(GATE).check()
  const [from, until] = [form.getByLabel('开始'), form.getByLabel('结束')]
  // the hour that is under way, and two more
  await from.fill(`${dayOf(Date.now())}T${twoDigits(hourNow())}:00`)
  await until.fill(`${dayOf(Date.now() + 7_200_000)}T${twoDigits((hourNow() + 2) % 24)}:00`)
  await form.getByLabel('其他', { exact: true }).check()
  await form.locator('textarea').fill(REASON)
  await form.getByRole('button', { name: '开始管制' }).click()
  await page.getByRole('rowheader', { name: GATE }).waitFor()
  await page.getByText('管制中').waitFor()
  expect(await computer.look('begun')).toEqual([])

  // The timer tells who is affected; the message opens the booking on the visitor's phone.
  await journey.started.cloud.fireTimer('tick')
  const told = ['交通管制', GATE, `发给 ${lin.name}`]
  await notice(journey, told).waitFor()
  await journey.album.stage('told')
  await openNotice(journey, told)
  await visitor().locator('page-footer').getByRole('button', { name: '出示通行码' }).waitFor()
  await page.reload()
  await page.getByText(/已全部发出，共1条预约/).waitFor()
  expect(await computer.look('told')).toEqual([])
  await everywhere()

  // Who drives there all the same is told at the gate why not.
  await visitor().locator('page-footer').getByRole('button', { name: '出示通行码' }).click()
  await visitor().locator('.pass__code img').waitFor()
  await standAtGate(journey)
  await journey.top(GUARD).getByRole('radio').filter({ hasText: '车辆' }).click()
  await journey.top(GUARD).getByRole('radio', { checked: true }).filter({ hasText: '车辆' }).waitFor()
  await openScanner(journey)
  await scanPhoneOf(journey, lin.name)
  const closed = await answer(journey)
  expect(closed).toMatchObject({ tone: 'stop', colour: 'red' })
  expect(closed.lines.join('\n')).toContain('此门正在交通管制，车辆不能通行')
  await journey.album.phone(GUARD, 'closed')

  // The office ends it: the same pass opens at the next check.
  await page.getByRole('button', { name: `结束管制：${GATE}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束管制' }).click()
  await page.getByText('没有正在进行或将要开始的管制').waitFor()
  await everywhere()
  await nextVisitor(journey)
  // a green answer leaves by itself: it is waited for before it comes
  const [opened] = await Promise.all([answer(journey), scanPhoneOf(journey, lin.name)])
  expect(opened).toMatchObject({ tone: 'pass', colour: 'green' })
  expect(await offStage(journey, lin.openid, 'visit.get', { visitId })).toMatchObject({
    visit: { state: 'approved' },
  })
  expect(journey.errors).toEqual([])
  // A refused call of the page is told by the browser itself.
  expect(computer.errors.filter((each) => !/status of 401/.test(each))).toEqual([])
}, 360_000)

/** Until every instance of a function knows it (docs/decisions/0014). */
const everywhere = (): Promise<void> => journey.page.waitForTimeout(CACHE_MS)

const twoDigits = (hour: number): string => String(hour).padStart(2, '0')
/** On campus, wherever the tests run. */
const hourNow = (): number => (new Date().getUTCHours() + 8) % 24

/** 林晓雨 comes today by car for 计算机学院, and has allowed a message. */
async function approvedByCar(): Promise<string> {
  const today = dayOf(Date.now())
  const { document = '', plate = '' } = lin.prepared ?? {}
  const { visitId } = await offStage(journey, lin.openid, 'visit.submit', {
    form: {
      ...{
        ...BLANK_FORM,
        privacy: tickedAt(0),
        hostId: staffId('覃海燕', 'computing'),
        purpose: 'private' as const,
      },
      ...{ name: lin.name, phoneKind: 'mainland' as const, phone: lin.mobile },
      ...{ documentKind: 'mainlandId' as const, document, firstDay: today, lastDay: today },
      ...{ driving: true, plate },
    },
  })
  const { id } = demoTemplates.decision
  for (let times = 0; times < 2; times++) {
    await journey.started.cloud.consent.record(lin.openid, id, 'accept')
    await offStage(journey, lin.openid, 'consent.record', { accepted: [id] })
  }
  await offStage(journey, castMember('approver-wei').openid, 'approval.approve', { visitId })
  return visitId
}

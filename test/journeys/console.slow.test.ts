import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { dayOf } from '../../miniprogram/domain/values/days'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { mainlandId } from '../domain/builders'
import { openComputer, type Computer } from './console-room'
import { APPROVER, openJourney, type Journey } from './journey'
import { button, castMember, offStage, openRow, staffId, tab } from './people'

const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console')
const BOOKINGS = 25

let journey: Journey
let office: Computer
let computer: Computer['page']
beforeAll(async () => {
  journey = await openJourney('console-phones')
  const browser = journey.page.context().browser()
  if (browser === null) throw new Error('there is no browser')
  office = await openComputer(browser, PICTURES)
  computer = office.page
})
afterAll(() => journey?.close())

const visitor = (number: number) => `visitor-console-${number}`

it('signs in by a scan, approves many at once while one of them is cancelled, and reads why that one was not', async () => {
  onTestFailed(async () => {
    await office.look('failed')
    await journey.album.failed()
  })
  const booked: string[] = []
  for (let number = 1; number <= BOOKINGS; number++) booked.push(await book(number))

  await computer.goto(`${journey.started.url}/console/`)
  await signIn()
  await computer.getByRole('heading', { name: '访客审批' }).waitFor()
  await computer.getByText(`已显示${BOOKINGS}条`).waitFor()
  expect(await office.look('queue')).toEqual([])

  await computer.keyboard.press('?')
  await computer.getByRole('heading', { name: '键盘操作' }).waitFor()
  expect(await office.look('keys')).toEqual([])
  await computer.keyboard.press('Escape')
  await computer.keyboard.press('ArrowDown')
  await computer.keyboard.press('o')
  await computer.getByRole('complementary', { name: '预约详情' }).getByText('提交预约').waitFor()
  expect(computer.url()).toContain('open=')
  expect(await office.look('panel')).toEqual([])
  await computer.keyboard.press('Escape')

  await computer.getByRole('checkbox', { name: '选择已显示的全部' }).check()
  await computer.getByText(`已选${BOOKINGS}条`).waitFor()
  const cancelled = booked[BOOKINGS - 1] ?? ''
  await offStage(journey, visitor(BOOKINGS), 'visit.cancel', { visitId: cancelled })
  await computer.keyboard.press('a')
  await computer.getByRole('dialog').getByRole('button', { name: '通过' }).click()
  await computer.getByText(`${BOOKINGS - 1}条已办好，1条未成功，原因见各行`).waitFor()
  expect(await office.look('batch')).toEqual([])
  for (const [index, id] of booked.entries()) {
    const { rows } = await offStage(journey, visitor(index + 1), 'visit.list', {
      list: 'approved',
      cursor: null,
    })
    expect(rows.map((row) => row.id)).toEqual(id === cancelled ? [] : [id])
  }

  // The phone ends it: what is open on the computer asks for a new sign-in over the page.
  await journey.screen(APPROVER).getByRole('button', { name: '返回' }).click()
  await openRow(journey, APPROVER, '登录控制台')
  await journey.top(APPROVER).getByText('已登录的电脑').waitFor()
  await journey.album.phone(APPROVER, 'signed-in')
  await journey.top(APPROVER).getByText('结束', { exact: true }).click()
  await journey.top(APPROVER).getByText('已登录的电脑').waitFor({ state: 'detached' })
  await computer.getByRole('searchbox').fill('林')
  await computer.getByRole('button', { name: '查找' }).click()
  await computer.getByText('登录已结束，请重新扫码').waitFor()
  expect(await office.look('signed-out')).toEqual([])
  expect(await computer.getByRole('searchbox').inputValue()).toBe('林')
  // A refused call of the page is told by the browser itself.
  expect(office.errors.filter((each) => !/status of 401/.test(each))).toEqual([])
  expect(journey.errors).toEqual([])
}, 240_000)

/** The code on the computer's screen, scanned with the approver's phone. */
async function signIn(): Promise<void> {
  const code = computer.getByRole('img', { name: /登录二维码/ })
  await code.waitFor()
  expect(await office.look('sign-in')).toEqual([])
  const picture = path.join(PICTURES, 'code.png')
  await code.screenshot({ path: picture })
  const digits = await computer.locator('.digits strong').innerText()
  expect(digits).toMatch(/^\d\d$/)

  await tab(journey, APPROVER, '我的')
  await openRow(journey, APPROVER, '登录控制台')
  await button(journey, APPROVER, '扫一扫').click()
  const chooser = journey.page.waitForEvent('filechooser')
  await journey.screen(APPROVER).locator('.wx-layer-scan').getByRole('button', { name: '选一张图片' }).click()
  await (await chooser).setFiles(picture)
  await journey.top(APPROVER).getByText('登录控制台？').waitFor()
  await journey.top(APPROVER).getByText(digits, { exact: true }).waitFor()
  await journey.album.phone(APPROVER, 'asked')
  await button(journey, APPROVER, '数字相同，确认登录').click()
  await journey.top(APPROVER).getByText('已确认，请在电脑上继续').waitFor()
  await journey.album.phone(APPROVER, 'confirmed')
}

async function book(number: number): Promise<string> {
  const today = dayOf(Date.now())
  const form = {
    ...BLANK_FORM,
    privacy: tickedAt(0),
    hostId: staffId('覃海燕', 'computing'),
    purpose: number % 3 === 0 ? ('private' as const) : ('official' as const),
    name: castMember('visitor-lin').name,
    phoneKind: 'mainland' as const,
    phone: `138007700${String(number).padStart(2, '0')}`,
    documentKind: 'mainlandId' as const,
    document: mainlandId(number),
    firstDay: today,
    lastDay: today,
  }
  return (await offStage(journey, visitor(number), 'visit.submit', { form })).visitId
}

import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { dayOf } from '../../miniprogram/domain/values/days'
import { formatDocument } from '../../miniprogram/domain/values/documents'
import { formatPhone } from '../../miniprogram/domain/values/phones'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { openJourney, VISITOR, type Journey } from './journey'
import { button, castMember, confirm, offStage, openRow, staffId, tab } from './people'

/** A visitor takes everything kept about them along and has it deleted; the office sees that it was asked for and done. */
const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/rights-console')
const lin = castMember('visitor-lin')
/** As the page shows them. */
const phone = formatPhone(lin.mobile)
const document = formatDocument('mainlandId', lin.prepared?.document ?? '')

let journey: Journey
let office: Computer
beforeAll(async () => {
  // What was asked for is deleted in the night: a night that was over before it was asked for would take it tomorrow.
  journey = await openJourney('rights', undefined, undefined, { timers: false })
  const browser = journey.page.context().browser()
  if (browser === null) throw new Error('there is no browser')
  office = await openComputer(browser, PICTURES)
})
afterAll(() => journey?.close())

const visitor = () => journey.top(VISITOR)
const rows = () => office.page.getByRole('row')

it('exports and erases on the phone, beside the office’s list of requests', async () => {
  onTestFailed(async () => {
    await office.look('failed')
    await journey.album.failed()
  })
  await endedBooking()
  await signInOffStage(journey, office, castMember('office-qin').openid)
  await goTo(office, '/erasures')
  await office.page.getByRole('heading', { name: '删除申请' }).waitFor()
  const before = await rows().count()

  await tab(journey, VISITOR, '我的')
  await openRow(journey, VISITOR, '我的数据')
  await visitor().getByText(phone).first().waitFor()
  expect(await visitor().innerText()).toContain(document)
  await journey.album.phone(VISITOR, 'everything-kept')
  await button(journey, VISITOR, '生成文件').click()
  await button(journey, VISITOR, '发送到聊天保存').waitFor()
  await button(journey, VISITOR, '申请删除').click()
  await confirm(journey, VISITOR, '申请删除')
  await visitor()
    .getByText(/您在.+申请删除，可删除的在.+前删完/)
    .waitFor()
  await journey.album.phone(VISITOR, 'asked')
  await office.page.reload()
  await rows().nth(1).waitFor()
  expect(await rows().count()).toBe(before + (before === 0 ? 2 : 1))
  expect(await office.look('asked')).toEqual([])

  // The timer does it; nothing of the person is left on the page.
  await journey.started.cloud.fireTimer('tick')
  await button(journey, VISITOR, '返回').click()
  await openRow(journey, VISITOR, '我的数据')
  await visitor()
    .getByText(/已在.+按您的申请删除，共1条预约/)
    .waitFor()
  const left = await visitor().innerText()
  for (const gone of [phone, document, lin.name]) expect(left).not.toContain(gone)
  await journey.album.phone(VISITOR, 'erased')
  expect(journey.errors).toEqual([])
  // A refused call of the page is told by the browser itself.
  expect(office.errors.filter((each) => !/status of 401/.test(each))).toEqual([])
}, 360_000)

/** Booked and cancelled again: nothing that is under way keeps it from being deleted. */
async function endedBooking(): Promise<void> {
  const today = dayOf(Date.now())
  const form = {
    ...{
      ...BLANK_FORM,
      privacy: tickedAt(0),
      hostId: staffId('覃海燕', 'computing'),
      purpose: 'official' as const,
    },
    ...{ name: lin.name, phoneKind: 'mainland' as const, phone: lin.mobile },
    ...{ documentKind: 'mainlandId' as const, document: lin.prepared?.document ?? '' },
    ...{ firstDay: today, lastDay: today },
  }
  const { visitId } = await offStage(journey, lin.openid, 'visit.submit', { form })
  await offStage(journey, lin.openid, 'visit.cancel', { visitId })
}

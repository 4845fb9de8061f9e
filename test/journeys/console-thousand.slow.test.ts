import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import { momentSort } from '../../cloudfunctions/platform/pages'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { cloudTarget } from '../../local/demo'
import { dayOf } from '../../miniprogram/domain/values/days'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { openComputer, signInOffStage, type Computer } from './console-room'
import { openJourney, VISITOR, type Journey } from './journey'
import { castMember, confirm, offStage, staffId } from './people'

/** A thousand bookings approved in one batch on the console, while a visitor cancels one of them on a phone. */
const PICTURES = path.resolve(import.meta.dirname, '../../artifacts/journeys/console-thousand')
const BOOKINGS = 1000
const [lin, wei] = [castMember('visitor-lin'), castMember('approver-wei')]

let journey: Journey
let computer: Computer
beforeAll(async () => {
  journey = await openJourney('console-thousand')
  const browser = journey.page.context().browser()
  if (browser === null) throw new Error('there is no browser')
  computer = await openComputer(browser, PICTURES)
})
afterAll(() => journey?.close())

it('approves all but the one that is cancelled meanwhile, and says why that one was not', async () => {
  onTestFailed(async () => {
    await computer.look('failed')
    await journey.album.failed()
  })
  const visitId = await book()
  await copy(visitId)
  await signInOffStage(journey, computer, wei.openid)
  const { page } = computer
  await page.getByRole('button', { name: '显示全部（最多1000条）' }).click()
  await page.getByText(`已显示${BOOKINGS}条`).waitFor({ timeout: 120_000 })
  await page.getByRole('checkbox', { name: '选择已显示的全部' }).check()
  await page.getByText(`已选${BOOKINGS}条`).waitFor()

  // The batch goes in calls of a hundred; the sixth is still on its way when the visitor cancels.
  const parts = new Set<string>()
  let cancelled = (): void => {}
  const cancellation = new Promise<void>((resolve) => (cancelled = resolve))
  let underWay = (): void => {}
  const halfway = new Promise<void>((resolve) => (underWay = resolve))
  await page.route('**/v1/call', async (route) => {
    const asked = route.request().postData() ?? ''
    const part = asked.includes('"approval.decideMany"')
      ? /"requestId":"([^"]+)"/.exec(asked)?.[1]
      : undefined
    if (part !== undefined) parts.add(part)
    if (part !== undefined && parts.size === 6) {
      underWay()
      await cancellation
    }
    await route.continue()
  })
  await page.getByRole('button', { name: '通过', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '通过' }).click()
  await halfway
  await page.getByText(`正在办理500/${BOOKINGS}`).waitFor()
  expect(await computer.look('halfway')).toEqual([])
  const url = `pages/records/visit/visit?id=${visitId}`
  await journey.frame(VISITOR).evaluate((to) => window.phone.launch({ url: to, scene: 1001 }), url)
  await journey.top(VISITOR).getByText('取消预约').click()
  await confirm(journey, VISITOR, '取消预约')
  await journey.top(VISITOR).getByText('您已取消这条预约。').waitFor()
  await journey.album.phone(VISITOR, 'cancelled')
  cancelled()

  await page.getByText(`${BOOKINGS - 1}条已办好，1条未成功，原因见各行`).waitFor({ timeout: 120_000 })
  await page.getByRole('button', { name: '看第一条' }).click()
  const refused = page.locator('tr[aria-current]').filter({ hasText: '这条预约已由访客取消' })
  await expect.poll(() => refused.isVisible()).toBe(true)
  expect(
    await page
      .locator('td span')
      .filter({ hasText: /^已通过$/ })
      .count(),
  ).toBe(BOOKINGS - 1)
  expect(await computer.look('done')).toEqual([])
  // One that a busy machine answers too late is sent again as it was.
  expect(parts.size).toBe(10)
  await page.unroute('**/v1/call')
  expect(await states(visitId)).toEqual({ approved: BOOKINGS - 1, cancelled: 1 })
  // A refused call of the page is told by the browser itself.
  expect(computer.errors.filter((each) => !/status of 401/.test(each))).toEqual([])
  expect(journey.errors).toEqual([])
}, 400_000)

async function book(): Promise<string> {
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
  return (await offStage(journey, lin.openid, 'visit.submit', { form })).visitId
}

const inThisProcess = async (): Promise<void> => {
  const { cloud, keys } = journey.started
  Object.assign(process.env, keys, cloud.sdkEnvironment(await cloud.listen()))
  beginInstance()
}

/** As many like it, submitted before it by other people with calendars of their own; a decision reads nothing that is sealed for one of them. */
async function copy(visitId: string): Promise<void> {
  await inThisProcess()
  const { readDocument } = await import('../../cloudfunctions/platform/database')
  const { calendarIds, loadCalendars } = await import('../../cloudfunctions/stores/calendars')
  const model = await readDocument<Visit>('visits', visitId)
  if (model === null) throw new Error('there is no booking')
  const submittedAt = model.submittedAt - 60_000
  const sortOf = (id: string) => `${model.firstDay}:${momentSort(submittedAt, id)}`
  const calendars = await loadCalendars(calendarIds(model))
  const others = Array.from({ length: BOOKINGS - 1 }, (_, index) => {
    const own = [visitId, lin.openid, model.documentHash, model.phoneHash]
    const renamed = <T>(document: T): T =>
      JSON.parse(
        own.reduce((text, name) => text.replaceAll(name, `${name}-${index}`), JSON.stringify(document)),
      ) as T
    const visit = { ...renamed(model), submittedAt, sort: sortOf(`${visitId}-${index}`) }
    return { visit, calendars: calendars.map((each) => renamed(each)) }
  })
  await cloudTarget().insert(
    'visits',
    others.map(({ visit }) => visit),
  )
  await cloudTarget().insert(
    'calendars',
    others.flatMap((other) => other.calendars),
  )
}

/** How many of them stand in which state. */
async function states(visitId: string): Promise<Record<string, number>> {
  await inThisProcess()
  const { findByIds } = await import('../../cloudfunctions/platform/database')
  const ids = Array.from({ length: BOOKINGS - 1 }, (_, index) => `${visitId}-${index}`)
  const counts: Record<string, number> = {}
  for (const { state } of await findByIds<Visit>('visits', [visitId, ...ids]))
    counts[state] = (counts[state] ?? 0) + 1
  return counts
}

import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Started } from '../../local/start'
import { adminBlacklistListWords } from '../../miniprogram/locales/zh/pages/admin-blacklist-list'
import { launchBrowser } from '../browser'
import { startOnCampus } from '../demo-campus'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { castMember } from './people'
import { liveUsually } from './screens/campus-life'
import { uploadsTo } from './screens/upload'

/** What is typed into a form of the console outlives a server that fails, a lost network and a sign-in that has ended. */
interface Form {
  who: 'office' | 'approver'
  address: string
  /** What it sends. */
  action: string
  /** Opens it, where that needs a button. */
  open?: (page: Page) => Promise<void>
  type: (form: Locator) => Promise<void>
  /** Where it stands; else in the dialog that is open. */
  at?: string
  /** Asked once more in a dialog before anything is sent. */
  ask?: boolean
}

/** The one that asks for a new sign-in stands over it. */
const DIALOG = 'dialog[open]:not(.sign-in)'

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('main').getByRole('button', { name }).first().click()
const field = (label: string | RegExp, words: string) => (form: Locator) =>
  form.getByLabel(label).first().fill(words)
const firstBox = (words: string) => (form: Locator) => form.getByRole('textbox').first().fill(words)

const FORMS: readonly Form[] = [
  {
    ...{ who: 'office', address: '/settings', action: 'rules.change', at: 'main form' },
    type: (form) => form.locator('#maxLiveBookings').fill('7'),
  },
  {
    ...{ who: 'office', address: '/contacts', action: 'rules.change', at: 'main form' },
    type: firstBox('育才校区值班电话'),
  },
  {
    ...{ who: 'office', address: '/tariff', action: 'tariff.add', at: 'main form >> nth=0', ask: true },
    type: field('名称', '2027年收费标准'),
  },
  {
    ...{ who: 'office', address: '/notices', action: 'template.save', at: 'main form >> nth=0' },
    type: field('模板编号', 'DemoTemplate_new_booking_to_approvers_00001'),
  },
  {
    ...{ who: 'office', address: '/gates', action: 'gate.save', open: press(/^修改/) },
    type: field('校门', '育才西门（正门）'),
  },
  {
    ...{ who: 'office', address: '/purposes', action: 'rules.change', at: 'main form' },
    type: firstBox('学术交流'),
  },
  {
    ...{ who: 'office', address: '/vehicles', action: 'vehicle.resolve' },
    async open(page) {
      await page.getByRole('main').locator('select').selectOption({ label: '育才校区' })
      await press(/^核查/)(page)
    },
    type: field('情况说明', '调看监控，车辆已由东门离校'),
  },
  {
    ...{ who: 'office', address: '/blacklist', action: 'blacklist.askLift' },
    async open(page) {
      await page
        .getByRole('main')
        .getByText(adminBlacklistListWords.activeTab, { exact: true })
        .first()
        .click()
      await press(/^查看/)(page)
    },
    type: field('解除的理由', '已核实，当事人已整改'),
  },
  {
    ...{ who: 'office', address: '/blacklist', action: 'blacklist.propose', open: press('提出列入') },
    async type(form) {
      await field('车牌号', '桂C88M66')(form)
      await field('列入的理由', '两次冲卡')(form)
    },
  },
  {
    ...{ who: 'office', address: '/traffic', action: 'traffic.close', open: press('新增管制') },
    async type(form) {
      await form.getByRole('checkbox').first().check()
      await field(/^原因/, '运动会')(form)
    },
  },
  {
    ...{ who: 'office', address: '/walk-in-quotas', action: 'walkIn.saveQuota', open: press(/^修改/) },
    type: field('每小时名额', '12'),
  },
  {
    ...{ who: 'office', address: '/devices', action: 'device.save', open: press('登记设备') },
    type: firstBox('西门二号读卡器'),
  },
  {
    ...{ who: 'office', address: '/duties', action: 'duty.save', open: press(/^调整/) },
    type: (form) => form.getByRole('checkbox').nth(1).check(),
  },
  {
    ...{ who: 'office', address: '/staff', action: 'staff.save', open: press('新增人员') },
    async type(form) {
      await form.getByRole('textbox').nth(0).fill('T20270001')
      await form.getByRole('textbox').nth(1).fill('新同事')
      await form.getByRole('combobox').selectOption({ index: 1 })
      await form.getByRole('textbox').nth(2).fill('13800770099')
    },
  },
  {
    ...{ who: 'office', address: '/accounts', action: 'account.freeze', open: press(/^冻结/) },
    type: firstBox('工作调动'),
  },
  {
    ...{ who: 'office', address: '/account-requests', action: 'account.answer', open: press(/^查看/) },
    type: firstBox('申请表没有盖章'),
  },
  {
    ...{ who: 'office', address: '/emergency', action: 'emergency.report', open: press('登记来电') },
    async type(form) {
      await field(/^被访人/, '李老师')(form)
      await field('访客姓名', '张三')(form)
      await form.getByRole('checkbox').first().check()
    },
  },
  {
    ...{ who: 'office', address: '/emergency', action: 'emergency.switch', open: press(/电话报备$/) },
    type: firstBox('网络已恢复'),
  },
  {
    ...{ who: 'office', address: '/conflicts', action: 'gate.settleConflict', open: press(/^核实/) },
    type: firstBox('已电话核实，本人到访'),
  },
  {
    ...{ who: 'approver', address: '/approvals', action: 'approval.revoke' },
    async open(page) {
      const main = page.getByRole('main')
      await main.getByRole('radio', { name: '审核通过' }).check()
      await main.locator('tbody button').first().click()
      await press('取消审核')(page)
    },
    type: field(/^取消原因/, '来访安排已取消'),
  },
  {
    ...{ who: 'approver', address: '/deputy', action: 'deputy.set', open: press('设置代理人') },
    async type(form) {
      await form.getByRole('searchbox').fill('覃')
      await form.getByRole('button', { name: '查找' }).click()
      await form.getByRole('radio').first().check()
    },
  },
  {
    ...{ who: 'approver', address: '/activities', action: 'activity.apply', open: press('申请活动') },
    async type(form) {
      await field('活动名称', '开放日')(form)
      await field('名额（人）', '30')(form)
    },
  },
]

let dir: string
let started: Started
let browser: Browser
const computers = {} as Record<Form['who'], Computer>
/** What becomes of the next calls of an action that is watched, and the calls that were sent. */
const net = { action: '', fault: 'none' as 'none' | 'unavailable' | 'lost' | 'ended', sent: [] as string[] }

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-forms-'))
  ;[started, browser] = await Promise.all([startOnCampus(dir), launchBrowser()])
  await liveUsually({ started, ...uploadsTo(started) })
  const folder = path.resolve(import.meta.dirname, '../../artifacts/journeys/console-forms')
  for (const [who, member] of [
    ['office', 'office-qin'],
    ['approver', 'approver-wei'],
  ] as const) {
    const computer = await openComputer(browser, folder)
    // What is waited before a call is tried again isn't what is tried here.
    await computer.page.addInitScript(() => {
      const wait = window.setTimeout.bind(window)
      window.setTimeout = ((run: () => void, ms?: number) => wait(run, Math.min(ms ?? 0, 300))) as never
    })
    await signInOffStage({ started }, computer, castMember(member).openid)
    computer.page.setDefaultTimeout(20_000)
    // A form that failed was left with what was typed; the page asks before it goes.
    computer.page.on('dialog', (dialog) => void dialog.accept())
    await watch(computer.page)
    computers[who] = computer
  }
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await started?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

async function watch(page: Page): Promise<void> {
  await page.route('**/console-api/v1/call', async (route) => {
    const body = route.request().postData() ?? ''
    if ((JSON.parse(body) as { action: string }).action !== net.action) return route.continue()
    net.sent.push(body)
    if (net.fault === 'unavailable') return route.fulfill({ status: 503, body: 'Service Unavailable' })
    if (net.fault === 'lost') return route.abort('internetdisconnected')
    if (net.fault === 'ended')
      return route.fulfill({ status: 401, json: { ok: false, code: 'SIGNED_OUT', details: {} } })
    return route.continue()
  })
  // Somebody says yes on their phone as soon as nothing is wrong any more.
  await page.route('**/console-api/v1/sign-in/state', (route) =>
    route.fulfill({ json: { ok: true, data: { signedIn: net.fault === 'none' } } }),
  )
}

const typedIn = (form: Locator): Promise<string[]> =>
  form.evaluate((all) =>
    [...all.querySelectorAll<HTMLInputElement>('input, select, textarea')].map((each) =>
      ['checkbox', 'radio'].includes(each.type) ? String(each.checked) : each.value,
    ),
  )

test.each(FORMS)(
  '$who, $address: $action',
  async ({ who, address, action, open, type, at, ask }) => {
    const { page } = computers[who]
    Object.assign(net, { action, fault: 'none', sent: [] })
    // Whatever a form before left open keeps the next from being looked at.
    await page.reload()
    const shown = page.getByRole('navigation').locator('a[aria-current=page]')
    await shown.waitFor()
    await goTo(computers[who], address)
    await expect.poll(() => shown.getAttribute('href')).toBe(`#${address}`)
    await page.waitForLoadState('networkidle')
    await open?.(page)
    const form = page.locator(at ?? DIALOG)
    await form.waitFor()
    await type(form)
    const typed = await typedIn(form)
    // A key takes nothing away: the form stays, or has it again when it is opened again.
    await page.keyboard.press('Escape')
    if (!(await form.isVisible())) await open?.(page)
    await expect.poll(() => typedIn(form)).toEqual(typed)
    const send = (inside: Locator) => inside.locator('button:not([type=button])').last().click()

    net.fault = 'unavailable'
    await send(form)
    const place = ask === true ? page.locator(DIALOG) : form
    if (ask === true) await send(place)
    await place.getByRole('alert').first().waitFor()
    expect(await typedIn(form)).toEqual(typed)

    net.fault = 'lost'
    const before = net.sent.length
    await send(place)
    await expect.poll(() => net.sent.length, { timeout: 20_000 }).toBe(before + 4)
    await place.getByRole('alert').first().waitFor()
    expect(await typedIn(form)).toEqual(typed)

    net.fault = 'ended'
    await send(place)
    const again = page.getByRole('heading', { name: '登录已结束，请重新扫码' })
    await again.waitFor()
    expect(await typedIn(form)).toEqual(typed)

    // It goes on by itself, and is one request: whatever was sent is the same, under the same id.
    const answered = page.waitForResponse(
      (response) =>
        response.request().postData()?.includes(`"${action}"`) === true && response.status() === 200,
    )
    net.fault = 'none'
    await answered
    await again.waitFor({ state: 'detached' })
    expect(net.sent.length).toBeGreaterThan(9)
    expect(new Set(net.sent).size).toBe(1)
    await page.keyboard.press('Escape')
  },
  120_000,
)

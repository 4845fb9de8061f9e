import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Started } from '../../local/start'
import { launchBrowser } from '../browser'
import { startOnCampus } from '../demo-campus'
import { DIALOG, FORMS, type Form } from './console-forms'
import { goTo, openComputer, signInOffStage, type Computer } from './console-room'
import { castMember } from './people'
import { liveUsually } from './screens/campus-life'
import { uploadsTo } from './screens/upload'

/** What is typed into a form of the console outlives a server that fails, a lost network and a sign-in that has ended. */
let dir: string
let started: Started
let browser: Browser
const computers = {} as Record<Form['who'], Computer>
/** What becomes of the next calls of an action that is watched, and the calls that were sent. */
const net = { action: '', fault: 'none' as 'none' | 'unavailable' | 'ended' | 'slow', sent: [] as string[] }
/** Calls that the server hasn't got yet. */
const held: Route[] = []

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
    if (net.fault === 'slow') return void held.push(route)
    if (net.fault === 'ended')
      return route.fulfill({ status: 401, json: { ok: false, code: 'SIGNED_OUT', details: {} } })
    return route.continue()
  })
  // Somebody says yes on their phone as soon as nothing is wrong any more.
  await page.route('**/console-api/v1/sign-in/state', (route) =>
    route.fulfill({ json: { ok: true, data: { signedIn: net.fault !== 'ended' } } }),
  )
}

const typedIn = (form: Locator): Promise<string[]> =>
  form.evaluate((all) =>
    [...all.querySelectorAll<HTMLInputElement>('input, select, textarea')].map((each) =>
      ['checkbox', 'radio'].includes(each.type) ? String(each.checked) : each.value,
    ),
  )

/** A form as it is first opened, with nothing going wrong. */
async function begin({ who, address, action, open }: Omit<Form, 'type'>): Promise<Page> {
  const { page } = computers[who]
  await page.context().setOffline(false)
  Object.assign(net, { action, fault: 'none', sent: [] })
  // Whatever a form before left open keeps the next from being looked at.
  await page.reload()
  const shown = page.getByRole('navigation').locator('a[aria-current=page]')
  await shown.waitFor()
  await goTo(computers[who], address)
  await expect.poll(() => shown.getAttribute('href')).toBe(`#${address}`)
  await page.waitForLoadState('networkidle')
  await open?.(page)
  return page
}

/** Once the call is on its way: what the keyboard does to the form then. */
async function typeMeanwhile(page: Page, form: Locator): Promise<string[]> {
  await expect.poll(() => held.length).toBe(1)
  for (const field of await form.locator('input, select, textarea').all()) {
    await field.evaluate((each) => (each as HTMLElement).focus())
    await page.keyboard.type('9')
  }
  return typedIn(form)
}
async function letGo(page: Page, action: string): Promise<void> {
  const answered = page.waitForResponse(
    (response) =>
      response.request().postData()?.includes(`"${action}"`) === true && response.status() === 200,
  )
  net.fault = 'none'
  for (const route of held.splice(0)) await route.continue()
  await answered
}

test.each(FORMS)(
  '$who, $address: $action',
  async ({ type, at, ask, ...form_ }) => {
    const { action, open } = form_
    const page = await begin(form_)
    const form = page.locator(at ?? DIALOG)
    await form.waitFor()
    await type(form)
    const typed = await typedIn(form)
    // A key takes nothing away: the form stays, or has it again when it is opened again.
    await page.keyboard.press('Escape')
    // A browser that may not be refused closes it for a moment.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
    if (!(await form.isVisible())) await open?.(page)
    await expect.poll(() => typedIn(form)).toEqual(typed)
    const send = (inside: Locator) => inside.locator('button:not([type=button])').last().click()

    net.fault = 'unavailable'
    await send(form)
    const place = ask === true ? page.locator(DIALOG) : form
    if (ask === true) await send(place)
    await place.getByRole('alert').first().waitFor()
    expect(await typedIn(form)).toEqual(typed)

    // The browser itself knows that there is no network.
    net.fault = 'none'
    await page.context().setOffline(true)
    const before = net.sent.length
    await send(place)
    await place.getByText('网络').first().waitFor()
    // A word of the form itself may be the one that is waited for.
    await expect.poll(() => net.sent.length).toBe(before + 4)
    expect(await typedIn(form)).toEqual(typed)
    await page.context().setOffline(false)

    net.fault = 'ended'
    await send(place)
    const again = page.getByRole('heading', { name: '登录已结束，请重新扫码' })
    await again.waitFor()
    expect(await typedIn(form)).toEqual(typed)

    // It goes on by itself, and is one request: whatever was sent is the same, under the same id.
    net.fault = 'slow'
    await again.waitFor({ state: 'detached' })
    // What somebody would type while it is being saved would be lost: the form takes nothing.
    expect(await typeMeanwhile(page, form)).toEqual(typed)
    await letGo(page, action)
    expect(net.sent.length).toBeGreaterThan(9)
    expect(new Set(net.sent).size).toBe(1)
    await page.keyboard.press('Escape')
  },
  120_000,
)

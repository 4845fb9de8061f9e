import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { answer, standAtGate } from './gate'
import { APPROVER, GUARD, openJourney, type Journey } from './journey'
import { addPhone, button, giveTo, openRow } from './people'
import { writeReason } from './sheets'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('emergency')
})
afterAll(() => journey?.close())
beforeEach(() => onTestFailed(() => journey.album.failed()))

const OFFICE = APPROVER
const office = () => journey.top(OFFICE)
const guard = () => journey.top(GUARD)

describe('a report by phone', () => {
  it('is closed until the office opens it, opens the named gate by its number, and is reconciled afterwards', async () => {
    // The desk finds the form closed.
    const desk = await addPhone(journey, 'desk-yucai')
    await journey.top(desk).getByText('电话报备').first().click()
    await journey.top(desk).getByText('电话报备未开启').first().waitFor()
    expect(await button(journey, desk, '登记来电').count()).toBe(0)
    await journey.album.phone(desk, 'closed')

    // The office opens it, and says why.
    await giveTo(journey, OFFICE, 'office-qin')
    await office().getByText('保卫处办公').click()
    await openRow(journey, OFFICE, '电话报备开关')
    await button(journey, OFFICE, '开启电话报备').click()
    await giveReason('预约系统抢修', '确认开启')
    await office().getByText('电话报备已开启').waitFor()
    await journey.album.phone(OFFICE, 'opened')

    // The desk writes down a call and reads out the number.
    await button(journey, desk, '返回').click()
    await journey.top(desk).getByText('已开启：登记来电，给出报备号').click()
    await button(journey, desk, '登记来电').click()
    const form = journey.top(desk)
    await form.locator('text-field').filter({ hasText: '被访人' }).locator('input').fill('覃海燕')
    await form.locator('text-field').filter({ hasText: '访客姓名' }).locator('input').fill('周子涵')
    await choosePurpose(desk, '因公来访')
    await form.getByRole('checkbox').filter({ hasText: '育才西门' }).click()
    await button(journey, desk, '登记并给出报备号').click()
    await form.getByText('已登记，请读给来电人').waitFor()
    const number = (await form.locator('.given .number').innerText()).trim()
    expect(number).toMatch(/^E-\d{4}-[2-9A-HJ-NP-Z]{4}$/)
    await journey.album.phone(desk, 'number-given')

    // The guard of that gate types it with the visitor's name; the pass is good for people on foot.
    await standAtGate(journey)
    await typeNumber(number, '周子涵')
    const passed = await answer(journey)
    expect(passed).toMatchObject({ tone: 'pass', colour: 'green' })
    expect(passed.lines).toEqual(expect.arrayContaining(['放行']))
    await journey.album.phone(GUARD, 'let-in')
    await guard().getByRole('button', { name: '扫码', exact: true }).waitFor()

    // A number nobody was given opens nothing, nor one that differs in a character, nor this one for somebody else.
    const beside = `${number.slice(0, -1)}${number.endsWith('2') ? '3' : '2'}`
    for (const [typed, name] of [
      ['E-9999-2222', '周子涵'],
      [beside, '周子涵'],
      [number, '林晓雨'],
    ] as const) {
      await typeNumber(typed, name)
      expect(await answer(journey), `${typed} ${name}`).toMatchObject({ tone: 'stop', colour: 'red' })
      await button(journey, GUARD, '下一位').click()
    }

    // The office closes it and lets the numbers hold; the desk goes through what was given out.
    await button(journey, OFFICE, '关闭电话报备').click()
    const openPasses = journey.screen(OFFICE).locator('.wx-layer-sheet')
    await openPasses.getByRole('button', { name: '立即全部失效' }).waitFor()
    await openPasses.getByRole('button', { name: '到期前继续有效' }).click()
    await journey.screen(OFFICE).getByText('已给出的报备号在其日期内仍然有效').waitFor()
    await giveReason('系统已恢复', '确认关闭')
    await office().getByText('电话报备未开启').waitFor()
    await button(journey, desk, '完成').click()
    const card = journey.top(desk).locator('section-card').filter({ hasText: number })
    await card.getByText('现在在校内').waitFor()
    await card.getByRole('button', { name: '待说明' }).click()
    const sheet = journey.screen(desk).locator('reason-sheet')
    await sheet.getByRole('radio').filter({ hasText: '被访人称不知情' }).click()
    await sheet.getByRole('button', { name: '转为待说明' }).click()
    await card.waitFor({ state: 'detached' })
    await journey.top(desk).getByText('待说明', { exact: true }).first().click()
    await card.getByText('被访人称不知情').waitFor()
    await journey.album.phone(desk, 'to-explain')
    await card.getByRole('button', { name: '已说明' }).click()
    await sheet.getByRole('radio').filter({ hasText: '单位已书面说明' }).click()
    await sheet.getByRole('button', { name: '已说明' }).click()
    await card.waitFor({ state: 'detached' })
    await journey.top(desk).getByText('已核对', { exact: true }).first().click()
    await card.getByText('单位已书面说明').waitFor()
    expect(await card.getByRole('button').count()).toBe(0)
    await journey.album.phone(desk, 'reconciled')
    expect(journey.errors).toEqual([])
  })
})

async function giveReason(words: string, action: '确认开启' | '确认关闭'): Promise<void> {
  const sheet = journey.screen(OFFICE).locator('reason-sheet')
  await writeReason(sheet, words)
  await sheet.getByRole('button', { name: action, exact: true }).click()
}

/** What the visit is for, on the desk's form: the wheel behind its line. */
async function choosePurpose(desk: number, words: string): Promise<void> {
  const line = journey.top(desk).locator('field-row').filter({ hasText: '来访事由' })
  await line.locator('wx-picker').click()
  const wheel = journey.screen(desk).locator('.wx-layer-picker')
  await wheel.getByRole('option', { name: words, exact: true }).click()
  await wheel.locator('[aria-selected="true"]').getByText(words, { exact: true }).waitFor()
  await wheel.getByRole('button', { name: '确定' }).click()
  await line.getByText(words, { exact: true }).waitFor()
}

/** On the guard's sheet, as it is heard: the hyphens and capitals need not be typed. */
async function typeNumber(number: string, name: string): Promise<void> {
  await guard().getByText('短码', { exact: true }).click()
  const keypad = journey.screen(GUARD).locator('short-code-keypad')
  await keypad.getByRole('radio').filter({ hasText: '报备号' }).click()
  const sheet = journey.screen(GUARD).locator('number-sheet')
  const field = (label: string) => sheet.locator('text-field').filter({ hasText: label }).locator('input')
  await field('报备号').fill(number.replace(/-/g, '').toLowerCase())
  await field('访客姓名').fill(name)
  await sheet.getByRole('button', { name: '核验' }).click()
}

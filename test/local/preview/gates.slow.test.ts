import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { openJourney, VISITOR, type Journey } from '../../journeys/journey'
import { castMember, offStage, staffId } from '../../journeys/people'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const lin = castMember('visitor-lin')
const wei = castMember('approver-wei')
const { document, plate } = lin.prepared!

let dir: string
let journey: Journey
let visitId: string
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'gates-test-'))
  journey = await openJourney('gates', dir, undefined, { lanes: true })
  visitId = await approvedVisit()
})
afterAll(() => journey?.close())

async function approvedVisit(): Promise<string> {
  const today = dayOf(Date.now())
  const form = {
    ...BLANK_FORM,
    privacy: tickedAt(0),
    ...{ hostId: staffId('覃海燕', 'computing'), purpose: 'private' as const },
    ...{ name: lin.name, phoneKind: 'mainland' as const, phone: lin.mobile },
    ...{ documentKind: 'mainlandId' as const, document, firstDay: today, lastDay: today },
    ...{
      driving: true,
      plate,
      companions: [{ name: '林晓雪', documentKind: 'passport' as const, document: 'E1234567' }],
    },
  }
  const { visitId } = await offStage(journey, lin.openid, 'visit.submit', { form })
  await offStage(journey, wei.openid, 'approval.approve', { visitId })
  return visitId
}

/** A condition on a machine that others use as well. */
const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 20_000 })

const gates = () => journey.page.locator('.gates')
const barrier = () => gates().locator('.scene').getAttribute('data-barrier')
const display = () => gates().locator('.display').innerText()
const facts = () => gates().locator('.lane-facts').innerText()
const exchanges = () => gates().locator('.exchange')
const newest = () => exchanges().first().innerText()
const turnTo = (lane: string) => gates().locator(`[data-lane="${lane}"]`).click()
const reader = (name: string) => gates().getByRole('tab', { name }).click()
const holdPhone = () => gates().locator('.pick').filter({ hasText: lin.name }).click()
const mode = (name: string) => gates().getByRole('button', { name, exact: true }).click()

async function drive(number: string): Promise<void> {
  await reader('车牌相机')
  await gates().getByRole('textbox', { name: '车牌' }).fill(number)
  await gates().getByRole('button', { name: '驶来' }).click()
}

/** Opens a page of the visitor's and waits for these words on it. */
async function seen(url: string, words: string): Promise<void> {
  await journey.frame(VISITOR).evaluate((url) => window.phone.launch({ url, scene: 1001 }), url)
  await journey.top(VISITOR).getByText(words).first().waitFor()
}

describe('gate lanes on the stage', () => {
  it('tell the visitor that the booking is in effect, before anybody looks at them', async () => {
    await seen(`pages/records/visit/visit?id=${visitId}`, '已生效')
  })

  it('read a pass off a phone, let its holder in with everybody who comes along, and shut again', async () => {
    onTestFailed(() => journey.album.failed())
    await seen(`pages/pass/pass?id=${visitId}`, '今日可入校')
    await journey.top(VISITOR).locator('.pass__code img').waitFor()
    await journey.page.getByRole('tab', { name: /^校门/ }).click()
    await turnTo('yucai-west-in')
    await holdPhone()
    await soon(barrier).toBe('open')
    expect((await display()).split('\n').filter(Boolean)).toEqual(['预约有效，请进', '林** · 共2人'])
    expect(await facts()).toMatch(/放行 · OK[\s\S]*计算机学院[\s\S]*通行记录/)
    await journey.album.stage('open')
    await soon(barrier).toBe('closed')
  })

  it('show the signed request and the answer as they went over the wire', async () => {
    const shown = await newest()
    expect(shown).toMatch(/POST \/v1\/verify\s+\d+ ms\s+200/)
    expect(shown).toMatch(/x-gate-device: yucai-west-in\s+x-gate-timestamp: \d{13}/)
    expect(shown).toMatch(/x-gate-signature: [0-9a-f]{64}/)
    expect(shown).toMatch(/"decision": "allow"/)
  })

  it('let a car in by its plate once, and leave the second look to a guard', async () => {
    await turnTo('yanshan-east-in')
    await drive(plate)
    await soon(barrier).toBe('open')
    await turnTo('yucai-west-in')
    await drive(plate)
    await soon(display).toContain('记录显示已在校内')
    expect([await barrier(), await gates().locator('.lamp-word').innerText()]).toEqual([
      'closed',
      '等门岗处理',
    ])
  })

  it('stay shut for a plate that nobody booked', async () => {
    await turnTo('yucai-west-in')
    await drive('桂A00000')
    await soon(display).toContain('没有查到这条预约')
    expect([await barrier(), await gates().locator('.lamp-word').innerText()]).toEqual(['closed', '不放行'])
  })

  it.each([
    ['途中改一位签名', 'SIGNATURE'],
    ['途中改动正文', 'SIGNATURE'],
  ])('are refused by the API when somebody on the line did this: %s', async (mischief, code) => {
    await gates().getByRole('combobox', { name: '线路上' }).selectOption(mischief)
    const before = await exchanges().count()
    await drive(plate)
    // The lane still shows what it showed before, which may be the same words.
    await soon(() => exchanges().count()).toBe(before + 1)
    await soon(display).toContain('暂时不能核验')
    await soon(facts).toContain(code)
    expect(await newest()).toMatch(/POST \/v1\/verify\s+\d+ ms\s+401/)
    expect(await barrier()).toBe('closed')
  })

  it('mend a clock that is wrong by what the refusal tells', async () => {
    await gates().getByRole('combobox', { name: '线路上' }).selectOption('车道时钟快 10 分钟')
    await drive('桂A00000')
    await soon(display).toContain('没有查到这条预约')
    expect(await gates().locator('.exchange .outcome').allInnerTexts()).toEqual(
      expect.arrayContaining(['401', '200']),
    )
  })

  it('decide by the snapshot without a network, and deliver that when it is back', async () => {
    await turnTo('yucai-west-out')
    await mode('断网')
    await reader('扫码头')
    await holdPhone()
    await soon(barrier).toBe('open')
    expect(await facts()).toContain('联网后补录')
    expect(await gates().locator('.lane-status').innerText()).toContain('1 条通行待补录')
    expect(await gates().locator('.exchange').count()).toBe(0)
    await mode('在线')
    await soon(() => exchanges().count()).toBe(1)
    expect(await newest()).toMatch(/POST \/v1\/events\s+\d+ ms\s+200/)
    await soon(() => gates().locator('.lane-status').innerText()).not.toContain('待补录')
    await seen(`pages/records/visit/visit?id=${visitId}`, '育才西门离校')
  })

  it('read nothing without power', async () => {
    await mode('停机')
    await soon(() => gates().locator('.lamp-word').innerText()).toBe('停机')
    expect((await display()).trim()).toBe('')
    await mode('在线')
    expect(journey.errors).toEqual([])
  })
})

describe('the command line', () => {
  it('checks, polls and loads as the same device', async () => {
    const devices = JSON.parse(await fs.readFile(path.join(dir, 'devices.json'), 'utf8'))
    const device = 'yanshan-east-out'
    const codes = path.join(dir, 'codes.txt')
    await fs.writeFile(codes, `${plate}\nABCD2345\n`)
    const run = (...words: string[]) =>
      promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', 'local/gate-simulator/cli.ts', '--url', `${journey.started.url}/gate`, ...words],
        { cwd: root, env: { ...process.env, GATE_DEVICE: device, GATE_SECRET: devices[device].secret } },
      )
    const [checked, loaded, polled] = await Promise.all([
      run('verify', '--direction', 'out', '--plate', plate),
      run('load', '--direction', 'out', '--rate', '5', '--seconds', '1', '--codes', codes),
      run('poll', '--every', '200', '--times', '2'),
    ])
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, data: { decision: 'allow' } })
    expect(JSON.parse(loaded.stdout)).toMatchObject({ calls: 5, outcomes: { OK: 3, GUARD_ONLY: 2 } })
    expect(polled.stdout.match(/version \d{13}, 1 page\(s\)/g)).toHaveLength(2)
  })
})
